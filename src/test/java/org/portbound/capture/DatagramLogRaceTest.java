package org.portbound.capture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.portbound.socket.ReceivedDatagram;

/** One writer that recycles all the time, and readers that must never see half a row. */
@Timeout(60)
final class DatagramLogRaceTest {
  private static final int READERS = 3;
  private static final long ROWS = 150_000;
  private static final long READS = 20_000;

  private final Rows rows = new Rows();

  private record Found(long intact, long gone) {}

  @ParameterizedTest
  @ValueSource(longs = {256 << 10, 1 << 20, 5 << 20})
  void readersSeeWholeRowsOrNone(long budgetBytes) throws Exception {
    long seed = System.nanoTime();
    System.out.println("DatagramLogRaceTest: budget " + budgetBytes + ", seed " + seed);
    var log = new DatagramLog(budgetBytes);
    var stop = new AtomicBoolean();
    try (ExecutorService readers = Executors.newFixedThreadPool(READERS)) {
      List<Future<Found>> results = new ArrayList<>();
      try {
        for (int i = 0; i < READERS; i++) {
          var random = new SplittableRandom(seed + i);
          results.add(readers.submit(() -> read(log, random, stop)));
        }
        write(log, results);
      } finally {
        stop.set(true);
      }
      for (Future<Found> each : results) {
        Found found = each.get();
        System.out.println("  " + found);
        assertTrue(found.intact >= READS, "seed " + seed + ": " + found);
      }
    }
    assertEquals(log.end() - 1, log.evicted() + (log.end() - log.first()), "seed " + seed);
  }

  /** Writes until there are enough rows and every reader has had enough of them. */
  private void write(DatagramLog log, List<Future<Found>> readers) {
    var datagram = new ReceivedDatagram();
    while (log.end() <= ROWS || readers.stream().anyMatch(each -> !each.isDone())) {
      for (int i = 0; i < 500; i++) {
        long number = log.end();
        rows.fill(datagram, number);
        log.append(datagram, Rows.receivedNs(number));
      }
    }
  }

  private Found read(DatagramLog log, SplittableRandom random, AtomicBoolean stop) {
    var row = new Datagram();
    var scratch = new ReceivedDatagram();
    // One that keeps its place, as whoever goes through many rows has it.
    RowReader reader = random.nextBoolean() ? log : log.reader();
    long intact = 0;
    long gone = 0;
    while (!stop.get() && (intact < READS || log.end() <= ROWS)) {
      long end = log.end();
      long first = log.first();
      if (first >= end) {
        Thread.onSpinWait();
        continue;
      }
      // Half of the reads go to the oldest rows, where the writer is about to be.
      long span = random.nextBoolean() ? Math.min(100, end - first) : end - first;
      long number = first + random.nextLong(span);
      if (reader.read(number, row)) {
        rows.checkWithLength(row, number, scratch);
        intact++;
      } else {
        assertTrue(number < log.first(), "row " + number + " is held, but was not read");
        gone++;
      }
    }
    return new Found(intact, gone);
  }
}
