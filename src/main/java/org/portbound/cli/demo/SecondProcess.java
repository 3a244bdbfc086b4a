package org.portbound.cli.demo;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;

/**
 * A second Portbound process, ended by us however this one ends in an orderly way; it was told how
 * long to live, so that it also ends if we are killed.
 *
 * <p>Threads: two read its standard output and standard error until they close; each list guards
 * itself. The methods may be called from any thread.
 */
final class SecondProcess implements AutoCloseable {
  private static final long END_TIMEOUT_MS = 5_000;

  private final Process process;
  private final Thread hook;
  private final List<String> output = new ArrayList<>();
  private final List<String> errors = new ArrayList<>();
  private final List<Thread> readers;

  private SecondProcess(Process process) {
    this.process = process;
    this.hook = Thread.ofPlatform().name("demo-end-process").unstarted(process::destroyForcibly);
    Runtime.getRuntime().addShutdownHook(hook);
    this.readers =
        List.of(
            reader("demo-process-output", process.getInputStream(), output),
            reader("demo-process-errors", process.getErrorStream(), errors));
  }

  /**
   * Starts it.
   *
   * @param arguments as on the command line of {@code portbound}
   * @throws UncheckedIOException if the system starts no process
   */
  static SecondProcess start(List<String> arguments) {
    try {
      return new SecondProcess(new ProcessBuilder(OwnCommand.of(arguments)).start());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Its process id. */
  long pid() {
    return process.pid();
  }

  /** The lines it has written to standard output so far. */
  List<String> output() {
    synchronized (output) {
      return List.copyOf(output);
    }
  }

  /** The lines it has written to standard error so far. */
  List<String> errors() {
    synchronized (errors) {
      return List.copyOf(errors);
    }
  }

  /** Its exit status, with all its lines read, or empty while it lives. */
  OptionalInt exitStatus() {
    boolean over = !process.isAlive() && readers.stream().noneMatch(Thread::isAlive);
    return over ? OptionalInt.of(process.exitValue()) : OptionalInt.empty();
  }

  /** Asks it to end, and makes it end if it does not. */
  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(END_TIMEOUT_MS, TimeUnit.MILLISECONDS)) {
        process.destroyForcibly().waitFor();
      }
      for (Thread reader : readers) {
        reader.join();
      }
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    } catch (IllegalStateException e) {
      // This process is ending too; the hook does the same once more, which harms nothing.
      process.destroyForcibly();
    }
  }

  private static Thread reader(String name, InputStream from, List<String> into) {
    return Thread.ofPlatform().name(name).daemon().start(() -> read(from, into));
  }

  private static void read(InputStream from, List<String> into) {
    try (var lines = new BufferedReader(new InputStreamReader(from, StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        synchronized (into) {
          into.add(line);
        }
      }
    } catch (IOException e) {
      synchronized (into) {
        into.add(e.toString());
      }
    }
  }
}
