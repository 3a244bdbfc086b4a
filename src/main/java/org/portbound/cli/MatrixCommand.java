package org.portbound.cli;

import java.util.Locale;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.portbound.socket.SocketProvider;
import org.portbound.text.Message;
import org.portbound.text.Parsed;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code portbound matrix}: the rules against this very kernel. */
@Command(name = "matrix", sortOptions = false)
final class MatrixCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Spec private @Nullable CommandSpec spec;

  @Option(names = "--random", paramLabel = "N")
  private @Nullable String random;

  @Option(names = "--seed", paramLabel = "S")
  private @Nullable String seed;

  @Option(names = "--csv")
  private boolean csv;

  @Option(names = "--json")
  private boolean json;

  @Option(names = "--provider", paramLabel = "posix|nio")
  private @Nullable String provider;

  MatrixCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    CommandSpec command = Objects.requireNonNull(spec);
    if (random == null) {
      refuseIf(seed != null, "--seed", "cli.matrix.seed-without-random");
      refuseIf(csv && json, "--csv", "cli.matrix.two-formats");
      SocketProvider calls = ListenCommand.provider(command, provider);
      return new MatrixRun(terminal, calls, csv, json).run();
    }
    refuseIf(csv, "--csv", "cli.matrix.random-no-csv");
    refuseIf(provider != null, "--provider", "cli.matrix.random-no-provider");
    refuseIf(!isLinux(), "--random", "cli.matrix.random-linux-only");
    long count = UsageException.orThrow(command, "--random", Amounts.readScenarios(random));
    long start =
        seed == null
            ? new SplittableRandom().nextLong()
            : UsageException.orThrow(command, "--seed", readSeed(seed));
    return new RandomMatrixRun(terminal, json).run(count, start);
  }

  private void refuseIf(boolean wrong, String argument, String key) {
    if (wrong) {
      throw new UsageException(Objects.requireNonNull(spec), argument, Message.of(key));
    }
  }

  private static Parsed<Long> readSeed(String text) {
    try {
      return Parsed.valid(Long.parseLong(text.strip()));
    } catch (NumberFormatException e) {
      return Parsed.invalid("cli.matrix.no-seed", text);
    }
  }

  private static boolean isLinux() {
    return System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("linux");
  }
}
