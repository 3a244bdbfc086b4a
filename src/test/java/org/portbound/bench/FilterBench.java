package org.portbound.bench;

import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.DoubleStream;
import org.portbound.capture.DatagramLog;
import org.portbound.capture.MatchedRows;
import org.portbound.capture.filter.Filter;
import org.portbound.capture.filter.Surroundings;
import org.portbound.socket.AddressBits;
import org.portbound.socket.ReceivedDatagram;

/** A filter over a million rows, as the window runs it. */
final class FilterBench {
  private static final int ROWS = 1_000_000;
  private static final double MAX_SECONDS = 0.5;

  /** What every payload consists of. */
  private static final String WORDS = "the quick brown fox, a Pros and a PROBE; ";

  /** Each with why it is here; most look at every payload to its end. */
  private static final Map<String, String> FILTERS = new LinkedHashMap<>();

  static {
    FILTERS.put("\"needle in a haystack\"", "occurs nowhere");
    FILTERS.put("listener 1 or listener 2", "the head alone, every row matches");
    FILTERS.put("src 10.0.0.0/8 and port 3702 and not len < 20", "the head alone");
    FILTERS.put("time > 12:30:05 or drops or not host fe80::/10", "the head alone, in three ways");
    FILTERS.put("text \"Probe\" and listener 2 and ttl > 1", "half of the payloads");
    FILTERS.put("\"prone fox and brown\"", "all its bytes are frequent");
    FILTERS.put("text \"Pro and a\"", "the same, and small and large letters differ");
    FILTERS.put("hex de:ad", "two bytes that occur nowhere");
    FILTERS.put("hex 6f:6f", "two bytes that are frequent, but never together");
    FILTERS.put("\"ſeek and hide\"", "spellings that differ in length");
    FILTERS.put("not \"needle\" and not (hex de:ad or text \"proBE\")", "three searches in each");
  }

  private final int runs;

  FilterBench(Settings settings) {
    this.runs = settings.runs();
  }

  void run() throws Exception {
    // The large ones first: what costs most is measured cold too.
    for (int i = Settings.SIZES_BYTES.length - 1; i >= 0; i--) {
      run(Settings.SIZES_BYTES[i]);
    }
  }

  private void run(int sizeBytes) throws Exception {
    DatagramLog log = log(sizeBytes);
    System.out.printf(
        Locale.ROOT,
        "filter, %,d rows of %,d bytes, the first time and the median of %d more; seconds%n",
        ROWS,
        sizeBytes,
        runs);
    for (Map.Entry<String, String> each : FILTERS.entrySet()) {
      double[] seconds = new double[runs + 1];
      for (int i = 0; i <= runs; i++) {
        seconds[i] = scan(log, each.getKey());
      }
      System.out.println("  " + each.getKey() + " (" + each.getValue() + ")");
      Bench.limit("    the first time", seconds[0], MAX_SECONDS);
      double[] warm = DoubleStream.of(seconds).skip(1).sorted().toArray();
      Bench.limit("    the median", warm[runs / 2], MAX_SECONDS);
    }
  }

  private static double scan(DatagramLog log, String text) throws InterruptedException {
    if (!(Filter.parse(text) instanceof Filter.Reading.Parsed(Filter filter))) {
      throw new IllegalArgumentException(text);
    }
    var surroundings = new Surroundings(_ -> false, _ -> OptionalInt.empty(), ZoneOffset.UTC);
    long startNs = System.nanoTime();
    try (MatchedRows rows =
        MatchedRows.start(
            log,
            filter.condition(surroundings),
            error -> {
              throw new IllegalStateException(error);
            })) {
      while (!rows.progress().complete()) {
        Thread.sleep(1);
      }
      return (System.nanoTime() - startNs) / 1e9;
    }
  }

  private static DatagramLog log(int sizeBytes) {
    var log = new DatagramLog((long) ROWS * (sizeBytes + 64));
    byte[] text =
        WORDS.repeat(sizeBytes).substring(0, sizeBytes).getBytes(StandardCharsets.US_ASCII);
    var datagram = new ReceivedDatagram();
    for (int i = 0; i < ROWS; i++) {
      datagram.clear();
      datagram.tag = 1 + i % 2;
      datagram.memory = MemorySegment.ofArray(text);
      datagram.payloadLengthBytes = sizeBytes;
      datagram.trueLengthBytes = sizeBytes;
      datagram.sourceLow = AddressBits.mappedLow(0x0a000000 + i % 1_000);
      datagram.sourcePort = 40_000 + i % 1_000;
      datagram.destinationPort = 3_700 + i % 5;
      datagram.ttlHops = 1 + i % 64;
      log.append(datagram, i);
    }
    return log;
  }
}
