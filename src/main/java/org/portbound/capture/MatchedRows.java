package org.portbound.capture;

import java.util.Arrays;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/**
 * The rows that a condition lets through. A thread of its own, {@code filter-scan}, looks at all
 * rows from the oldest on and then keeps up with what arrives; matches go at the front as the rows
 * go.
 *
 * <p>Threads: the scanning thread alone adds. Any thread reads, and waits for nobody: {@link
 * #matches} is written after the match itself, so a reader that has seen the one sees the other.
 */
public final class MatchedRows implements RowView, AutoCloseable {
  /** After so many rows the readers hear of it: less than a millisecond's work. */
  private static final int BATCH = 1024;

  /** How long to rest when every row was looked at. */
  private static final long IDLE_NS = 10_000_000;

  private final DatagramRows rows;
  private final RowCondition condition;
  private final Consumer<Throwable> unexpected;
  private final Thread thread;
  private volatile boolean closed;

  /** Blocks of numbers without a gap, the oldest first; the array is never changed. */
  private volatile MatchBlock[] blocks = {};

  /** Matches that were ever found. */
  private volatile long matches;

  /** The number of the row that is looked at next. */
  private volatile long next;

  private MatchedRows(DatagramRows rows, RowCondition condition, Consumer<Throwable> unexpected) {
    this.rows = rows;
    this.condition = condition;
    this.unexpected = unexpected;
    this.next = rows.first();
    this.thread = Thread.ofPlatform().name("filter-scan").daemon(true).unstarted(this::run);
  }

  /**
   * How far the scan is.
   *
   * @param scanned rows that are there and were looked at
   * @param total rows that are there
   * @param matches rows that are there and match
   */
  public record Progress(long scanned, long total, long matches) {
    /** Whether every row was looked at. */
    public boolean complete() {
      return scanned == total;
    }
  }

  /**
   * Begins to scan.
   *
   * @param condition belongs to the scanning thread from now on
   * @param unexpected told on the scanning thread, which then ends, if rows cannot be read
   */
  public static MatchedRows start(
      DatagramRows rows, RowCondition condition, Consumer<Throwable> unexpected) {
    var matched = new MatchedRows(rows, condition, unexpected);
    matched.thread.start();
    return matched;
  }

  private void run() {
    try {
      RowReader reader = rows.reader();
      var row = new Datagram();
      while (!closed) {
        long from = Math.max(next, rows.first());
        long to = Math.min(from + BATCH, rows.end());
        if (from < to) {
          scan(reader, row, from, to);
        } else {
          next = from;
          LockSupport.parkNanos(IDLE_NS);
        }
      }
    } catch (RuntimeException | Error e) {
      unexpected.accept(e);
    }
  }

  private void scan(RowReader reader, Datagram row, long from, long to) {
    MatchBlock block = blockOf(from);
    long number = from;
    for (; number < to && !closed; number++) {
      if (number - block.firstNumber == MatchBlock.ROWS) {
        matches = block.before + block.count();
        block = blockOf(number);
      }
      if (condition.holds(reader, number, row)) {
        block.add(number);
      }
    }
    matches = block.before + block.count();
    next = number;
  }

  /** The block of the next row; drops those before it whose rows are all gone. */
  private MatchBlock blockOf(long number) {
    MatchBlock[] now = blocks;
    MatchBlock last = now.length == 0 ? null : now[now.length - 1];
    if (last != null && number - last.firstNumber < MatchBlock.ROWS) {
      return last;
    }
    long first = rows.first();
    int gone = 0;
    while (gone < now.length && now[gone].firstNumber + MatchBlock.ROWS <= first) {
      gone++;
    }
    // What was skipped because it went too fast leaves no hole: the new block begins where the last
    // one ended, unless nothing before it is left.
    long begin = last == null || gone == now.length ? number : last.firstNumber + MatchBlock.ROWS;
    long before = last == null ? 0 : last.before + last.count();
    MatchBlock[] kept = Arrays.copyOfRange(now, gone, now.length + 1);
    MatchBlock added = new MatchBlock(begin, before);
    kept[kept.length - 1] = added;
    blocks = kept;
    return number - begin < MatchBlock.ROWS ? added : blockOf(number);
  }

  /** How far the scan is; any thread. */
  public Progress progress() {
    long first = rows.first();
    long end = rows.end();
    long scanned = Math.clamp(next, first, Math.max(first, end));
    long firstPlace = first();
    return new Progress(scanned - first, Math.max(0, end - first), end() - firstPlace);
  }

  @Override
  public long first() {
    return placeOf(rows.first());
  }

  @Override
  public long end() {
    return matches + 1;
  }

  @Override
  public long number(long place) {
    long known = matches;
    if (place < 1 || place > known) {
      return 0;
    }
    MatchBlock[] now = blocks;
    int low = 0;
    int high = now.length - 1;
    while (low < high) {
      int middle = (low + high + 1) >>> 1;
      if (now[middle].before < place) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    if (now[low].before >= place) {
      return 0;
    }
    long number = now[low].number(Math.toIntExact(place - 1 - now[low].before));
    return number < rows.first() ? 0 : number;
  }

  @Override
  public long placeOf(long number) {
    long known = matches;
    MatchBlock[] now = blocks;
    if (now.length == 0) {
      return known + 1;
    }
    long index = Math.floorDiv(number - now[0].firstNumber, (long) MatchBlock.ROWS);
    if (index < 0) {
      return now[0].before + 1;
    }
    if (index >= now.length) {
      return known + 1;
    }
    MatchBlock block = now[(int) index];
    long behind = index + 1 < now.length ? Math.min(known, now[(int) index + 1].before) : known;
    int added = (int) Math.max(0, behind - block.before);
    return Math.min(known, block.before + block.rank(number, added)) + 1;
  }

  /**
   * Ends the scan and waits for the thread, which is in the middle of a row at the most; what was
   * found stays readable.
   */
  @Override
  public void close() {
    closed = true;
    LockSupport.unpark(thread);
    if (Thread.currentThread() == thread) {
      return;
    }
    boolean interrupted = false;
    while (true) {
      try {
        thread.join();
        break;
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
