package org.portbound.cli;

import java.net.Inet6Address;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.portbound.capture.DatagramLog;
import org.portbound.file.RecordPlan;
import org.portbound.socket.Endpoint;
import org.portbound.socket.Family;
import org.portbound.socket.GroupMembership;
import org.portbound.socket.GroupRange;
import org.portbound.socket.ReuseOptions;
import org.portbound.socket.SocketPlan;
import org.portbound.socket.SocketProvider;
import org.portbound.text.Message;
import org.portbound.workbench.ListenerPlan;
import org.portbound.workbench.Providers;
import org.portbound.workbench.Sketches;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code portbound listen}: binds a socket and prints what arrives. */
@Command(name = "listen", sortOptions = false)
final class ListenCommand implements Callable<Integer> {
  /** Enough for a pause of the reader's; what is evicted before it is printed is counted. */
  private static final long DEFAULT_KEEP_BYTES = 64L << 20;

  /** The kernel doubles what is asked for, and both are an int (net/core/sock.c). */
  private static final long MAX_BUFFER_BYTES = 1L << 30;

  private final Terminal terminal;

  @Spec private @Nullable CommandSpec spec;

  @Parameters(paramLabel = "ADDRESS:PORT", descriptionKey = "endpoint")
  private String endpoint = "";

  @Option(names = "--reuseport")
  private boolean reusePort;

  @Option(names = "--reuseaddr")
  private boolean reuseAddr;

  @Option(names = "--steer", paramLabel = "HOW")
  private @Nullable String steer;

  @Option(names = "--v6only")
  private boolean v6Only;

  @Option(names = "--group", paramLabel = "G[@INTERFACE]")
  private List<String> groups = new ArrayList<>();

  @Option(names = "--count", paramLabel = "N")
  private @Nullable String count;

  @Option(names = "--for", paramLabel = "TIME")
  private @Nullable String time;

  @Option(names = "--filter", paramLabel = "F")
  private String filter = "";

  @Option(names = "--receive-buffer", paramLabel = "SIZE")
  private @Nullable String receiveBuffer;

  @Option(names = "--keep", paramLabel = "SIZE")
  private @Nullable String keep;

  @Option(names = "--exit-on-exit")
  private boolean closeOnExit;

  @Option(names = "--json")
  private boolean json;

  @Option(names = "--hex")
  private boolean hex;

  @Option(names = "--quiet")
  private boolean quiet;

  @Option(names = "--stats", paramLabel = "TIME")
  private @Nullable String stats;

  @Mixin private DecodeOptions decoding = new DecodeOptions();

  @Mixin private CodeOption code = new CodeOption();

  @Mixin private RecordOptions recording = new RecordOptions();

  @Option(names = "--provider", paramLabel = "posix|nio")
  private @Nullable String provider;

  ListenCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    ListenRequest request = request();
    return code.isGiven()
        ? code.print(spec(), terminal, Sketches.of(request.plan()))
        : new ListenRun(terminal, request).run();
  }

  /** Reads the arguments; throws {@link UsageException} for one that cannot be understood. */
  private ListenRequest request() {
    Endpoint local = UsageException.orThrow(spec(), "ADDRESS:PORT", Endpoint.read(endpoint));
    SocketPlan plan =
        SocketPlan.of(local)
            .withReuse(new ReuseOptions(reuseAddr, reusePort))
            .withV6Only(v6Only)
            .withGroups(memberships(spec(), groups, local));
    String buffer = receiveBuffer;
    if (buffer != null) {
      plan = plan.withReceiveBufferBytes(bufferBytes(spec(), buffer));
    }
    OptionalLong limit =
        count == null
            ? OptionalLong.empty()
            : OptionalLong.of(UsageException.orThrow(spec(), "--count", Amounts.readCount(count)));
    return new ListenRequest(
        new ListenerPlan(plan, closeOnExit),
        steering(),
        provider(spec(), provider),
        keepBytes(),
        limit,
        duration("--for", time),
        output(),
        FilterOption.read(spec(), filter),
        duration("--stats", stats),
        record(filter.isBlank() ? limit : OptionalLong.empty()));
  }

  private Optional<SteerOption> steering() {
    if (steer == null) {
      return Optional.empty();
    }
    SteerOption read = UsageException.orThrow(spec(), "--steer", SteerOption.read(steer));
    if (!reusePort) {
      throw new UsageException(spec(), "--steer", Message.of("cli.option.needs", "--reuseport"));
    }
    return Optional.of(read);
  }

  private long keepBytes() {
    return keep == null
        ? DEFAULT_KEEP_BYTES
        : UsageException.orThrow(
            spec(),
            "--keep",
            Amounts.readSize(keep, DatagramLog.MIN_BUDGET_BYTES, DatagramLog.MAX_BUDGET_BYTES));
  }

  private Optional<Duration> duration(String option, @Nullable String text) {
    return text == null
        ? Optional.empty()
        : Optional.of(UsageException.orThrow(spec(), option, Amounts.readTime(text)));
  }

  private ListenRequest.Output output() {
    if (hex && (quiet || json)) {
      throw new UsageException(
          spec(),
          "--hex",
          Message.of("cli.option.excludes", "--hex", quiet ? "--quiet" : "--json"));
    }
    if (quiet && decoding.given().isPresent()) {
      throw new UsageException(
          spec(), "--quiet", Message.of("cli.option.excludes", "--quiet", decoding.given().get()));
    }
    return new ListenRequest.Output(json, hex, quiet, decoding.read(spec(), terminal));
  }

  private Optional<RecordPlan> record(OptionalLong limit) {
    return recording.plan(spec()).map(plan -> plan.withMaxDatagrams(limit.orElse(0)));
  }

  /** The size that {@code --receive-buffer} names. */
  static int bufferBytes(CommandSpec spec, String typed) {
    return UsageException.orThrow(
            spec, "--receive-buffer", Amounts.readSize(typed, 1024, MAX_BUFFER_BYTES))
        .intValue();
  }

  /** The groups that {@code --group} names, for a socket that is to be bound there. */
  static List<GroupMembership> memberships(CommandSpec spec, List<String> groups, Endpoint local) {
    boolean ipv4 = Family.of(local.address()) == Family.INET;
    var memberships = new ArrayList<GroupMembership>();
    for (String each : groups) {
      List<GroupMembership> range =
          UsageException.orThrow(spec, "--group", GroupRange.read(each, InterfaceNames.loopback()));
      if (ipv4 && range.getFirst().group() instanceof Inet6Address) {
        throw new UsageException(
            spec, "--group", Message.of("cli.listen.group-family", each, local));
      }
      memberships.addAll(range);
    }
    return memberships;
  }

  /** The provider of this name, or the system's own if none is named. */
  static SocketProvider provider(CommandSpec spec, @Nullable String name) {
    return name == null
        ? Providers.standard()
        : UsageException.orThrow(spec, "--provider", Providers.named(name));
  }

  private CommandSpec spec() {
    return Objects.requireNonNull(spec);
  }
}
