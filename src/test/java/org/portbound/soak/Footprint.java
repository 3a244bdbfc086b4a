package org.portbound.soak;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.util.Objects;
import java.util.concurrent.locks.LockSupport;

/**
 * What this process holds.
 *
 * @param descriptors open file descriptors
 * @param threads threads, also those of the virtual machine
 * @param children processes that it started and that still run
 * @param heapBytes of objects that can still be reached
 */
record Footprint(long descriptors, long threads, long children, long heapBytes) {
  private static final double MORE_HEAP = 1.1;
  private static final int COLLECTIONS = 3;
  private static final long PAUSE_NS = 250_000_000;

  /** Java keeps the thread that awaited the end of a process for a minute, for the next one. */
  private static final long PATIENCE_NS = 80_000_000_000L;

  /** As it is now. */
  static Footprint now() {
    for (int i = 0; i < COLLECTIONS; i++) {
      System.gc();
    }
    return new Footprint(
        count("/proc/self/fd"),
        count("/proc/self/task"),
        ProcessHandle.current().children().count(),
        Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory());
  }

  private static long count(String directory) {
    return Objects.requireNonNull(new File(directory).list(), directory).length;
  }

  /** Whether this is no more than it was then, but for a tenth of the heap. */
  private boolean within(Footprint then) {
    return descriptors <= then.descriptors
        && threads <= then.threads
        && children <= then.children
        && heapBytes <= then.heapBytes * MORE_HEAP;
  }

  /** Holds the present against what was then; what ends by itself is given time to. */
  static void assertBackTo(Footprint then) {
    Footprint now = now();
    long begunNs = System.nanoTime();
    while (!now.within(then) && System.nanoTime() - begunNs < PATIENCE_NS) {
      LockSupport.parkNanos(PAUSE_NS);
      now = now();
    }
    System.out.printf("soak: first %s, last %s%n", then, now);
    assertEquals(0, Math.max(0, now.descriptors - then.descriptors), "descriptors left");
    assertEquals(0, Math.max(0, now.threads - then.threads), "threads left");
    assertEquals(0, Math.max(0, now.children - then.children), "processes left");
    assertTrue(now.heapBytes <= then.heapBytes * MORE_HEAP, "heap: " + then + " has become " + now);
  }
}
