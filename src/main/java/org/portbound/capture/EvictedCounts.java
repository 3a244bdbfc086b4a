package org.portbound.capture;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * How many rows of each listener were given up. The log's writer alone adds; any thread reads.
 * Listeners are numbered from 1 on, 0 is none of them, so a plain array takes them.
 */
final class EvictedCounts {
  private final AtomicLong all = new AtomicLong();

  /** By listener; replaced by a longer one when that is needed. */
  private volatile AtomicLongArray each = new AtomicLongArray(16);

  void add(int listener, long rows) {
    AtomicLongArray counts = each;
    if (listener >= counts.length()) {
      counts = longer(counts, listener);
      each = counts;
    }
    counts.setRelease(listener, counts.getPlain(listener) + rows);
    all.setRelease(all.getPlain() + rows);
  }

  private static AtomicLongArray longer(AtomicLongArray counts, int listener) {
    var longer = new AtomicLongArray(Math.max(listener + 1, 2 * counts.length()));
    for (int i = 0; i < counts.length(); i++) {
      longer.setPlain(i, counts.getPlain(i));
    }
    return longer;
  }

  long of(int listener) {
    AtomicLongArray counts = each;
    return listener < counts.length() ? counts.getAcquire(listener) : 0;
  }

  long all() {
    return all.getAcquire();
  }
}
