package org.portbound.cli;

import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.portbound.message.SavedMessage;
import org.portbound.socket.Endpoint;
import org.portbound.socket.Family;
import org.portbound.socket.ReuseOptions;
import org.portbound.socket.SocketProvider;
import org.portbound.text.Message;
import org.portbound.workbench.Providers;
import org.portbound.workbench.SendPlan;
import org.portbound.workbench.SeriesPlan;
import org.portbound.workbench.Sketches;
import org.portbound.workbench.Source;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code portbound send}: sends one datagram, or many. */
@Command(name = "send", sortOptions = false)
final class SendCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Spec private @Nullable CommandSpec spec;

  @Parameters(index = "0", paramLabel = "DEST:PORT", arity = "0..1", descriptionKey = "destination")
  private @Nullable String destination;

  @Parameters(index = "1", arity = "0..1", paramLabel = "TEXT", descriptionKey = "text")
  private @Nullable String text;

  @Mixin private PayloadOptions payload = new PayloadOptions();

  @Option(names = "--from", paramLabel = "ADDRESS:PORT")
  private @Nullable String from;

  @Option(names = "--reuseport")
  private boolean reusePort;

  @Option(names = "--reuseaddr")
  private boolean reuseAddr;

  @Mixin private SendingOptions options = new SendingOptions();

  @Mixin private RepeatOptions repeat = new RepeatOptions();

  @Mixin private CodeOption code = new CodeOption();

  @Option(names = "--provider", paramLabel = "P")
  private @Nullable String provider;

  @Option(names = "--json")
  private boolean json;

  SendCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    PayloadOptions.Chosen chosen = payload.chosen(spec(), text);
    SendPlan plan = plan(chosen);
    if (code.isGiven()) {
      Sketches.Sketched one = Sketches.ofOwnSocket(plan);
      boolean many = repeat.schedule(spec()).isPresent();
      return code.print(spec(), terminal, many ? one.ofSeries() : one);
    }
    SocketProvider with = provider();
    var report = new SendReport(terminal, json, options.namesInterface(), chosen);
    return repeat
        .schedule(spec())
        .map(schedule -> new SeriesRun(terminal, report, with, SeriesPlan.of(plan, schedule)).run())
        .orElseGet(() -> new SendRun(terminal, report, with, plan).run());
  }

  /** Reads the arguments; throws {@link UsageException} for one that cannot be understood. */
  private SendPlan plan(PayloadOptions.Chosen chosen) {
    Endpoint to = destination(chosen);
    return new SendPlan(
        source(to),
        to,
        chosen.template(),
        options.options(spec(), to),
        options.setup(spec()),
        repeat.replies(spec()));
  }

  private Endpoint destination(PayloadOptions.Chosen chosen) {
    String given = destination;
    String usual = chosen.message().map(SavedMessage::destination).orElse("");
    if (given == null && usual.isEmpty()) {
      throw new UsageException(
          spec(),
          "DEST:PORT",
          Message.of(
              payload.namesMessage()
                  ? "cli.send.no-usual-destination"
                  : "cli.send.no-destination"));
    }
    Endpoint to =
        UsageException.orThrow(spec(), "DEST:PORT", Endpoint.read(given == null ? usual : given));
    if (to.port() == 0) {
      throw new UsageException(spec(), "DEST:PORT", Message.of("cli.send.port-zero"));
    }
    return to;
  }

  private SocketProvider provider() {
    String name = provider;
    return name == null
        ? Providers.standard()
        : UsageException.orThrow(spec(), "--provider", Providers.named(name));
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

  private CommandSpec spec() {
    return Objects.requireNonNull(spec);
  }
}
