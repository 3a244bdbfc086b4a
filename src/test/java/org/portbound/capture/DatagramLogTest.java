package org.portbound.capture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.portbound.socket.AddressBits;
import org.portbound.socket.ReceivedDatagram;

@Timeout(60)
final class DatagramLogTest {
  private final Rows rows = new Rows();
  private final ReceivedDatagram datagram = new ReceivedDatagram();
  private final ReceivedDatagram scratch = new ReceivedDatagram();

  private void append(DatagramLog log, long count) {
    for (long i = 0; i < count; i++) {
      long number = log.end();
      rows.fill(datagram, number);
      log.append(datagram, Rows.receivedNs(number));
    }
  }

  @Test
  void anEmptyLogHasNoRow() {
    var log = new DatagramLog(256L << 20);
    assertEquals(1, log.first());
    assertEquals(1, log.end());
    assertEquals(0, log.evicted());
    assertNull(log.get(0));
    assertNull(log.get(1));
  }

  @Test
  void everyFieldComesBack() {
    var log = new DatagramLog(64 << 20);
    append(log, 2_000);
    assertEquals(2_001, log.end());
    assertEquals(0, log.evicted());
    for (long number = 1; number <= 2_000; number++) {
      Datagram row = log.get(number);
      assertNotNull(row);
      rows.checkWithLength(row, number, scratch);
    }
    assertNull(log.get(2_001));
  }

  @Test
  void theLongestDatagramFitsTheSmallestLog() {
    var log = new DatagramLog(DatagramLog.MIN_BUDGET_BYTES);
    for (long number = 1; number <= 20; number++) {
      rows.fill(datagram, number, Rows.MAX_BYTES);
      log.append(datagram, Rows.receivedNs(number));
      Datagram row = log.get(number);
      assertNotNull(row);
      rows.check(row, number, scratch);
      assertEquals(Rows.MAX_BYTES, row.lengthBytes());
    }
  }

  @Test
  void refusesWhatIsNoDatagram() {
    var log = new DatagramLog(DatagramLog.MIN_BUDGET_BYTES);
    rows.fill(datagram, 1, 65_536);
    assertThrows(IllegalArgumentException.class, () -> log.append(datagram, 0));
    assertEquals(1, log.end());
    assertThrows(
        IllegalArgumentException.class, () -> new DatagramLog(DatagramLog.MIN_BUDGET_BYTES - 1));
  }

  @Test
  void theOldestSlabGoesAndIsCountedExactly() {
    var log = new DatagramLog(DatagramLog.MIN_BUDGET_BYTES);
    // 48 bytes of header, 64 of payload, 4 of offset, in slabs of 128 KiB: 1,129 rows a slab.
    long perSlab = (128 << 10) / (48 + 64 + 4);
    datagram.clear();
    datagram.memory = MemorySegment.ofArray(new byte[64]);
    datagram.payloadLengthBytes = 64;
    datagram.sourceLow = AddressBits.mappedLow(0x7f000001);
    for (long number = 1; number <= 10 * perSlab; number++) {
      log.append(datagram, 0);
      long begun = (number - 1) / perSlab;
      long gone = Math.max(0, begun - 1) * perSlab;
      assertEquals(gone, log.evicted(), "after row " + number);
      assertEquals(gone + 1, log.first(), "after row " + number);
    }
    assertNull(log.get(log.first() - 1));
    assertNotNull(log.get(log.first()));
    assertEquals(log.capacityBytes(), DatagramLog.MIN_BUDGET_BYTES);
  }

  @Test
  void evictedRowsAreCountedForTheirListeners() {
    var log = new DatagramLog(DatagramLog.MIN_BUDGET_BYTES);
    long[] appended = new long[40];
    datagram.clear();
    datagram.memory = MemorySegment.ofArray(new byte[64]);
    datagram.payloadLengthBytes = 64;
    for (int i = 0; i < 20_000; i++) {
      // Long stretches of one listener and stretches in which each row has another one.
      datagram.tag = i % 6_000 < 3_000 ? 7 : i % 40;
      log.append(datagram, 0);
      appended[datagram.tag]++;
    }
    long all = 0;
    for (int listener = 0; listener < 40; listener++) {
      long held = held(log, listener);
      assertEquals(appended[listener] - held, log.evicted(listener), "listener " + listener);
      all += log.evicted(listener);
    }
    assertEquals(log.evicted(), all);
    assertEquals(0, log.evicted(1_000));
  }

  private static long held(DatagramLog log, int listener) {
    var row = new Datagram();
    long held = 0;
    for (long number = log.first(); number < log.end(); number++) {
      assertTrue(log.read(number, row));
      held += row.listener() == listener ? 1 : 0;
    }
    return held;
  }

  @Test
  void whatWasClearedIsNobodysEviction() {
    var log = new DatagramLog(DatagramLog.MIN_BUDGET_BYTES);
    datagram.clear();
    datagram.memory = MemorySegment.ofArray(new byte[64]);
    datagram.payloadLengthBytes = 64;
    for (int i = 0; i < 1_000; i++) {
      datagram.tag = i % 2;
      log.append(datagram, 0);
    }
    log.clear();
    for (int i = 0; i < 5_000; i++) {
      datagram.tag = 2 + i % 2;
      log.append(datagram, 0);
    }
    assertEquals(0, log.evicted(0) + log.evicted(1));
    assertEquals(5_000, log.evicted(2) + log.evicted(3) + log.end() - log.first());
    assertTrue(Math.abs(log.evicted(2) - log.evicted(3)) <= 1);
  }

