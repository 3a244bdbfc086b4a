package org.portbound.diagnosis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.opentest4j.TestAbortedException;
import org.portbound.socket.Endpoint;
import org.portbound.socket.Opening;
import org.portbound.socket.ReuseOptions;
import org.portbound.socket.SocketPlan;
import org.portbound.socket.posix.PosixProvider;
import org.portbound.text.Message;

/** Sockets in a network namespace that the test makes with {@code ip netns}, and removes. */
@EnabledOnOs(OS.LINUX)
@Timeout(value = 30, unit = TimeUnit.SECONDS)
final class NetworkNamespacesTest {
  private final String name = "portbound-test-" + ProcessHandle.current().pid();
  private final PosixProvider provider = new PosixProvider();

  @BeforeEach
  void add() throws Exception {
    assumeTrue(
        Files.isExecutable(Path.of("/usr/sbin/ip")) || Files.isExecutable(Path.of("/sbin/ip")),
        "skipped: there is no ip command");
    assumeTrue(
        ip("netns", "add", name) == 0, "skipped: no network namespace may be added; it takes root");
    assertEquals(0, ip("-n", name, "link", "set", "lo", "up"));
  }

  @AfterEach
  void remove() throws Exception {
    ip("netns", "del", name);
  }

  private static int ip(String... arguments) throws IOException, InterruptedException {
    var command = new ArrayList<>(List.of("ip"));
    command.addAll(List.of(arguments));
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    return process.waitFor();
  }

  private long number() throws IOException {
    return (long) Files.getAttribute(Path.of("/run/netns", name), "unix:ino");
  }

  private List<HolderScan.Elsewhere> here(HolderScan scan) {
    return scan.elsewhere().stream().filter(each -> name.equals(each.namespace().name())).toList();
  }

  @Test
  void socketThereIsNamedAndDoesNotHoldThePortHere() throws IOException {
    try (var there = HoldingProcess.inNamespace(name, "127.0.0.1")) {
      int port = there.port();
      HolderScan scan = Holders.onPortEverywhere(port, List.of(), provider.flagReader());
      HolderScan.Elsewhere elsewhere = here(scan).getFirst();
      assertEquals(number(), elsewhere.namespace().number().orElseThrow());
      assertEquals(there.pid(), elsewhere.namespace().pid());
      Holder holder = elsewhere.holders().getFirst();
      assertEquals(Endpoint.parse("127.0.0.1:" + port), holder.local());
      assertEquals(there.pid(), holder.processes().getFirst().pid());
      assertEquals(ReuseOptions.NONE, holder.reuse(), "read across the namespaces");
      assertTrue(scan.holders().stream().noneMatch(each -> each.inode() == holder.inode()));
      assertTrue(
          Holders.onAllPorts(List.of(), provider.flagReader()).elsewhere().stream()
              .anyMatch(each -> each.holders().contains(holder)));

      // Nobody has the port here, unless another program took it just now: it is foretold so,
      // and the kernel agrees.
      SocketPlan plan = SocketPlan.of(Endpoint.parse("127.0.0.1:" + port));
      var forecast =
          Forecaster.of(plan, List.of(), provider.flagReader(), SystemUsers.effectiveUid());
      assertEquals(
          Forecast.Outlook.ALLOWED,
          Objects.requireNonNull(forecast.get(ReuseOptions.NONE)).outlook());
      assertInstanceOf(Opening.Opened.class, provider.open(plan)).socket().close();
    }
  }

  @Test
  void namespaceWithoutAProcessIsNoted() {
    HolderScan scan = Holders.onAllPorts(List.of(), provider.flagReader());
    assertEquals(List.of(), here(scan));
    assertTrue(scan.notes().contains(Message.of("diagnosis.note.empty-namespace", name)));
  }

  /** With a control group of the name that the container program gives its own. */
  @Test
  void socketInAContainerIsNamedByTheContainer() throws Exception {
    String id = "%064x".formatted(ProcessHandle.current().pid());
    try (var there = HoldingProcess.inNamespace(name, "127.0.0.1")) {
      Path group = controlGroup("docker-" + id + ".scope");
      try {
        Files.writeString(group.resolve("cgroup.procs"), String.valueOf(there.pid()));
        HolderScan scan = Holders.onPortEverywhere(there.port(), List.of(), provider.flagReader());
        assertEquals(
            new Container(Container.Kind.DOCKER, id.substring(0, 12)),
            here(scan).getFirst().namespace().container());
      } finally {
        there.process().destroyForcibly().waitFor();
        Files.delete(group);
      }
    }
  }

  /** A control group of version 1 or 2, at the top of a hierarchy. */
  private static Path controlGroup(String name) {
    for (String hierarchy : List.of("systemd", "pids", "")) {
      Path top = Path.of("/sys/fs/cgroup", hierarchy);
      try {
        if (Files.exists(top.resolve("cgroup.procs"))) {
          return Files.createDirectory(top.resolve(name));
        }
      } catch (IOException e) {
        // Not permitted in this one.
      }
    }
    throw new TestAbortedException("skipped: no control group may be made here");
  }

  @Test
  void holderThatEndedThereIsGone() throws Exception {
    int port;
    try (var there = HoldingProcess.inNamespace(name, "127.0.0.1")) {
      port = there.port();
      assertFalse(here(Holders.onPortEverywhere(port, List.of(), provider.flagReader())).isEmpty());
      there.process().destroyForcibly().waitFor();
    }
    assertEquals(List.of(), here(Holders.onPortEverywhere(port, List.of(), provider.flagReader())));
  }

  @Test
  void anOrdinaryUserSeesTheSocketsButNotTheNumber() throws Exception {
    Path setpriv = Path.of("/usr/bin/setpriv");
    assumeTrue(Files.isExecutable(setpriv), "skipped: there is no setpriv command");
    try (var there = HoldingProcess.inNamespace(name, "127.0.0.1")) {
      // What another user is told of it: the table, not the link.
      String process = "/proc/" + there.pid();
      assertEquals(0, asNobody("cat", process + "/net/udp"));
      assertFalse(asNobody("readlink", process + "/ns/net") == 0);
    }
  }

  private static int asNobody(String... command) throws IOException, InterruptedException {
    var all =
        new ArrayList<>(List.of("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"));
    all.addAll(List.of(command));
    return new ProcessBuilder(all)
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start()
        .waitFor();
  }
}
