package org.portbound.diagnosis;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.channels.DatagramChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A second process that holds a UDP port until it is told to end by the end of its input. */
public final class HoldingProcess implements AutoCloseable {
  private final Process process;
  private final BufferedReader output;
  private final int port;

  /** Binds as told, says the port, and waits. */
  public static void main(String[] arguments) throws IOException {
    try (DatagramChannel channel = DatagramChannel.open(StandardProtocolFamily.INET)) {
      channel.setOption(StandardSocketOptions.SO_REUSEPORT, arguments[1].equals("reuseport"));
      channel.bind(new InetSocketAddress(arguments[0], 0));
      System.out.println(((InetSocketAddress) channel.getLocalAddress()).getPort());
      while (System.in.read() >= 0) {
        // Waits for the end of input.
      }
    }
  }

  /** Starts it and waits for its port. */
  public HoldingProcess(String address, boolean reusePort) throws IOException {
    this(List.of(), address, reusePort ? "reuseport" : "none");
  }

  /** The same in a named network namespace; its PID stays that of the command that enters it. */
  public static HoldingProcess inNamespace(String name, String address) throws IOException {
    return new HoldingProcess(List.of("ip", "netns", "exec", name), address, "none");
  }

  private HoldingProcess(List<String> before, String address, String option) throws IOException {
    var command = new ArrayList<>(before);
    command.addAll(
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xshare:auto",
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            HoldingProcess.class.getName(),
            address,
            option));
    process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    output = process.inputReader(StandardCharsets.UTF_8);
    String line = output.readLine();
    if (line == null) {
      throw new IOException("the second process ended without a port");
    }
    port = Integer.parseInt(line);
  }

  /** The port that it holds. */
  public int port() {
    return port;
  }

  /** Its process id. */
  public int pid() {
    return (int) process.pid();
  }

  /** The process. */
  public Process process() {
    return process;
  }

  @Override
  public void close() throws IOException {
    output.close();
    process.destroyForcibly();
  }
}
