package org.portbound.cli;

import java.io.PrintStream;
import java.util.List;
import org.portbound.workbench.Release;

/** What {@code --version} prints: it alone is answered before the commands are even made. */
public final class Version {
  /** Its names. */
  static final String[] OPTIONS = {"-V", "--version"};

  private Version() {}

  /** Whether the arguments are this option and nothing else. */
  public static boolean isAsked(String... arguments) {
    return arguments.length == 1 && List.of(OPTIONS).contains(arguments[0]);
  }

  /** Writes it. */
  public static void print(PrintStream out) {
    for (String line : lines()) {
      out.print(line + '\n');
    }
    out.flush();
  }

  /** The version that the build wrote into the module, and what it runs on. */
  static String[] lines() {
    return Release.lines().toArray(String[]::new);
  }
}
