package org.portbound.bench;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Portbound's recording against what people record with today, on the same flood. Portbound
 * receives, stores, counts and writes; a capture tool only writes, while the C program receives and
 * stores on the same core. It is measured once more with a socket that nobody reads in that
 * program's place: then most of the flood is dropped, which costs the kernel less than to deliver
 * it. Portbound runs all the time, as it does in use, and is warm.
 */
final class RecordBench {
  private static final int PORTBOUND_PORT = 47_004;
  private static final int OTHERS_PORT = 47_005;
  private static final double BAR = 1;
  private static final double PACED_SECONDS = 10;

  /** More than the files of all programs are at one moment. */
  private static final long MOST_TOUCHED_BYTES = 10L << 30;

  private static final String PORTBOUND = "Portbound";
  private static final String UNREAD = ", unread";
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
      touchMemory();
      for (int sizeBytes : Settings.SIZES_BYTES) {
        run(sizeBytes);
      }
    } finally {
      empty();
      Files.delete(directory);
    }
  }

  /**
   * A virtual machine may have to ask its host for each page that it never used; afterwards the
   * system's cache of files does not.
   */
  private static void touchMemory() throws IOException {
    long freeBytes = 0;
    for (String line : Files.readAllLines(Path.of("/proc/meminfo"))) {
      if (line.startsWith("MemFree:")) {
        freeBytes = Long.parseLong(line.replaceAll("\\D", "")) * 1024;
      }
    }
    try (Arena arena = Arena.ofConfined()) {
      arena.allocate(Math.min(MOST_TOUCHED_BYTES, freeBytes / 2)).fill((byte) 1);
    }
  }

  private void run(int sizeBytes) throws Exception {
    var figures = new LinkedHashMap<String, List<Measured>>();
    figures.put(PORTBOUND, new ArrayList<>());
    for (String tool : new String[] {"tcpdump", "dumpcap", "socat"}) {
      boolean captures = !tool.equals("socat");
      if (succeeds(tool, captures ? "--version" : "-V")) {
        figures.put(tool, new ArrayList<>());
        if (captures) {
          figures.put(tool + UNREAD, new ArrayList<>());
        }
      } else {
        System.out.println("record: no " + tool + " here");
      }
    }
    Path file = directory.resolve("portbound.pcapng");
    try (Pinned portbound = settings.portbound(PORTBOUND_PORT, options(file))) {
      UdpCounters start = UdpCounters.now();
      settings.warmUp(PORTBOUND_PORT, sizeBytes);
      long all = UdpCounters.settled().since(start).received();
      for (int run = 0; run < settings.runs(); run++) {
        for (Map.Entry<String, List<Measured>> each : figures.entrySet()) {
          boolean ours = each.getKey().equals(PORTBOUND);
          UdpCounters before = UdpCounters.now();
          Measured measured =
              ours ? portbound(portbound, sizeBytes) : other(each.getKey(), sizeBytes);
          all += ours ? UdpCounters.now().since(before).received() : 0;
          each.getValue().add(measured);
        }
      }
      tell(sizeBytes, figures);
      long half = (long) (Measured.rate(figures.get(PORTBOUND)) / 2);
      all += paced(portbound, sizeBytes, half);
      for (String tool : new String[] {"tcpdump", "dumpcap"}) {
        if (figures.containsKey(tool)) {
          pacedBeside(tool, sizeBytes, half);
        }
      }
      portbound.end();
      Matcher recorded = RECORDED.matcher(portbound.errors());
      long inFiles = recorded.find() ? Long.parseLong(recorded.group(1)) : -1;
      Bench.limit("  taken, but not recorded", all - inFiles, 0);
    }
    empty();
  }

  private static List<String> options(Path file) {
    var options = new ArrayList<>(Settings.LARGE_BUFFER);
    // A ring, as one records for days: what the system's cache of files holds is used again.
    options.addAll(
        List.of("--pcapng", file.toString(), "--max-file-size", "256M", "--max-files", "4"));
    return options;
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

  private Measured other(String name, int sizeBytes) throws Exception {
    if (name.equals("socat")) {
      return captured(name, sizeBytes);
    }
    if (!name.endsWith(UNREAD)) {
      try (Pinned receiver = settings.reference(OTHERS_PORT)) {
        Measured measured = captured(name, sizeBytes);
        receiver.end();
        return measured;
      }
    }
    try (var unread = new DatagramSocket(OTHERS_PORT, InetAddress.ofLiteral("127.0.0.1"))) {
      Measured measured = captured(name.substring(0, name.length() - UNREAD.length()), sizeBytes);
      if (unread.isClosed()) {
        throw new IllegalStateException("the flood had nowhere to go");
      }
      return measured;
    }
  }

  private Measured captured(String tool, int sizeBytes) throws Exception {
    Path file = directory.resolve(tool);
    try (var process = new Pinned(settings.receiverCore(), command(tool, file))) {
      while (!process.errors().contains(sign(tool))) {
        Thread.sleep(20);
      }
      long cpuBeforeNs = process.cpuNs();
      Settings.Sent sent = settings.send(OTHERS_PORT, sizeBytes, settings.runSeconds(), 0);
      settle(file);
      long cpuNs = process.cpuNs() - cpuBeforeNs;
      process.end();
      long recorded = tool.equals("socat") ? Files.size(file) / sizeBytes : Captured.packets(file);
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

  /** What a capture tool loses at a rate, with as much room in the kernel, beside a receiver. */
  private void pacedBeside(String tool, int sizeBytes, long perSecond) throws Exception {
    Path file = directory.resolve(tool);
    var command = new ArrayList<>(command(tool, file));
    int buffer = Settings.LARGE_BUFFER_BYTES >> 10;
    command.addAll(
        1, List.of("-B", String.valueOf(tool.equals("tcpdump") ? buffer : buffer >> 10)));
    try (Pinned receiver = settings.buffered(OTHERS_PORT);
        var process = new Pinned(settings.receiverCore(), command)) {
      while (!process.errors().contains(sign(tool))) {
        Thread.sleep(20);
      }
      Settings.Sent sent = settings.send(OTHERS_PORT, sizeBytes, PACED_SECONDS, perSecond);
      settle(file);
      process.end();
      receiver.end();
      System.out.printf(
          Locale.ROOT,
          "    the same, %s beside a receiver: %,d lost%n",
          tool,
          sent.datagrams() - Captured.packets(file));
    } finally {
      Files.deleteIfExists(file);
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
    List<Measured> own = Objects.requireNonNull(figures.get(PORTBOUND));
    double ours = Measured.rate(own);
    System.out.printf(Locale.ROOT, "record, %,d bytes, median of %d%n", sizeBytes, own.size());
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
        // The recorder deletes its oldest ones itself.
        Files.deleteIfExists(each);
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
