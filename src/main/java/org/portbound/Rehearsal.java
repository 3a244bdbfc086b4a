package org.portbound;

import java.util.List;
import org.portbound.cli.Cli;
import org.portbound.cli.Terminal;
import org.portbound.ui.WindowRehearsal;

/**
 * A run for the build, which keeps what it loads: terminal commands ({@code terminal}), or the
 * window for a while ({@code window}). The cache made of it lets both start in a fraction of the
 * time (JEP 483).
 */
public final class Rehearsal {
  /** Commands that end by themselves and change nothing. */
  private static final List<String[]> COMMANDS =
      List.of(new String[] {"--help"}, new String[] {"who"}, new String[] {"interfaces"});

  private Rehearsal() {}

  /** Ends the process. */
  public static void main(String[] args) {
    Main.useOwnLibraries();
    if (args[0].equals("window")) {
      int status = Cli.wantsWindow() && DisplayCheck.missing().isEmpty() ? 0 : 1;
      if (status == 0) {
        Main.open(WindowRehearsal.class);
      }
      System.exit(status);
    }
    Main.main(new String[] {"--version"});
    for (String[] command : COMMANDS) {
      int status = Cli.run(Terminal.ofProcess(), command);
      if (status != 0) {
        System.exit(status);
      }
    }
    System.exit(0);
  }
}
