package org.portbound;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.portbound.cli.Cli;
import org.portbound.cli.Terminal;

/**
 * A run for the build, which keeps what it loads: terminal commands, then the window for a while.
 * The cache made of it lets both start in a fraction of the time (JEP 483).
 */
public final class Rehearsal {
  /** Commands that end by themselves and change nothing. */
  private static final List<String[]> COMMANDS =
      List.of(
          new String[] {"--version"},
          new String[] {"--help"},
          new String[] {"who"},
          new String[] {"interfaces"});

  /** Time for the window to be drawn, also on a busy machine. */
  private static final long WINDOW_SECONDS = 12;

  private Rehearsal() {}

  /** Ends the process. */
  public static void main(String[] args) {
    Main.useOwnLibraries();
    for (String[] command : COMMANDS) {
      int status = Cli.run(Terminal.ofProcess(), command);
      if (status != 0) {
        System.exit(status);
      }
    }
    CompletableFuture.delayedExecutor(WINDOW_SECONDS, TimeUnit.SECONDS)
        .execute(() -> System.exit(0));
    Main.main(args);
  }
}
