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
  private static final Pattern RECORDED = Pattern.compile("\"recorded\":(\\d+)");

  private final Settings settings;
  private final Path directory;

  /**
   * Whom Portbound is measured against.
   *
   * @param unread whether the datagrams go to a socket that nobody reads
   */
  private record Rival(CaptureTool tool, boolean unread) {
    String label() {
      return tool.program() + (unread ? ", unread" : "");
    }
  }

  RecordBench(Settings settings) throws IOException {
    this.settings = settings;
    this.directory = Files.createTempDirectory("portbound-bench");
  }

  /** Prints the figures for each size. */
  void run() throws Exception {
    // Else a burst of the sender passes loopback's packet sockets as one packet.
    if (!CaptureTool.succeeds(
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
    List<CaptureTool> tools = toolsHere();
    var figures = new LinkedHashMap<String, List<Measured>>();
    var ours = new ArrayList<Measured>();
    figures.put(PORTBOUND, ours);
    var rivals = new ArrayList<Rival>();
    for (CaptureTool tool : tools) {
      rivals.add(new Rival(tool, false));
      if (tool.captures()) {
        rivals.add(new Rival(tool, true));
      }
    }
    rivals.forEach(each -> figures.put(each.label(), new ArrayList<>()));
    Path file = directory.resolve("portbound.pcapng");
    try (Pinned portbound = settings.portbound(PORTBOUND_PORT, options(file))) {
      UdpCounters start = UdpCounters.now();
      settings.warmUp(PORTBOUND_PORT, sizeBytes);
      long all = UdpCounters.settled().since(start).received();
      for (int run = 0; run < settings.runs(); run++) {
        UdpCounters before = UdpCounters.now();
        ours.add(portbound(portbound, sizeBytes));
        all += UdpCounters.now().since(before).received();
        for (Rival each : rivals) {
          Objects.requireNonNull(figures.get(each.label())).add(measured(each, sizeBytes));
        }
      }
      tell(sizeBytes, figures);
      long half = (long) (Measured.rate(ours) / 2);
      all += paced(portbound, sizeBytes, half);
      for (CaptureTool tool : tools) {
        if (tool.captures()) {
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

  private static List<CaptureTool> toolsHere() throws InterruptedException {
    var here = new ArrayList<CaptureTool>();
    for (CaptureTool tool : CaptureTool.values()) {
      if (tool.isHere()) {
        here.add(tool);
      } else {
        System.out.println("record: no " + tool.program() + " here");
      }
    }
    return here;
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

  private Measured measured(Rival rival, int sizeBytes) throws Exception {
    if (rival.unread()) {
      try (var unread = new DatagramSocket(OTHERS_PORT, InetAddress.ofLiteral("127.0.0.1"))) {
        Measured measured = captured(rival.tool(), sizeBytes);
        if (unread.isClosed()) {
          throw new IllegalStateException("the flood had nowhere to go");
        }
        return measured;
      }
    }
    if (!rival.tool().captures()) {
      return captured(rival.tool(), sizeBytes);
    }
    try (Pinned receiver = settings.reference(OTHERS_PORT)) {
      Measured measured = captured(rival.tool(), sizeBytes);
      receiver.end();
      return measured;
    }
  }

  private Measured captured(CaptureTool tool, int sizeBytes) throws Exception {
    Path file = directory.resolve(tool.program());
    try (var process = new Pinned(settings.receiverCore(), tool.command(OTHERS_PORT, file))) {
      tool.await(process);
      long cpuBeforeNs = process.cpuNs();
      Settings.Sent sent = settings.send(OTHERS_PORT, sizeBytes, settings.runSeconds(), 0);
      settle(file);
      long cpuNs = process.cpuNs() - cpuBeforeNs;
      process.end();
      return measured(sent, tool.recorded(file, sizeBytes), cpuNs);
    } finally {
      Files.deleteIfExists(file);
    }
  }

  private static void settle(Path file) throws Exception {
    long last = -1;
    while (Files.size(file) != last) {
      last = Files.size(file);
      Thread.sleep(200);
    }
  }

  /** What a capture tool loses at a rate, with as much room in the kernel, beside a receiver. */
  private void pacedBeside(CaptureTool tool, int sizeBytes, long perSecond) throws Exception {
    Path file = directory.resolve(tool.program());
    List<String> command = tool.command(OTHERS_PORT, file, Settings.LARGE_BUFFER_BYTES);
    try (Pinned receiver = settings.buffered(OTHERS_PORT);
        var process = new Pinned(settings.receiverCore(), command)) {
      tool.await(process);
      Settings.Sent sent = settings.send(OTHERS_PORT, sizeBytes, PACED_SECONDS, perSecond);
      settle(file);
      process.end();
      receiver.end();
      System.out.printf(
          Locale.ROOT,
          "    the same, %s beside a receiver: %,d lost%n",
          tool.program(),
          sent.datagrams() - tool.recorded(file, sizeBytes));
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
}
