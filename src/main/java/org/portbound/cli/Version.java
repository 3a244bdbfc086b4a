package org.portbound.cli;

import java.io.PrintStream;
import java.lang.module.ModuleDescriptor;
import java.util.List;
import java.util.Optional;

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
    String number =
        Optional.ofNullable(Version.class.getModule().getDescriptor())
            .flatMap(ModuleDescriptor::rawVersion)
            .orElse("(unpackaged)");
    return new String[] {
      "portbound " + number,
      "Java " + Runtime.version(),
      System.getProperty("os.name")
          + " "
          + System.getProperty("os.version")
          + " "
          + System.getProperty("os.arch")
    };
  }
}
