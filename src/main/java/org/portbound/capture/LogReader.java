package org.portbound.capture;

import java.lang.invoke.VarHandle;
import java.lang.ref.Reference;
import org.jspecify.annotations.Nullable;

/**
 * Copies rows out of a {@link DatagramLog} and remembers the slab it was in: the next row is found
 * without a search. One thread at a time.
 */
final class LogReader implements RowReader {
  private final DatagramLog log;

  private @Nullable Slab slab;

  /** The rows known to be in the slab, unless it was recycled: from this number up to, not … */
  private long from;

  /** … including this one. */
  private long to;

  LogReader(DatagramLog log) {
    this.log = log;
  }

  @Override
  public boolean read(long number, Datagram into) {
    return read(number, into, true);
  }

  @Override
  public boolean readHead(long number, Datagram into) {
    return read(number, into, false);
  }

  private boolean read(long number, Datagram into, boolean payload) {
    try {
      return readNow(number, into, payload);
    } finally {
      // The memory lives as long as the log does.
      Reference.reachabilityFence(log);
    }
  }

  private boolean readNow(long number, Datagram into, boolean payload) {
    while (number >= log.first()) {
      Slab here = slab;
      if (here == null || number < from || number >= to) {
        if (number >= log.end()) {
          return false;
        }
        find(number);
        continue;
      }
      boolean sane = here.read(number - from, into, payload);
      VarHandle.loadLoadFence();
      if (!log.isRecycled(from)) {
        if (!sane) {
          throw new IllegalStateException("row " + number + " is damaged");
        }
        into.number = number;
        return true;
      }
      // The writer recycled the slab meanwhile.
      to = from;
    }
    return false;
  }

  /**
   * Goes to the slab of a row that is there. What it finds while slabs are recycled may be wrong
   * and is not kept: a slab that begins at or below the number, and was not given up until now, is
   * the right one, since numbers of a newer filling would be above.
   */
  private void find(long number) {
    // Before the newest slab: all rows below this end are in it or in those before it.
    long end = log.end();
    long newest = log.newestSlab();
    long low = log.oldestSlab(newest);
    long high = newest;
    while (low < high) {
      long middle = (low + high + 1) >>> 1;
      if (log.firstNumber(middle) <= number) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    long first = log.firstNumber(low);
    long behind = low == newest ? end : log.firstNumber(low + 1);
    VarHandle.loadLoadFence();
    if (first <= number && number < behind && !log.isRecycled(first)) {
      slab = log.slab(low);
      from = first;
      to = behind;
    } else {
      Thread.onSpinWait();
    }
  }
}
