package org.portbound.bench;

import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.util.Locale;
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

  /** Conditions on the header alone, on text and on bytes; and one that everything passes. */
  private static final String[] FILTERS = {
    "src 10.0.0.0/8 and port 3702 and not len < 20",
    "text \"Probe\" and listener 2 and ttl > 1",
    "hex de:ad",
    "\"needle in a haystack\"",
    "listener 1 or listener 2"
  };

  private final int runs;

  FilterBench(Settings settings) {
    this.runs = settings.runs();
  }

  void run() throws Exception {
    for (int sizeBytes : Settings.SIZES_BYTES) {
      run(sizeBytes);
    }
  }

  private void run(int sizeBytes) throws Exception {
    DatagramLog log = log(sizeBytes);
    System.out.printf(
        Locale.ROOT, "filter, %,d rows of %,d bytes, median of %d%n", ROWS, sizeBytes, runs);
    for (String filter : FILTERS) {
      // The first two warm up.
      double[] seconds = new double[runs];
      for (int i = -2; i < runs; i++) {
        double took = scan(log, filter);
        if (i >= 0) {
          seconds[i] = took;
        }
      }
      double median = DoubleStream.of(seconds).sorted().toArray()[runs / 2];
      Bench.limit("  seconds, " + filter, median, MAX_SECONDS);
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
        "the quick brown fox, a Pros and a PROBE; "
            .repeat(sizeBytes)
            .substring(0, sizeBytes)
            .getBytes(StandardCharsets.US_ASCII);
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
