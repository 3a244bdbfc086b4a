package org.portbound.cli;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.portbound.socket.PrivateNetwork;

/** Portbound as its users run it: a process of its own, from the module path. */
final class PortboundProcess implements AutoCloseable {
  private static final long TIMEOUT_MS = 90_000;

  private final Process process;
  private final ProcessLines out;
  private final ProcessLines err;

  private PortboundProcess(Process process) {
    this.process = process;
    this.out = new ProcessLines(process.getInputStream());
    this.err = new ProcessLines(process.getErrorStream());
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

  /** Starts it on another host. */
  static PortboundProcess on(PrivateNetwork host, String... arguments) {
    var command = command(List.of());
    command.addAll(List.of(arguments));
    return new PortboundProcess(host.ask(() -> new ProcessBuilder(command).start()));
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
}
