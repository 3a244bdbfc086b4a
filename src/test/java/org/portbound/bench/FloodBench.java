package org.portbound.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Portbound against a C program, both flooded by the same sender in turns. */
final class FloodBench {
  private static final int PORTBOUND_PORT = 47_001;
  private static final int REFERENCE_PORT = 47_002;
  private static final double BAR = 0.9;

  private final Settings settings;

  FloodBench(Settings settings) {
    this.settings = settings;
  }

  /** Prints the figures for each size; returns Portbound's rates in the order of the sizes. */
  double[] run() throws Exception {
    var rates = new double[Settings.SIZES_BYTES.length];
    for (int i = 0; i < rates.length; i++) {
      rates[i] = run(Settings.SIZES_BYTES[i]);
    }
    return rates;
  }

  private double run(int sizeBytes) throws Exception {
    var ours = new ArrayList<Measured>();
    var reference = new ArrayList<Measured>();
    try (Pinned portbound = settings.portbound(PORTBOUND_PORT, List.of());
        Pinned c = settings.reference(REFERENCE_PORT)) {
      settings.warmUp(PORTBOUND_PORT, sizeBytes);
      once(settings, c, REFERENCE_PORT, sizeBytes);
      for (int i = 0; i < settings.runs(); i++) {
        ours.add(once(settings, portbound, PORTBOUND_PORT, sizeBytes));
        reference.add(once(settings, c, REFERENCE_PORT, sizeBytes));
      }
      portbound.end();
      c.end();
    }
    tell(sizeBytes, ours, reference);
    return Measured.rate(ours);
  }

  /** One flood at a receiver that is there already. */
  static Measured once(Settings settings, Pinned receiver, int port, int sizeBytes)
      throws Exception {
    UdpCounters before = UdpCounters.now();
    long cpuBeforeNs = receiver.cpuNs();
    Settings.Sent sent = settings.send(port, sizeBytes, settings.runSeconds(), 0);
    UdpCounters counted = UdpCounters.settled().since(before);
    long cpuNs = receiver.cpuNs() - cpuBeforeNs;
    return new Measured(
        counted.received() * 1e9 / sent.tookNs(),
        (double) cpuNs / counted.received(),
        (double) counted.dropped() / sent.datagrams());
  }

  private static void tell(int sizeBytes, List<Measured> ours, List<Measured> reference) {
    System.out.printf(Locale.ROOT, "flood, %,d bytes, median of %d%n", sizeBytes, ours.size());
    line("Portbound", ours);
    line("C, recvmmsg", reference);
    double rate = Measured.rate(ours) / Measured.rate(reference);
    double cpu = Measured.cpuNs(reference) / Measured.cpuNs(ours);
    Bench.bar("  datagrams a second, Portbound / C", rate, BAR);
    Bench.bar("  CPU a datagram, C / Portbound", cpu, BAR);
  }

  static void line(String name, List<Measured> runs) {
    System.out.printf(
        Locale.ROOT,
        "  %-16s %,12.0f datagrams/s %6.0f ns CPU each, %4.1f %% lost by the kernel%n",
        name,
        Measured.rate(runs),
        Measured.cpuNs(runs),
        100 * Measured.lostShare(runs));
  }
}
