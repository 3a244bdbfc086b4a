package org.portbound.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Half of what a flood reached: nothing is lost, nothing allocated, memory stays. */
final class PacedBench {
  private static final int PORT = 47_003;
  private static final double MAX_BYTES_A_DATAGRAM = 1;
  private static final long MEMORY_BESIDE_LOG_BYTES = 200L << 20;
  private static final Pattern ALLOCATED =
      Pattern.compile("\"capture-receive\".* allocated=([0-9.]+)([BKMGT])");
  private static final Pattern SUMMARY = Pattern.compile("\\{\"event\":\"summary\".*}");

  private final Settings settings;

  PacedBench(Settings settings) {
    this.settings = settings;
  }

  /**
   * @param floodRates what the floods reached, in the order of the sizes
   */
  void run(double[] floodRates) throws Exception {
    for (int i = 0; i < floodRates.length; i++) {
      run(Settings.SIZES_BYTES[i], (long) (floodRates[i] / 2));
    }
  }

  private void run(int sizeBytes, long perSecond) throws Exception {
    double seconds =
        settings.pacedDatagrams() > 0
            ? (double) settings.pacedDatagrams() / perSecond
            : settings.pacedSeconds();
    try (Pinned portbound = settings.portbound(PORT, Settings.LARGE_BUFFER)) {
      settings.warmUp(PORT, sizeBytes);
      double before = allocatedBytes(portbound);
      UdpCounters start = UdpCounters.settled();
      long cpuBeforeNs = portbound.cpuNs();
      Settings.Sent sent = settings.send(PORT, sizeBytes, seconds, perSecond);
      UdpCounters counted = UdpCounters.settled().since(start);
      long cpuNs = portbound.cpuNs() - cpuBeforeNs;
      double allocated = allocatedBytes(portbound) - before;
      long resident = portbound.residentBytes();
      portbound.end();
      System.out.printf(
          Locale.ROOT,
          "paced, %,d bytes, %,d datagrams/s for %.0f s: %,d sent, %,d taken, %.0f ns CPU each%n",
          sizeBytes,
          perSecond,
          seconds,
          sent.datagrams(),
          counted.received(),
          (double) cpuNs / counted.received());
      Bench.limit("  dropped by the kernel", counted.dropped(), 0);
      Bench.limit(
          "  bytes allocated a datagram", allocated / counted.received(), MAX_BYTES_A_DATAGRAM);
      Bench.limit(
          "  MB of memory resident",
          resident / 1e6,
          (settings.keepBytes() + MEMORY_BESIDE_LOG_BYTES) / 1e6);
      System.out.println("  " + summary(portbound));
    }
    if (settings.pacedDatagrams() == 0) {
      reference(sizeBytes, perSecond, seconds);
    }
  }

  /** What the C program loses at the same rate with the same buffer. */
  private void reference(int sizeBytes, long perSecond, double seconds) throws Exception {
    try (Pinned c = settings.buffered(PORT)) {
      UdpCounters start = UdpCounters.settled();
      settings.send(PORT, sizeBytes, seconds, perSecond);
      UdpCounters counted = UdpCounters.settled().since(start);
      c.end();
      System.out.printf(
          Locale.ROOT,
          "  the same, C with recvmmsg: %,d taken, %,d dropped by the kernel%n",
          counted.received(),
          counted.dropped());
    }
  }

  private static String summary(Pinned portbound) throws IOException {
    Matcher matcher = SUMMARY.matcher(portbound.errors());
    return matcher.find() ? matcher.group() : portbound.errors();
  }

  /** What the receiving thread has allocated so far, as the virtual machine tells in thousands. */
  private static double allocatedBytes(Pinned portbound) throws Exception {
    Path java = Path.of(Settings.java());
    var jcmd =
        new ProcessBuilder(
                java.resolveSibling("jcmd").toString(),
                String.valueOf(portbound.pid()),
                "Thread.print",
                "-e")
            .redirectErrorStream(true)
            .start();
    String told = new String(jcmd.getInputStream().readAllBytes());
    Matcher matcher = ALLOCATED.matcher(told);
    if (!matcher.find()) {
      throw new IOException("jcmd does not tell: " + told);
    }
    return Double.parseDouble(matcher.group(1)) * Math.pow(1024, "BKMGT".indexOf(matcher.group(2)));
  }
}
