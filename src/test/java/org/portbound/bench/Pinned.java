package org.portbound.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A process on one core, or on any. One thread. */
final class Pinned implements AutoCloseable {
  private static final long NS_PER_TICK = 10_000_000;
  private static final int END_TIMEOUT_S = 30;

  private final Process process;
  private final Path errors;

  /**
   * Starts it; what it writes to standard error is kept for {@link #errors()}.
   *
   * @param core the only core it may use
   */
  Pinned(int core, List<String> command) throws IOException {
    this(pinned(core, command));
  }

  private Pinned(List<String> command) throws IOException {
    errors = Files.createTempFile("portbound-bench", ".txt");
    process = new ProcessBuilder(command).redirectError(errors.toFile()).start();
  }

  /** Starts one that may use every core, as a user's does. */
  static Pinned nowhere(List<String> command) throws IOException {
    return new Pinned(command);
  }

  private static List<String> pinned(int core, List<String> command) {
    var pinned = new ArrayList<>(List.of("taskset", "-c", String.valueOf(core)));
    pinned.addAll(command);
    return pinned;
  }

  long pid() {
    return process.pid();
  }

  /** The next line of its standard output. */
  String line() throws IOException {
    BufferedReader reader = process.inputReader();
    String line = reader.readLine();
    if (line == null) {
      throw new IOException(process.info() + " ended: " + errors());
    }
    return line;
  }

  /**
   * What it has used of its core, in nanoseconds: fields 14 and 15 of /proc/PID/stat
   * (proc_pid_stat(5)), in ticks of a hundredth of a second.
   */
  long cpuNs() throws IOException {
    String stat = Files.readString(Path.of("/proc/" + pid() + "/stat"));
    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
    return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) * NS_PER_TICK;
  }

  /** The memory it has in use, in bytes: VmRSS of /proc/PID/status. */
  long residentBytes() throws IOException {
    for (String line : Files.readAllLines(Path.of("/proc/" + pid() + "/status"))) {
      if (line.startsWith("VmRSS:")) {
        return Long.parseLong(line.replaceAll("\\D", "")) * 1024;
      }
    }
    throw new IOException("no VmRSS");
  }

  /** Asks it to end (SIGTERM), waits, and returns the rest of its standard output. */
  List<String> end() throws IOException, InterruptedException {
    // Not through Process, which closes the streams.
    process.toHandle().destroy();
    return rest();
  }

  /** Waits for its end and returns the rest of its standard output. */
  List<String> rest() throws IOException, InterruptedException {
    var lines = new ArrayList<String>();
    for (String line = process.inputReader().readLine();
        line != null;
        line = process.inputReader().readLine()) {
      lines.add(line);
    }
    if (!process.waitFor(END_TIMEOUT_S, TimeUnit.SECONDS)) {
      throw new IOException(process.info() + " does not end");
    }
    return lines;
  }

  String errors() throws IOException {
    return Files.readString(errors);
  }

  @Override
  public void close() {
    process.destroyForcibly();
    try {
      Files.deleteIfExists(errors);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
