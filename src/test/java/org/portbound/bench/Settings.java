package org.portbound.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What the command line says, as system properties; see {@link Bench}.
 *
 * @param tools directory of the compiled programs of src/bench
 * @param runs runs of each kind, of which the median counts
 * @param runSeconds length of a flood
 * @param pacedSeconds length of a paced run
 * @param pacedDatagrams datagrams of a paced run; if more than 0 it goes on until so many were sent
 * @param senderCore core of whoever sends
 * @param receiverCore core of whoever receives
 * @param keepBytes how much the receivers store before they begin again
 */
record Settings(
    Path tools,
    int runs,
    double runSeconds,
    double pacedSeconds,
    long pacedDatagrams,
    int senderCore,
    int receiverCore,
    long keepBytes) {
  static final int[] SIZES_BYTES = {64, 1024};

  /**
   * What may wait in the kernel, in bytes, for every program of a paced run: what comes in a tenth
   * of a second at half of the rate. So long the host of a virtual machine may hold up its cores.
   */
  static final int LARGE_BUFFER_BYTES = 64 << 20;

  static final List<String> LARGE_BUFFER =
      List.of("--receive-buffer", (LARGE_BUFFER_BYTES >> 20) + "M");

  private static final int WARM_UPS = 12;
  private static final double WARM_UP_SECONDS = 1;

  static Settings read() {
    return new Settings(
        Path.of(System.getProperty("bench.tools", "target/bench")),
        Integer.getInteger("bench.runs", 7),
        Double.parseDouble(System.getProperty("bench.run-seconds", "1.5")),
        Double.parseDouble(System.getProperty("bench.seconds", "60")),
        Long.getLong("bench.datagrams", 0),
        Integer.getInteger("bench.sender-core", 0),
        Integer.getInteger("bench.receiver-core", 1),
        Long.getLong("bench.keep", 256L << 20));
  }

  /** Sends to a port of 127.0.0.1 and returns how many datagrams the kernel took. */
  Sent send(int port, int sizeBytes, double seconds, long perSecond) throws Exception {
    var command =
        new ArrayList<>(
            List.of(
                tools.resolve("send").toString(),
                "127.0.0.1",
                String.valueOf(port),
                String.valueOf(sizeBytes),
                String.valueOf(seconds)));
    if (perSecond > 0) {
      command.add(String.valueOf(perSecond));
    }
    try (var sender = new Pinned(senderCore, command)) {
      String[] told = sender.line().split(" ");
      return new Sent(Long.parseLong(told[0]), Long.parseLong(told[1]));
    }
  }

  /**
   * Floods a receiver until the compiler of its virtual machine, which shares its core, has done
   * its work.
   */
  void warmUp(int port, int sizeBytes) throws Exception {
    for (int i = 0; i < WARM_UPS; i++) {
      send(port, sizeBytes, WARM_UP_SECONDS, 0);
      UdpCounters.settled();
    }
  }

  /** How many datagrams, in how many nanoseconds. */
  record Sent(long datagrams, long tookNs) {}

  /** How the program of this build is started; its arguments are to follow. */
  List<String> program() {
    return new ArrayList<>(
        List.of(
            java(),
            "--module-path=" + property("portbound.classes") + ":" + property("portbound.app"),
            "--enable-native-access=" + property("portbound.native-access"),
            "--module=org.portbound/org.portbound.Main"));
  }

  /** The program of this build as {@code portbound listen}, with nothing printed for a datagram. */
  Pinned portbound(int port, List<String> more) throws Exception {
    List<String> command = program();
    command.addAll(
        List.of(
            "listen", "127.0.0.1:" + port, "--quiet", "--json", "--keep", (keepBytes >> 10) + "k"));
    command.addAll(more);
    var portbound = new Pinned(receiverCore, command);
    portbound.line();
    return portbound;
  }

  /** The C program of src/bench, with the system's receive buffer. */
  Pinned reference(int port) throws Exception {
    return reference(port, List.of());
  }

  /** The same with {@link #LARGE_BUFFER_BYTES}. */
  Pinned buffered(int port) throws Exception {
    return reference(port, List.of(String.valueOf(LARGE_BUFFER_BYTES)));
  }

  private Pinned reference(int port, List<String> buffer) throws Exception {
    var command =
        new ArrayList<>(
            List.of(
                tools.resolve("receive").toString(),
                "127.0.0.1",
                String.valueOf(port),
                String.valueOf(keepBytes)));
    command.addAll(buffer);
    var reference = new Pinned(receiverCore, command);
    reference.line();
    return reference;
  }

  static String java() {
    return ProcessHandle.current().info().command().orElse("java");
  }

  private static String property(String name) {
    String value = System.getProperty(name);
    if (value == null) {
      throw new IllegalStateException("the property " + name + " is missing");
    }
    return value;
  }
}
