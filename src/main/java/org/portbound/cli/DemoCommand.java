package org.portbound.cli;

import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.portbound.socket.Endpoint;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code portbound demo}: the main story by itself, with real sockets. */
@Command(name = "demo", sortOptions = false)
final class DemoCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Spec private @Nullable CommandSpec spec;

  @Option(names = "--port", paramLabel = "N")
  private String port = String.valueOf(DemoRun.PORT);

  @Option(names = "--provider", paramLabel = "posix|nio")
  private @Nullable String provider;

  DemoCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    CommandSpec command = Objects.requireNonNull(spec);
    int number = UsageException.orThrow(command, "--port", Endpoint.readPort(port));
    return new DemoRun(terminal, ListenCommand.provider(command, provider)).on(number);
  }
}
