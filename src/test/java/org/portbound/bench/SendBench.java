package org.portbound.bench;

import com.fasterxml.jackson.jr.ob.JSON;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/**
 * {@code portbound send --count} against a C program that sends the same with sendmmsg(2), in
 * turns. Neither is tied to a core: nobody ties a sender and its compiler to one. The receiver's
 * buffer is full at once, so that its part is small.
 */
final class SendBench {
  private static final double BAR = 0.8;
  private static final int DIGITS = 8;

  private final Settings settings;

  SendBench(Settings settings) {
    this.settings = settings;
  }

  void run() throws Exception {
    for (int sizeBytes : Settings.SIZES_BYTES) {
      run(sizeBytes, false);
      run(sizeBytes, true);
    }
  }

  private void run(int sizeBytes, boolean numbered) throws Exception {
    try (var receiver =
        new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))) {
      int port = receiver.getLocalPort();
      long count = (long) (reference(port, sizeBytes, 200_000, numbered) * settings.runSeconds());
      var ours = new ArrayList<Double>();
      var c = new ArrayList<Double>();
      for (int i = 0; i < settings.runs(); i++) {
        ours.add(portbound(port, sizeBytes, count, numbered));
        c.add(reference(port, sizeBytes, count, numbered));
      }
      System.out.printf(
          Locale.ROOT,
          "send, %,d bytes%s, %,d datagrams, median of %d%n"
              + "  Portbound    %,12.0f datagrams/s%n  C, sendmmsg  %,12.0f datagrams/s%n",
          sizeBytes,
          numbered ? ", numbered" : "",
          count,
          settings.runs(),
          median(ours),
          median(c));
      Bench.bar("  datagrams a second, Portbound / C", median(ours) / median(c), BAR);
    }
  }

  private static double median(List<Double> of) {
    List<Double> sorted = of.stream().sorted().toList();
    return sorted.get(sorted.size() / 2);
  }

  /** Datagrams a second. */
  private double reference(int port, int sizeBytes, long count, boolean numbered) throws Exception {
    List<String> command =
        List.of(
            settings.tools().resolve("sendmmsg").toString(),
            "127.0.0.1",
            String.valueOf(port),
            String.valueOf(sizeBytes),
            String.valueOf(count),
            numbered ? "numbered" : "fixed");
    try (var sender = Pinned.nowhere(command)) {
      String[] told = sender.line().split(" ");
      return Long.parseLong(told[0]) * 1e9 / Long.parseLong(told[1]);
    }
  }

  /** Datagrams a second, as Portbound says; its start is not in it, its warming up is. */
  private double portbound(int port, int sizeBytes, long count, boolean numbered) throws Exception {
    String payload =
        numbered ? "${n:" + DIGITS + "}" + "x".repeat(sizeBytes - DIGITS) : "x".repeat(sizeBytes);
    var command = settings.program();
    // As the launcher starts it (jlink/launcher/bin/portbound).
    command.add(1, "-XX:+UseSerialGC");
    command.addAll(
        List.of("send", "127.0.0.1:" + port, payload, "--count", String.valueOf(count), "--json"));
    try (var sender = Pinned.nowhere(command)) {
      Map<String, Object> told = JSON.std.mapFrom(sender.line());
      if (number(told, "sent").longValue() != count) {
        throw new IllegalStateException("not all was sent: " + told);
      }
      return number(told, "perSecond").doubleValue();
    }
  }

  private static Number number(Map<String, Object> told, String name) {
    return (Number) Objects.requireNonNull(told.get(name), name);
  }
}
