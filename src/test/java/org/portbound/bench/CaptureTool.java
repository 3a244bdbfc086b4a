package org.portbound.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A program that people record datagrams with, as it is run on loopback for one port. */
enum CaptureTool {
  TCPDUMP("--version", "listening on") {
    @Override
    List<String> command(int port, Path file) {
      return List.of(
          program(), "-i", "lo", "-n", "-Z", "root", "-w", file.toString(), "udp port " + port);
    }
  },
  DUMPCAP("--version", "File:") {
    @Override
    List<String> command(int port, Path file) {
      return List.of(program(), "-i", "lo", "-q", "-f", "udp port " + port, "-w", file.toString());
    }
  },
  /** Receives itself, and writes nothing but payloads. */
  SOCAT("-V", "starting data transfer") {
    @Override
    List<String> command(int port, Path file) {
      return List.of(
          program(),
          "-d",
          "-d",
          "-u",
          "UDP-RECV:" + port + ",bind=127.0.0.1",
          "OPEN:" + file + ",creat,trunc");
    }
  };

  private final String versionOption;
  private final String sign;

  /**
   * @param versionOption with it the program does nothing, and succeeds
   * @param sign what it says when it is ready
   */
  CaptureTool(String versionOption, String sign) {
    this.versionOption = versionOption;
    this.sign = sign;
  }

  String program() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Whether it records what goes to others. */
  boolean captures() {
    return this != SOCAT;
  }

  /** Whether it is installed. */
  boolean isHere() throws InterruptedException {
    return succeeds(program(), versionOption);
  }

  /** Whether a command is there and ends well. */
  static boolean succeeds(String... command) throws InterruptedException {
    try {
      return new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start()
              .waitFor()
          == 0;
    } catch (IOException e) {
      // It is not there.
      return false;
    }
  }

  /** What is run to record a port's datagrams. */
  abstract List<String> command(int port, Path file);

  /** The same with as much room in the kernel as is given; for one that captures. */
  List<String> command(int port, Path file, int bufferBytes) {
    var command = new ArrayList<>(command(port, file));
    // tcpdump takes KiB, dumpcap MiB.
    command.addAll(1, List.of("-B", String.valueOf(bufferBytes >> (this == TCPDUMP ? 10 : 20))));
    return command;
  }

  /** Returns when the program is ready. */
  void await(Pinned process) throws Exception {
    while (!process.errors().contains(sign)) {
      Thread.sleep(20);
    }
  }

  /** How many datagrams a file of it holds. */
  long recorded(Path file, int sizeBytes) throws Exception {
    return captures() ? Captured.packets(file) : Files.size(file) / sizeBytes;
  }
}