  @Test
  void growsAheadOfTheWriter() throws InterruptedException {
    var writer = Thread.currentThread();
    var byWriter = new AtomicInteger();
    var made = new AtomicInteger();
    var log =
        new DatagramLog(
            32 * DatagramLog.MIN_BUDGET_BYTES,
            size -> {
              made.incrementAndGet();
              if (Thread.currentThread() == writer) {
                byWriter.incrementAndGet();
              }
              return new Slab(Arena.ofAuto(), size);
            });
    Thread growing = log.growAhead();
    while (made.get() < 16) {
      Thread.onSpinWait();
    }
    append(log, 50);
    assertEquals(0, byWriter.get(), "the first slab was there");
    append(log, 200_000);
    growing.join();
    assertEquals(200_050, log.evicted() + log.end() - log.first());
    assertEquals(32 * DatagramLog.MIN_BUDGET_BYTES, log.capacityBytes());
  }

  @Test
  void stopsGrowingAheadWhenInterrupted() throws InterruptedException {
    var log = new DatagramLog(32 * DatagramLog.MIN_BUDGET_BYTES);
    Thread growing = log.growAhead();
    growing.interrupt();
    growing.join();
    append(log, 20_000);
    assertEquals(20_000, log.evicted() + log.end() - log.first());
  }

  @Test
  void clearForgetsRowsButNotNumbers() {
    var log = new DatagramLog(DatagramLog.MIN_BUDGET_BYTES);
    append(log, 5);
    log.clear();
    assertEquals(6, log.first());
    assertEquals(6, log.end());
    assertNull(log.get(5));
    append(log, 1);
    Datagram row = log.get(6);
    assertNotNull(row);
    rows.checkWithLength(row, 6, scratch);
    assertEquals(0, log.evicted());
  }

  @Test
  void clearedRowsAreNotCountedAsEvicted() {
    var log = new DatagramLog(DatagramLog.MIN_BUDGET_BYTES);
    append(log, 3_000);
    long cleared = log.end() - log.first();
    log.clear();
    append(log, 3_000);
    assertEquals(6_000, log.evicted() + cleared + (log.end() - log.first()));
  }

  @Test
  void whatWasClearedIsThereAgainAsFarAsItsMemoryWasNotNeeded() {
    var log = new DatagramLog(DatagramLog.MIN_BUDGET_BYTES);
    append(log, 5);
    long oldest = log.clear();
    append(log, 2);
    log.restore(oldest);
    assertEquals(1, log.first());
    assertEquals(8, log.end());
    Datagram row = log.get(3);
    assertNotNull(row);
    rows.checkWithLength(row, 3, scratch);

    oldest = log.clear();
    append(log, 20_000);
    long held = log.first();
    log.restore(oldest);
    assertEquals(held, log.first(), "newer rows have taken the place of the old ones");
    assertNull(log.get(held - 1));
    assertNotNull(log.get(held));
  }

  @Test
  void goesRoundInWhatMemoryThereIs() {
    var made = new AtomicInteger();
    var log =
        new DatagramLog(
            1 << 20,
            size -> {
              if (made.incrementAndGet() > 3) {
                throw new OutOfMemoryError("no more");
              }
              return new Slab(Arena.ofAuto(), size);
            });
    assertEquals(1 << 20, log.capacityBytes());
    append(log, 5_000);
    assertEquals(3 * (128 << 10), log.capacityBytes());
    assertEquals(4, made.get(), "asked once in vain, not for every slab");
    assertEquals(5_000, log.evicted() + (log.end() - log.first()));
    for (long number = log.first(); number < log.end(); number++) {
      Datagram row = log.get(number);
      assertNotNull(row);
      rows.checkWithLength(row, number, scratch);
    }
  }

  @Test
  void withoutMemoryTheRowIsRefusedAndTheNextOneStored() {
    var out = new AtomicBoolean(true);
    var log =
        new DatagramLog(
            1 << 20,
            size -> {
              if (out.get()) {
                throw new OutOfMemoryError("none");
              }
              return new Slab(Arena.ofAuto(), size);
            });
    rows.fill(datagram, 1);
    assertThrows(OutOfMemoryError.class, () -> log.append(datagram, 0));
    assertEquals(1, log.end());
    assertFalse(log.read(1, new Datagram()));
    out.set(false);
    append(log, 10);
    assertTrue(log.read(10, new Datagram()));
  }

  @Test
  void appendingAllocatesNothing() {
    var log = new DatagramLog(8 << 20);
    rows.fill(datagram, 1, 64);
    // First, so that the slabs are there and the code is compiled.
    appendSame(log, 300_000);
    long before = Allocation.ofCurrentThreadBytes();
    appendSame(log, 1_000_000);
    long bytes = Allocation.ofCurrentThreadBytes() - before;
    assertTrue(bytes < 1_000_000, bytes + " bytes for 1,000,000 rows");
    assertTrue(log.evicted() > 0);
  }

  private void appendSame(DatagramLog log, int count) {
    for (int i = 0; i < count; i++) {
      log.append(datagram, i);
    }
  }
}
