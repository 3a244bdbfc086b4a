package org.portbound.cli;

import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.portbound.message.Schedule;
import org.portbound.socket.Endpoint;
import org.portbound.socket.Family;
import org.portbound.socket.ReuseOptions;
import org.portbound.socket.SendOptions;
import org.portbound.text.Message;
import org.portbound.workbench.ProbePlan;
import org.portbound.workbench.Source;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code portbound probe send}: sends a stream to each destination. */
@Command(name = "send", sortOptions = false)
final class ProbeSendCommand implements Callable<Integer> {
  private static final double DEFAULT_PER_SECOND = 100;
  private static final int DEFAULT_LENGTH_BYTES = 200;

  private final Terminal terminal;

  @Spec private @Nullable CommandSpec spec;

  @Parameters(paramLabel = "DEST:PORT", arity = "1..*", descriptionKey = "destination")
  private List<String> destinations = new ArrayList<>();

  @Option(names = "--rate", paramLabel = "R")
  private @Nullable String rate;

  @Option(names = "--size", paramLabel = "BYTES")
  private @Nullable String size;

  @Option(names = "--count", paramLabel = "N")
  private @Nullable String count;

  @Option(names = "--duration", paramLabel = "TIME")
  private @Nullable String duration;

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

  @Option(names = "--json")
  private boolean json;

  @Option(names = "--provider", paramLabel = "posix|nio")
  private @Nullable String provider;

  ProbeSendCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    List<ProbePlan> plans = destinations.stream().map(this::plan).toList();
    return new ProbeSendRun(terminal, plans, ListenCommand.provider(spec(), provider), json).run();
  }

  /** Reads the arguments; throws {@link UsageException} for one that cannot be understood. */
  private ProbePlan plan(String destination) {
    Endpoint to = UsageException.orThrow(spec(), "DEST:PORT", Endpoint.read(destination));
    if (to.port() == 0) {
      throw new UsageException(spec(), "DEST:PORT", Message.of("cli.send.port-zero"));
    }
    int lengthBytes =
        size == null
            ? DEFAULT_LENGTH_BYTES
            : UsageException.orThrow(spec(), "--size", ProbePlan.readLength(size));
    return new ProbePlan(source(to), to, lengthBytes, options(to), schedule(), mostTime());
  }

  private Schedule schedule() {
    OptionalLong times =
        count == null
            ? OptionalLong.empty()
            : OptionalLong.of(UsageException.orThrow(spec(), "--count", Amounts.readCount(count)));
    double perSecond =
        rate == null
            ? DEFAULT_PER_SECOND
            : UsageException.orThrow(spec(), "--rate", ProbePlan.readRate(rate));
    return new Schedule(times, perSecond);
  }

  private Optional<Duration> mostTime() {
    return duration == null
        ? Optional.empty()
        : Optional.of(UsageException.orThrow(spec(), "--duration", Amounts.readTime(duration)));
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
    Family family = Family.of(local.address());
    if (family != Family.of(to.address())) {
      throw new UsageException(
          spec(),
          "--from",
          Message.of(
              "cli.send.from-family", local, family.label(), to, Family.of(to.address()).label()));
    }
    return new Source.Bound(local, new ReuseOptions(reuseAddr, reusePort));
  }

  private SendOptions options(Endpoint to) {
    InetAddress address = to.address();
    boolean group = address.isMulticastAddress();
    if (interfaceName != null && !group) {
      throw new UsageException(
          spec(), "--interface", Message.of("cli.send.multicast-only", Endpoint.text(address)));
    }
    String by =
        interfaceName != null || !group
            ? interfaceName
            : InterfaceNames.scope(address).orElseGet(InterfaceNames::loopback);
    OptionalInt hops =
        ttl == null
            ? OptionalInt.empty()
            : OptionalInt.of(UsageException.orThrow(spec(), "--ttl", Amounts.readTtl(ttl)));
    SendOptions options = SendOptions.DEFAULT.withInterface(by);
    return hops.isPresent() ? options.withTtl(hops.getAsInt()) : options;
  }

  private CommandSpec spec() {
    return Objects.requireNonNull(spec);
  }
}
