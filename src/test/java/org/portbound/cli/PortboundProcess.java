package org.portbound.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** Portbound as its users run it: a process of its own, from the module path. */
final class PortboundProcess implements AutoCloseable {
  private static final long TIMEOUT_MS = 30_000;

  private final Process process;
  private final Lines out;
  private final Lines err;

  private PortboundProcess(Process process) {
    this.process = process;
    this.out = new Lines(process.getInputStream());
    this.err = new Lines(process.getErrorStream());
  }

  static PortboundProcess start(String... arguments) throws IOException {
    return start(List.of(), Map.of(), arguments);
  }

  /**
   * Starts it.
   *
   * @param options of the virtual machine
   * @param environment variables to set; an empty value takes one away
   */
  static PortboundProcess start(
      List<String> options, Map<String, String> environment, String... arguments)
      throws IOException {
    var command = command(options);
    command.addAll(List.of(arguments));
    var builder = new ProcessBuilder(command);
    environment.forEach(
        (name, value) -> {
          if (value.isEmpty()) {
            builder.environment().remove(name);
          } else {
            builder.environment().put(name, value);
          }
        });
    return new PortboundProcess(builder.start());
  }

  /** Runs a shell script, in which {@code "$@"} stands for {@code portbound}, to its end. */
  static PortboundProcess script(List<String> shell, String script)
      throws IOException, InterruptedException {
    var command = new ArrayList<>(shell);
    command.addAll(List.of(script, "portbound"));
    command.addAll(command(List.of()));
    var process = new PortboundProcess(new ProcessBuilder(command).start());
    process.exit();
    return process;
  }

  private static List<String> command(List<String> options) {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    // Most of these live for a second: what makes a start quick counts, not what makes a run fast.
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xshare:auto"));
    command.add("-Dstdout.encoding=UTF-8");
    command.add("-Dstderr.encoding=UTF-8");
    command.addAll(options);
    command.add(
        "--module-path="
            + System.getProperty("portbound.classes")
            + File.pathSeparator
            + System.getProperty("portbound.app"));
    command.add("--enable-native-access=" + System.getProperty("portbound.native-access"));
    command.add("--module=org.portbound/org.portbound.Main");
    return command;
  }

  /** Starts it and waits for its end. */
  static PortboundProcess run(String... arguments) throws IOException, InterruptedException {
    PortboundProcess started = start(arguments);
    started.exit();
    return started;
  }

  long pid() {
    return process.pid();
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** Its exit status, when it has ended and all its lines are read. */
  int exit() throws InterruptedException {
    if (!process.waitFor(TIMEOUT_MS, TimeUnit.MILLISECONDS)) {
      throw new AssertionError("still running; said " + out + err);
    }
    out.end();
    err.end();
    return process.exitValue();
  }

  /** A line of standard output, once it is there. */
  String awaitOut(Predicate<String> wanted) throws InterruptedException {
    return out.await(wanted);
  }

  /** The port in its first line. */
  int awaitPort() throws InterruptedException {
    String line = awaitOut(each -> each.startsWith("listening on ")).split(",", 2)[0];
    return Integer.parseInt(line.substring(line.lastIndexOf(':') + 1));
  }

  List<String> out() {
    return out.all();
  }

  /** All of standard error. */
  String err() {
    return String.join("\n", err.all());
  }

  /** As Ctrl+C does. */
  void interrupt() throws IOException, InterruptedException {
    new ProcessBuilder("kill", "-INT", String.valueOf(pid())).inheritIO().start().waitFor();
  }

  @Override
  public void close() {
    process.destroyForcibly().onExit().join();
  }

  /** Closes our end of its standard output. */
  void stopReading() throws IOException {
    process.getInputStream().close();
  }

  private static final class Lines {
    private final List<String> lines = new ArrayList<>();
    private final Thread reader;

    Lines(InputStream from) {
      reader = Thread.ofVirtual().start(() -> read(from));
    }

    private void read(InputStream from) {
      try (var text = new BufferedReader(new InputStreamReader(from, UTF_8))) {
        for (String line = text.readLine(); line != null; line = text.readLine()) {
          add(line);
        }
      } catch (IOException e) {
        add("(" + e.getMessage() + ")");
      }
    }

    private synchronized void add(String line) {
      lines.add(line);
      notifyAll();
    }

    synchronized List<String> all() {
      return List.copyOf(lines);
    }

    synchronized String await(Predicate<String> wanted) throws InterruptedException {
      long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(TIMEOUT_MS);
      while (lines.stream().noneMatch(wanted)) {
        long leftMs = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
        if (leftMs <= 0) {
          throw new AssertionError("no such line among " + lines);
        }
        wait(leftMs);
      }
      return lines.stream().filter(wanted).findFirst().orElseThrow();
    }

    void end() throws InterruptedException {
      reader.join(TIMEOUT_MS);
    }

    @Override
    public String toString() {
      return all().toString();
    }
  }
}
