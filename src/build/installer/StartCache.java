package installer;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The ahead-of-time caches of the JDK (JEP 483, 514): what a rehearsal has loaded and linked is
 * mapped at the next start. There are two, for what is in a cache is linked at once, needed or not:
 * a terminal command would wait for the window's classes.
 */
final class StartCache {
  /** As the launcher starts short commands. */
  private static final List<String> TERMINAL =
      List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC");

  /**
   * Profiles for the better compiler (JEP 515) made the window's cache larger and no start faster.
   */
  private static final List<String> WITHOUT_PROFILES =
      List.of("-XX:+UnlockDiagnosticVMOptions", "-XX:-AOTRecordTraining", "-XX:-AOTReplayTraining");

  private final Path image;
  private final String nativeAccess;
  private final Path work;

  /**
   * @param image has the program linked in
   * @param nativeAccess the modules that may call C
   * @param work for what the rehearsals say and keep
   */
  StartCache(Path image, String nativeAccess, Path work) {
    this.image = image;
    this.nativeAccess = nativeAccess;
    this.work = work;
  }

  /** Rehearses in the image and leaves the caches in it. */
  void make() throws IOException, InterruptedException {
    rehearse("terminal", TERMINAL, "");
    if (Tools.System.here() != Tools.System.LINUX) {
      rehearse("window", List.of(), "");
    } else if (!Tools.found("Xvfb")) {
      System.out.println(
          "Xvfb is missing: the window is rehearsed without a display, and will start more slowly");
      rehearse("window", List.of("-Dglass.platform=Headless"), "");
    } else {
      Process server = startServer();
      try {
        BufferedReader number = server.inputReader();
        rehearse("window", List.of(), ":" + number.readLine());
      } finally {
        server.destroy();
        server.waitFor();
      }
    }
  }

  private void rehearse(String part, List<String> options, String display)
      throws IOException, InterruptedException {
    Path cache = image.resolve("lib").resolve(part + ".aot");
    Path home = work.resolve("rehearsal");
    Tools.delete(home);
    Files.createDirectories(home);
    // The first run leaves settings, and the second finds them, as a user's does.
    run(part, options, display, home);
    var recorded = new ArrayList<>(List.of("-XX:AOTCacheOutput=" + cache));
    recorded.addAll(WITHOUT_PROFILES);
    recorded.addAll(options);
    run(part, recorded, display, home);
    if (!Files.exists(cache)) {
      throw new IllegalStateException("the rehearsal left no " + cache);
    }
  }

  private void run(String part, List<String> options, String display, Path home)
      throws IOException, InterruptedException {
    var command = new ArrayList<String>();
    command.add(image.resolve("bin").resolve("java").toString());
    command.add("--enable-native-access=" + nativeAccess);
    command.add("-XX:-UsePerfData");
    command.addAll(options);
    command.add("--module=org.portbound/org.portbound.Rehearsal");
    command.add(part);
    var rehearsal = new ProcessBuilder(command);
    rehearsal.environment().put("DISPLAY", display);
    rehearsal.environment().put("HOME", home.toString());
    rehearsal.environment().remove("XDG_CONFIG_HOME");
    Path said = work.resolve("rehearsal-" + part + ".txt");
    rehearsal.redirectErrorStream(true).redirectOutput(said.toFile());
    int status = rehearsal.start().waitFor();
    if (status != 0) {
      throw new IllegalStateException(
          "the rehearsal ended with status " + status + ": " + Files.readString(said));
    }
  }

  /** An X server that nobody sees; it writes the number of its display. */
  private static Process startServer() throws IOException {
    return new ProcessBuilder(
            List.of(
                "Xvfb",
                "-noreset",
                "-displayfd",
                "1",
                "-screen",
                "0",
                "1280x800x24",
                "-nolisten",
                "tcp"))
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start();
  }
}
