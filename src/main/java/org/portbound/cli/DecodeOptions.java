package org.portbound.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.portbound.capture.Datagram;
import org.portbound.decode.DecodeAs;
import org.portbound.decode.Decoded;
import org.portbound.decode.Ports;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** The options that say whether payloads are decoded, and as what. */
final class DecodeOptions {
  @Option(names = "--decode")
  private boolean decode;

  @Option(names = "--decode-as", paramLabel = "PORT=PROTOCOL")
  private List<String> choices = new ArrayList<>();

  /**
   * How lines show payloads, or empty if as they are; throws {@link UsageException} for a fault.
   */
  Optional<Decoding> read(CommandSpec spec, Terminal terminal) {
    if (!decode && choices.isEmpty()) {
      return Optional.empty();
    }
    var decodeAs = new DecodeAs();
    for (String each : choices) {
      decodeAs.choose(UsageException.orThrow(spec, "--decode-as", DecodeAs.Choice.read(each)));
    }
    return Optional.of(new Decoding(terminal, decodeAs));
  }

  /** The option that was given, for a complaint that it does not go with another. */
  Optional<String> given() {
    return !choices.isEmpty()
        ? Optional.of("--decode-as")
        : decode ? Optional.of("--decode") : Optional.empty();
  }

  /** Payloads as what they are read as. One thread at a time. */
  static final class Decoding {
    private final Terminal terminal;
    private final DecodeAs decodeAs;

    Decoding(Terminal terminal, DecodeAs decodeAs) {
      this.terminal = terminal;
      this.decodeAs = decodeAs;
    }

    private Decoded brief(Datagram row) {
      return decodeAs.brief(row.payload(), new Ports(row.sourcePort(), row.destinationPort()));
    }

    /** {@code mDNS: query _http._tcp.local PTR}. */
    String text(Datagram row) {
      Decoded decoded = brief(row);
      return terminal.say(decoded.protocol().label()) + ": " + terminal.visible(decoded.summary());
    }

    /** The fields {@code protocol} and {@code summary}. */
    Map<String, String> fields(Datagram row) {
      Decoded decoded = brief(row);
      return Map.of(
          "protocol", decoded.protocol().id(), "summary", terminal.say(decoded.summary()));
    }
  }
}
