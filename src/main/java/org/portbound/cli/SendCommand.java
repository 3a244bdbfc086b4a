package org.portbound.cli;

import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.portbound.diagnosis.SendFix;
import org.portbound.message.Payload;
import org.portbound.socket.Endpoint;
import org.portbound.socket.Family;
import org.portbound.socket.ReuseOptions;
import org.portbound.socket.SendOptions;
import org.portbound.socket.SendSetup;
import org.portbound.text.Message;
import org.portbound.workbench.CommandLines;
import org.portbound.workbench.Providers;
import org.portbound.workbench.Refusal;
import org.portbound.workbench.SendPlan;
import org.portbound.workbench.SendResult;
import org.portbound.workbench.Source;
import org.portbound.workbench.Workbench;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code portbound send}: sends one datagram. */
@Command(name = "send", sortOptions = false)
final class SendCommand implements Callable<Integer> {
  /** Nothing is received here: the smallest log will do. */
  private static final long LOG_BYTES = 256L << 10;

  private final Terminal terminal;

  @Spec private @Nullable CommandSpec spec;

  @Parameters(index = "0", paramLabel = "DEST:PORT", descriptionKey = "destination")
  private String destination = "";

  @Parameters(index = "1", arity = "0..1", paramLabel = "TEXT", descriptionKey = "text")
  private @Nullable String text;

  @Option(names = "--hex", paramLabel = "H")
  private @Nullable String hex;

  @Option(names = "--file", paramLabel = "F")
  private @Nullable Path file;

  @Option(names = "--from", paramLabel = "ADDRESS:PORT")
  private @Nullable String from;

  @Option(names = "--reuseport")
  private boolean reusePort;

  @Option(names = "--reuseaddr")
  private boolean reuseAddr;

  @Option(names = "--interface", paramLabel = "I")
  private @Nullable String interfaceName;

  @Option(names = "--ttl", paramLabel = "N")
  private @Nullable String ttl;

  @Option(names = "--no-loopback")
  private boolean noLoopback;

  @Option(names = "--broadcast")
  private boolean broadcast;

  @Option(names = "--connect")
  private boolean connect;

  @Option(names = "--device", paramLabel = "D")
  private @Nullable String device;

  @Option(names = "--send-buffer", paramLabel = "BYTES")
  private @Nullable String sendBuffer;

  @Option(names = "--json")
  private boolean json;

  SendCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    SendPlan plan = plan();
    Refusals refusals = new Refusals(terminal, json);
    Instant begun = Instant.now();
    try (Workbench workbench = Workbench.open(Providers.standard(), LOG_BYTES)) {
      return switch (workbench.sending().send(plan)) {
        case SendResult.Sent sent -> {
          tellSent(sent, plan.options(), begun);
          yield ExitStatus.OK;
        }
        case SendResult.NotOpened(SendPlan refused, Refusal refusal, var holder) -> {
          refusals.tell(refusal, fix -> CommandLines.of(fix, refused));
          yield ExitStatus.REFUSED;
        }
        case SendResult.Failed failed -> {
          refusals.tell(failed, fix -> command(fix, plan));
          yield ExitStatus.REFUSED;
        }
        case SendResult.NoListener none ->
            throw new IllegalStateException("no listener was named, but " + none.number());
      };
    }
  }

  /** Reads the arguments; throws {@link UsageException} for one that cannot be understood. */
  SendPlan plan() {
    Endpoint to = UsageException.orThrow(spec(), "DEST:PORT", Endpoint.read(destination));
    if (to.port() == 0) {
      throw new UsageException(spec(), "DEST:PORT", Message.of("cli.send.port-zero"));
    }
    return new SendPlan(source(to), to, payload(), options(to), setup());
  }

  private Source source(Endpoint to) {
    String typed = from;
    if (typed == null) {
      if (reusePort || reuseAddr) {
        String option = reusePort ? "--reuseport" : "--reuseaddr";
        throw new UsageException(spec(), option, Message.of("cli.send.reuse-without-from"));
      }
      return new Source.AnyPort();
    }
    Endpoint local = UsageException.orThrow(spec(), "--from", Endpoint.read(typed));
    // A dual-stack wildcard sends to IPv4 as well; nothing else crosses the families.
    boolean fits =
        Family.of(local.address()) == Family.of(to.address())
            || (local.isWildcard() && Family.of(local.address()) == Family.INET6);
    if (!fits) {
      throw new UsageException(
          spec(),
          "--from",
          Message.of(
              "cli.send.from-family",
              local,
              Family.of(local.address()).label(),
              to,
              Family.of(to.address()).label()));
    }
    return new Source.Bound(local, new ReuseOptions(reuseAddr, reusePort));
  }

  private byte[] payload() {
    long given = Stream.of(text, hex, file).filter(Objects::nonNull).count();
    if (given != 1) {
      String key = given == 0 ? "cli.send.no-payload" : "cli.send.two-payloads";
      throw new UsageException(spec(), "TEXT", Message.of(key));
    }
    String typed = text;
    String digits = hex;
    Path path = file;
    if (typed != null) {
      return UsageException.orThrow(spec(), "TEXT", Payload.text(typed));
    }
    return digits != null
        ? UsageException.orThrow(spec(), "--hex", Payload.hex(digits))
        : UsageException.orThrow(spec(), "--file", Payload.file(Objects.requireNonNull(path)));
  }

  private SendSetup setup() {
    String limit = sendBuffer;
    OptionalInt bytes =
        limit == null
            ? OptionalInt.empty()
            : OptionalInt.of(
                UsageException.orThrow(spec(), "--send-buffer", Amounts.readBytes(limit)));
    return new SendSetup(connect, device, bytes);
  }

  private SendOptions options(Endpoint to) {
    String limit = ttl;
    OptionalInt hops =
        limit == null
            ? OptionalInt.empty()
            : OptionalInt.of(UsageException.orThrow(spec(), "--ttl", Amounts.readTtl(limit)));
    InetAddress address = to.address();
    if (!address.isMulticastAddress()) {
      String misplaced =
          interfaceName != null ? "--interface" : noLoopback ? "--no-loopback" : null;
      if (misplaced != null) {
        throw new UsageException(
            spec(), misplaced, Message.of("cli.send.multicast-only", Endpoint.text(address)));
      }
      return new SendOptions(null, hops, true, broadcast);
    }
    String by =
        interfaceName != null
            ? interfaceName
            : InterfaceNames.scope(address).orElseGet(InterfaceNames::loopback);
    return new SendOptions(by, hops, !noLoopback, broadcast);
  }

  private void tellSent(SendResult.Sent sent, SendOptions options, Instant begun) {
    String by = options.interfaceName();
    // A socket on a free port is bound to the wildcard: which address the kernel put in is unknown.
    boolean known = !sent.from().isWildcard();
    if (json) {
      terminal.line(
          Json.event("sent")
              .with("time", begun)
              .with("length", sent.lengthBytes())
              .with("sourceAddress", known ? Endpoint.text(sent.from().address()) : null)
              .with("sourcePort", sent.from().port())
              .with("destinationAddress", Endpoint.text(sent.to().address()))
              .with("destinationPort", sent.to().port())
              .with("interface", by)
              .toString());
    } else {
      String amount = sent.lengthBytes() == 1 ? "1 byte" : sent.lengthBytes() + " bytes";
      String source = known ? sent.from().toString() : "port " + sent.from().port();
      String where = by == null ? "" : " on " + by;
      terminal.line("sent " + amount + " from " + source + " to " + sent.to() + where);
    }
    if (by == null || !by.equals(InterfaceNames.loopback())) {
      return;
    }
    if (interfaceName == null) {
      note(Message.of("cli.send.stays-here", by));
    }
    if (noLoopback) {
      note(Message.of("cli.send.loopback-no-effect", by));
    }
  }

  /** With the payload as it was given. */
  private Optional<String> command(SendFix fix, SendPlan plan) {
    Path path = file;
    return CommandLines.of(fix, plan)
        .map(
            command ->
                path == null ? command : command.replace(CommandLines.FILE, path.toString()));
  }

  private void note(Message message) {
    String sentence = terminal.say(message);
    terminal.tell(
        json
            ? Json.event("note").with("message", sentence).toString()
            : terminal.say("cli.note", sentence));
  }

  private CommandSpec spec() {
    return Objects.requireNonNull(spec);
  }
}
