package installer;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The ahead-of-time cache of the JDK (JEP 483, 514, 515): what a rehearsal of a terminal command
 * and of the window has loaded and linked is mapped at the next start.
 */
final class StartCache {
  private StartCache() {}

  /** Rehearses in the image and leaves the cache in it. */
  static void make(Path image, String nativeAccess, Path work)
      throws IOException, InterruptedException {
    boolean linux = Tools.System.here() == Tools.System.LINUX;
    boolean display = !linux || Tools.found("Xvfb");
    if (!display) {
      System.out.println(
          "Xvfb is missing: the window is rehearsed without a display, and will start more slowly");
    }
    Process server = linux && display ? startServer() : null;
    try {
      Path cache = image.resolve("lib").resolve("portbound.aot");
      Path home = Files.createDirectories(work.resolve("rehearsal"));
      var rehearsal =
          new ProcessBuilder(
              image.resolve("bin").resolve("java").toString(),
              "--enable-native-access=" + nativeAccess,
              "-XX:AOTCacheOutput=" + cache,
              "-Duser.home=" + home,
              display ? "-XX:-UsePerfData" : "-Dglass.platform=Headless",
              "--module=org.portbound/org.portbound.Rehearsal");
      if (server != null) {
        BufferedReader number = server.inputReader();
        rehearsal.environment().put("DISPLAY", ":" + number.readLine());
      }
      rehearsal.environment().remove("XDG_CONFIG_HOME");
      rehearsal.redirectErrorStream(true).redirectOutput(work.resolve("rehearsal.txt").toFile());
      int status = rehearsal.start().waitFor();
      if (status != 0 || !Files.exists(cache)) {
        throw new IllegalStateException(
            "the rehearsal ended with status "
                + status
                + ": "
                + Files.readString(work.resolve("rehearsal.txt")));
      }
    } finally {
      if (server != null) {
        server.destroy();
        server.waitFor();
      }
    }
  }

  /** An X server that nobody sees; it writes the number of its display. */
  private static Process startServer() throws IOException {
    return new ProcessBuilder(
            List.of("Xvfb", "-displayfd", "1", "-screen", "0", "1280x800x24", "-nolisten", "tcp"))
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start();
  }
}
