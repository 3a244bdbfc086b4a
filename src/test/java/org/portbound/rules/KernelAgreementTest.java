package org.portbound.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.nio.channels.DatagramChannel;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/**
 * The rules against the running kernel by what takes no privilege: this user, this network, Java's
 * channels. Where there is privilege, {@code experiment.RandomRunTest} holds far more of them
 * against it. Another seed or number: {@code -Dportbound.rules.seed=…
 * -Dportbound.rules.scenarios=…}.
 */
@EnabledOnOs(OS.LINUX)
@Timeout(120)
class KernelAgreementTest {
  private static final long SEED = Long.getLong("portbound.rules.seed", System.nanoTime());
  private static final int SCENARIOS = Integer.getInteger("portbound.rules.scenarios", 300);
  private static final int SENDERS = 4;

  @Test
  void randomScenariosGoAsTheRulesSay() throws IOException {
    System.out.println(SCENARIOS + " scenarios held against the kernel, seed " + SEED);
    var random = new Random(SEED);
    int refusals = 0;
    int shared = 0;
    int port = freePort();
    try (var senders = new KernelScenario.Senders(SENDERS)) {
      for (int i = 0; i < SCENARIOS; i++) {
        try (var scenario = new KernelScenario(random, port, senders)) {
          assertEquals(Optional.empty(), scenario.firstDifference(), "seed " + SEED + " " + i);
          refusals += scenario.refusals;
          shared += scenario.shared;
        }
      }
    }
    assertTrue(refusals > SCENARIOS / 2, "scenarios that refuse nothing prove little: " + refusals);
    assertTrue(shared > SCENARIOS / 20, "scenarios without groups prove little: " + shared);
  }

  /** Free on every address, IPv4 and IPv6. */
  private static int freePort() throws IOException {
    try (var channel = DatagramChannel.open(StandardProtocolFamily.INET6)) {
      channel.bind(new InetSocketAddress("::", 0));
      return ((InetSocketAddress) channel.getLocalAddress()).getPort();
    }
  }
}
