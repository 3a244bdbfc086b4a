package org.portbound;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.portbound.cli.Cli;
import org.portbound.cli.Terminal;
import org.portbound.cli.Version;
import org.portbound.text.Message;
import org.portbound.ui.PortboundApp;

/**
 * Terminal or window: with a command a terminal program, without one the window, or where there can
 * be none the demonstration in the terminal. JavaFX is loaded for the window alone. A file alone,
 * which is what a desktop gives, is opened in the window.
 */
public final class Main {
  /** Where jffi looks before it unpacks its library into the directory for temporary files. */
  private static final String JFFI_PATH = "jffi.boot.library.path";

  private Main() {}

  /** Runs, and ends the process with one of {@link org.portbound.cli.ExitStatus}. */
  public static void main(String[] args) {
    if (Version.isAsked(args)) {
      Version.print(System.out);
      return;
    }
    ProcessName.take("portbound");
    useOwnLibraries();
    if (!Cli.wantsWindow(args)) {
      System.exit(Cli.run(Terminal.ofProcess(), args));
    }
    Optional<Message> missing = DisplayCheck.missing();
    if (missing.isPresent()) {
      System.exit(Cli.demonstrateInstead(Terminal.ofProcess(), missing.get(), args));
    }
    open(PortboundApp.class, args);
  }

  /** Opens the window and returns when it is closed. */
  static void open(Class<? extends PortboundApp> window, String... args) {
    PortboundApp.run(window, Cli.language(args), Cli.file(args));
  }

  /** An installed Portbound has the library that calls C beside its Java's own. */
  static void useOwnLibraries() {
    Path libraries = Path.of(System.getProperty("java.home"), "lib");
    if (System.getProperty(JFFI_PATH) == null
        && Files.exists(libraries.resolve(System.mapLibraryName("jffi-1.2")))) {
      System.setProperty(JFFI_PATH, libraries.toString());
    }
  }
}
