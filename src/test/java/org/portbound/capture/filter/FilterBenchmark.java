package org.portbound.capture.filter;

import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import org.portbound.capture.DatagramLog;
import org.portbound.capture.MatchedRows;
import org.portbound.socket.AddressBits;
import org.portbound.socket.ReceivedDatagram;

/** Prints how long a filter takes over a million stored rows; for the eye, not for the build. */
final class FilterBenchmark {
  private static final int ROWS = 1_000_000;
  private static final int ROUNDS = 7;

  private FilterBenchmark() {}

  /** Prints the first round's time, the median, and when the first match was there. */
  public static void main(String[] arguments) throws InterruptedException {
    for (int payloadBytes : new int[] {64, 1024}) {
      DatagramLog log = rows(payloadBytes);
      for (String text :
          new String[] {
            "port 3702",
            "src 10.0.0.0/8 and port 3702 and not len < 20 and text \"Probe\" and listener 2"
                + " and ttl > 1 and hex de:ad",
            "text \"Probe\"",
            "probe",
            "hex de:ad",
            "time > 12:30:05 or drops or not host fe80::/10"
          }) {
        measure(log, payloadBytes, text);
      }
    }
  }

  private static DatagramLog rows(int payloadBytes) {
    var log = new DatagramLog((long) ROWS * (payloadBytes + 64));
    var datagram = new ReceivedDatagram();
    byte[] payload = new byte[payloadBytes];
    byte[] words = "the quick brown fox, a Pros and a PROBE; ".getBytes(StandardCharsets.UTF_8);
    for (int i = 0; i < payloadBytes; i++) {
      payload[i] = words[i % words.length];
    }
    byte[] found = Arrays.copyOf(payload, payloadBytes);
    byte[] end = "Probe\u00de\u00ad".getBytes(StandardCharsets.ISO_8859_1);
    System.arraycopy(end, 0, found, payloadBytes - end.length, end.length);
    for (int i = 0; i < ROWS; i++) {
      datagram.clear();
      datagram.tag = i % 4;
      datagram.memory = MemorySegment.ofArray(i % 100 == 42 ? found : payload);
      datagram.payloadLengthBytes = payloadBytes;
      datagram.trueLengthBytes = payloadBytes;
      datagram.sourceLow = AddressBits.mappedLow(0x0a000000 + i % 1000);
      datagram.sourcePort = 40_000 + i % 1000;
      datagram.destinationKnown = true;
      datagram.destinationLow = AddressBits.mappedLow(0xeffffffa);
      datagram.destinationPort = 3702;
      datagram.ttlHops = 4;
      log.append(datagram, 1_700_000_000_000_000_000L + i * 1_000L);
    }
    return log;
  }

  private static void measure(DatagramLog log, int payloadBytes, String text)
      throws InterruptedException {
    if (!(Filter.parse(text) instanceof Filter.Reading.Parsed(Filter filter))) {
      throw new AssertionError(text);
    }
    double[] wholeMs = new double[ROUNDS];
    double[] firstMs = new double[ROUNDS];
    long matches = 0;
    for (int round = 0; round < ROUNDS; round++) {
      long startNs = System.nanoTime();
      try (MatchedRows matched =
          MatchedRows.start(
              log, filter.condition(Surroundings.here(number -> false)), FilterBenchmark::fail)) {
        MatchedRows.Progress progress = matched.progress();
        while (!progress.complete()) {
          if (firstMs[round] == 0 && progress.matches() > 0) {
            firstMs[round] = (System.nanoTime() - startNs) / 1e6;
          }
          Thread.sleep(0, 100_000);
          progress = matched.progress();
        }
        wholeMs[round] = (System.nanoTime() - startNs) / 1e6;
        matches = progress.matches();
      }
    }
    double coldMs = wholeMs[0];
    double coldFirstMs = firstMs[0];
    Arrays.sort(wholeMs);
    System.out.println(
        String.format(
            Locale.ROOT,
            "%,d rows of %d bytes: %.0f ms (the first time %.0f ms, first match after %.1f ms),"
                + " %,d matches: %s",
            log.end() - log.first(),
            payloadBytes,
            wholeMs[ROUNDS / 2],
            coldMs,
            coldFirstMs,
            matches,
            text));
  }

  private static void fail(Throwable error) {
    throw new IllegalStateException(error);
  }
}
