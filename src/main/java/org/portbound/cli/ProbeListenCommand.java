package org.portbound.cli;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.portbound.socket.Endpoint;
import org.portbound.socket.ReuseOptions;
import org.portbound.socket.SocketPlan;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code portbound probe listen}: receives streams and tells what became of them on the way. */
@Command(name = "listen", sortOptions = false)
final class ProbeListenCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Spec private @Nullable CommandSpec spec;

  @Parameters(paramLabel = "ADDRESS:PORT", descriptionKey = "endpoint")
  private String endpoint = "";

  @Option(names = "--group", paramLabel = "G[@INTERFACE]")
  private List<String> groups = new ArrayList<>();

  @Option(names = "--reuseport")
  private boolean reusePort;

  @Option(names = "--reuseaddr")
  private boolean reuseAddr;

  @Option(names = "--v6only")
  private boolean v6Only;

  @Option(names = "--receive-buffer", paramLabel = "SIZE")
  private @Nullable String receiveBuffer;

  @Option(names = "--duration", paramLabel = "TIME")
  private @Nullable String duration;

  @Option(names = "--streams", paramLabel = "N")
  private @Nullable String streams;

  @Option(names = "--max-loss", paramLabel = "PERCENT")
  private @Nullable String maxLoss;

  @Option(names = "--every", paramLabel = "TIME")
  private @Nullable String every;

  @Option(names = "--json")
  private boolean json;

  @Option(names = "--provider", paramLabel = "posix|nio")
  private @Nullable String provider;

  ProbeListenCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    Endpoint local = UsageException.orThrow(spec(), "ADDRESS:PORT", Endpoint.read(endpoint));
    SocketPlan plan =
        SocketPlan.of(local)
            .withReuse(new ReuseOptions(reuseAddr, reusePort))
            .withV6Only(v6Only)
            .withGroups(ListenCommand.memberships(spec(), groups, local));
    if (receiveBuffer != null) {
      plan = plan.withReceiveBufferBytes(ListenCommand.bufferBytes(spec(), receiveBuffer));
    }
    var request =
        new ProbeListenRun.Request(
            plan,
            ListenCommand.provider(spec(), provider),
            time("--duration", duration),
            streams == null
                ? OptionalLong.empty()
                : OptionalLong.of(
                    UsageException.orThrow(spec(), "--streams", Amounts.readStreams(streams))),
            maxLoss == null
                ? OptionalDouble.empty()
                : OptionalDouble.of(
                    UsageException.orThrow(spec(), "--max-loss", Amounts.readPercent(maxLoss))),
            time("--every", every),
            json);
    return new ProbeListenRun(terminal, request).run();
  }

  private Optional<Duration> time(String option, @Nullable String text) {
    return text == null
        ? Optional.empty()
        : Optional.of(UsageException.orThrow(spec(), option, Amounts.readTime(text)));
  }

  private CommandSpec spec() {
    return Objects.requireNonNull(spec);
  }
}
