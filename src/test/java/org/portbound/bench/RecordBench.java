package org.portbound.bench;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Portbound's recording against what people record with today, on the same flood. Portbound stores,
 * counts and writes; the others write. Portbound runs all the time, as it does in use, and is warm.
 */
final class RecordBench {
  private static final int PORTBOUND_PORT = 47_004;
  private static final int OTHERS_PORT = 47_005;
  private static final double BAR = 1;
  private static final double PACED_SECONDS = 10;
  private static final String PORTBOUND = "Portbound";
  private static final Pattern RECORDED = Pattern.compile("\"recorded\":(\\d+)");

  private final Settings settings;
  private final Path directory;

  RecordBench(Settings settings) throws IOException {
    this.settings = settings;
    this.directory = Files.createTempDirectory("portbound-bench");
  }

  /** Prints the figures for each size. */
  void run() throws Exception {
    // Else a burst of the sender passes loopback's packet sockets as one packet.
    if (!succeeds(
        "ethtool", "-K", "lo", "tx-udp-segmentation", "off", "gso", "off", "gro", "off")) {
      System.out.println("record: left out, it needs ethtool and a network namespace of its own");
      return;
    }
    try {
      for (int sizeBytes : Settings.SIZES_BYTES) {
        run(sizeBytes);
      }
    } finally {
      empty();
      Files.delete(directory);
    }
  }

  private void run(int sizeBytes) throws Exception {
    var figures = new LinkedHashMap<String, List<Measured>>();
    figures.put(PORTBOUND, new ArrayList<>());
    for (String tool : new String[] {"tcpdump", "dumpcap", "socat"}) {
      if (succeeds(tool, tool.equals("socat") ? "-V" : "--version")) {
        figures.put(tool, new ArrayList<>());
      } else {
        System.out.println("record: no " + tool + " here");
      }
    }
    Path file = directory.resolve("portbound.pcapng");
    try (Pinned portbound =
        settings.portbound(
            PORTBOUND_PORT,
            List.of("--pcapng", file.toString(), "--max-file-size", "1G", "--max-files", "2"))) {
      long all = 0;
      for (int run = -2; run < settings.runs(); run++) {
        for (Map.Entry<String, List<Measured>> each : figures.entrySet()) {
          boolean ours = each.getKey().equals(PORTBOUND);
          if (run < 0 && !ours) {
            continue;
          }
          UdpCounters before = UdpCounters.now();
          Measured measured =
              ours ? portbound(portbound, sizeBytes) : other(each.getKey(), sizeBytes);
          all += ours ? UdpCounters.now().since(before).received() : 0;
          if (run >= 0) {
            each.getValue().add(measured);
          }
        }
      }
      tell(sizeBytes, figures);
      all += paced(portbound, sizeBytes, (long) (Measured.rate(figures.get(PORTBOUND)) / 2));
      portbound.end();
      Matcher recorded = RECORDED.matcher(portbound.errors());
      long inFiles = recorded.find() ? Long.parseLong(recorded.group(1)) : -1;
      Bench.limit("  taken, but not recorded", all - inFiles, 0);
    }
    empty();
  }

  private Measured portbound(Pinned portbound, int sizeBytes) throws Exception {
    UdpCounters before = UdpCounters.now();
    long cpuBeforeNs = portbound.cpuNs();
    Settings.Sent sent = settings.send(PORTBOUND_PORT, sizeBytes, settings.runSeconds(), 0);
    long recorded = UdpCounters.settled().since(before).received();
    return measured(sent, recorded, portbound.cpuNs() - cpuBeforeNs);
  }

  private static Measured measured(Settings.Sent sent, long recorded, long cpuNs) {
    return new Measured(
        recorded * 1e9 / sent.tookNs(),
        (double) cpuNs / recorded,
        1 - (double) recorded / sent.datagrams());
  }

  /** The socket is there for the kernel to have someone to deliver to; nobody reads from it. */
  private Measured other(String tool, int sizeBytes) throws Exception {
    Path file = directory.resolve(tool);
    boolean binds = tool.equals("socat");
    try (var bound =
            binds
                ? new DatagramSocket(null)
                : new DatagramSocket(OTHERS_PORT, InetAddress.getByName("127.0.0.1"));
        var process = new Pinned(settings.receiverCore(), command(tool, file))) {
      while (!process.errors().contains(sign(tool))) {
        Thread.sleep(20);
      }
      long cpuBeforeNs = process.cpuNs();
      Settings.Sent sent = settings.send(OTHERS_PORT, sizeBytes, settings.runSeconds(), 0);
      settle(file);
      long cpuNs = process.cpuNs() - cpuBeforeNs;
      process.end();
      long recorded = binds ? Files.size(file) / sizeBytes : Captured.packets(file);
      return measured(sent, recorded, cpuNs);
    } finally {
      Files.deleteIfExists(file);
    }
  }

  private static List<String> command(String tool, Path file) {
    String filter = "udp port " + OTHERS_PORT;
    return switch (tool) {
      case "tcpdump" ->
          List.of(tool, "-i", "lo", "-n", "-Z", "root", "-w", file.toString(), filter);
      case "dumpcap" -> List.of(tool, "-i", "lo", "-q", "-f", filter, "-w", file.toString());
      default ->
          List.of(
              tool,
              "-d",
              "-d",
              "-u",
              "UDP-RECV:" + OTHERS_PORT + ",bind=127.0.0.1",
              "OPEN:" + file + ",creat,trunc");
    };
  }

  /** What it says when it is ready. */
  private static String sign(String tool) {
    return switch (tool) {
      case "tcpdump" -> "listening on";
      case "dumpcap" -> "File:";
      default -> "starting data transfer";
    };
  }

  private static void settle(Path file) throws Exception {
    long last = -1;
    while (Files.size(file) != last) {
      last = Files.size(file);
      Thread.sleep(200);
    }
  }

  private long paced(Pinned portbound, int sizeBytes, long perSecond) throws Exception {
    UdpCounters before = UdpCounters.now();
    Settings.Sent sent = settings.send(PORTBOUND_PORT, sizeBytes, PACED_SECONDS, perSecond);
    UdpCounters counted = UdpCounters.settled().since(before);
    System.out.printf(
        Locale.ROOT,
        "  %,d datagrams/s for %.0f s: %,d sent, %,d taken%n",
        perSecond,
        PACED_SECONDS,
        sent.datagrams(),
        counted.received());
    Bench.limit("  lost at half of the rate", sent.datagrams() - counted.received(), 0);
    return counted.received();
  }

  private static void tell(int sizeBytes, Map<String, List<Measured>> figures) {
    double ours = Measured.rate(figures.get(PORTBOUND));
    System.out.printf(
        Locale.ROOT, "record, %,d bytes, median of %d%n", sizeBytes, figures.get(PORTBOUND).size());
    for (Map.Entry<String, List<Measured>> each : figures.entrySet()) {
      FloodBench.line(each.getKey(), each.getValue());
    }
    for (Map.Entry<String, List<Measured>> each : figures.entrySet()) {
      if (!each.getKey().equals(PORTBOUND)) {
        Bench.bar(
            "  in the file, Portbound / " + each.getKey(),
            ours / Measured.rate(each.getValue()),
            BAR);
      }
    }
  }

  private void empty() throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      for (Path each : files.toList()) {
        Files.delete(each);
      }
    }
  }

  private static boolean succeeds(String... command) throws InterruptedException {
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
}
