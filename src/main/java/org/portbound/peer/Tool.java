package org.portbound.peer;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Small programs of the system: finding one and asking it something. Any thread; blocks. */
final class Tool {
  private static final int LIMIT_SECONDS = 5;
  private static final int MAX_OUTPUT_BYTES = 4096;
  private static final String STANDARD_PATH = "/usr/bin:/bin:/usr/sbin:/sbin";

  private Tool() {}

  /**
   * What a program said.
   *
   * @param status its exit status, or −1 if it could not be started or took too long
   * @param output its output and errors without the last line end
   */
  record Result(int status, String output) {
    boolean ok() {
      return status == 0;
    }
  }

  /** A program of the search path, or of the system's own directories. */
  static Optional<Path> find(String name) {
    String path = System.getenv().getOrDefault("PATH", "");
    return Stream.of((path + File.pathSeparator + STANDARD_PATH).split(File.pathSeparator, -1))
        .filter(directory -> directory.startsWith("/"))
        .map(directory -> Path.of(directory, name))
        .filter(Files::isExecutable)
        .findFirst();
  }

  /** Runs a program to its end, and kills it if that does not come in some seconds. */
  static Result run(List<String> command) {
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      process.getOutputStream().close();
      if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        return new Result(-1, "no answer in " + LIMIT_SECONDS + " s");
      }
      byte[] output = process.getInputStream().readNBytes(MAX_OUTPUT_BYTES);
      return new Result(
          process.exitValue(), new String(output, StandardCharsets.UTF_8).stripTrailing());
    } catch (IOException e) {
      return new Result(-1, String.valueOf(e.getMessage()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Result(-1, "interrupted");
    }
  }

  /** A command behind the words that change who runs it. */
  static List<String> behind(List<String> prefix, List<String> command) {
    var whole = new ArrayList<>(prefix);
    whole.addAll(command);
    return List.copyOf(whole);
  }
}
