package org.portbound.cli;

import java.net.InetAddress;
import java.util.OptionalInt;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.portbound.socket.Endpoint;
import org.portbound.socket.SendOptions;
import org.portbound.socket.SendSetup;
import org.portbound.text.Message;
import org.portbound.text.Parsed;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** The options that say how a datagram travels. */
final class SendingOptions {
  @Option(names = "--interface", paramLabel = "I")
  private @Nullable String interfaceName;

  @Option(names = "--ttl", paramLabel = "N")
  private @Nullable String ttl;

  @Option(names = "--no-loopback")
  private boolean noLoopback;

  @Option(names = "--broadcast")
  private boolean broadcast;

  @Option(names = "--dont-fragment")
  private boolean dontFragment;

  @Option(names = "--dscp", paramLabel = "N")
  private @Nullable String dscp;

  @Option(names = "--connect")
  private boolean connect;

  @Option(names = "--device", paramLabel = "D")
  private @Nullable String device;

  @Option(names = "--send-buffer", paramLabel = "BYTES")
  private @Nullable String sendBuffer;

  boolean namesInterface() {
    return interfaceName != null;
  }

  /** What is done to the socket before. */
  SendSetup setup(CommandSpec spec) {
    return new SendSetup(
        connect, device, number(spec, "--send-buffer", sendBuffer, Amounts::readBytes));
  }

  private static OptionalInt number(
      CommandSpec spec,
      String option,
      @Nullable String given,
      Function<String, Parsed<Integer>> reader) {
    return given == null
        ? OptionalInt.empty()
        : OptionalInt.of(UsageException.orThrow(spec, option, reader.apply(given)));
  }

  /** How it is sent there. */
  SendOptions options(CommandSpec spec, Endpoint to) {
    InetAddress address = to.address();
    boolean group = address.isMulticastAddress();
    String misplaced = interfaceName != null ? "--interface" : noLoopback ? "--no-loopback" : null;
    if (!group && misplaced != null) {
      throw new UsageException(
          spec, misplaced, Message.of("cli.send.multicast-only", Endpoint.text(address)));
    }
    String by =
        !group || interfaceName != null
            ? interfaceName
            : InterfaceNames.scope(address).orElseGet(InterfaceNames::loopback);
    return new SendOptions(
        by,
        number(spec, "--ttl", ttl, Amounts::readTtl),
        !noLoopback,
        broadcast,
        dontFragment,
        number(spec, "--dscp", dscp, Amounts::readDscp));
  }
}
