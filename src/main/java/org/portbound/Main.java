package org.portbound;

import java.util.Optional;
import org.portbound.cli.Cli;
import org.portbound.cli.Terminal;
import org.portbound.text.Message;
import org.portbound.ui.PortboundApp;

/**
 * Terminal or window: with a command a terminal program, without one the window, or where there can
 * be none the demonstration in the terminal. JavaFX is loaded for the window alone.
 */
public final class Main {
  private Main() {}

  /** Runs, and ends the process with one of {@link org.portbound.cli.ExitStatus}. */
  public static void main(String[] args) {
    if (!Cli.wantsWindow(args)) {
      System.exit(Cli.run(Terminal.ofProcess(), args));
    }
    Optional<Message> missing = DisplayCheck.missing();
    if (missing.isPresent()) {
      System.exit(Cli.demonstrateInstead(Terminal.ofProcess(), missing.get(), args));
    }
    PortboundApp.main(Cli.language(args));
  }
}
