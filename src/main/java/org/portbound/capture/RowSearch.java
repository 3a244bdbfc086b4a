package org.portbound.capture;

/**
 * A search for the next or the previous row that a condition holds for, among those of a view. It
 * goes on at the other end when it reaches one. One thread runs it, any thread cancels it.
 */
public final class RowSearch {
  private final DatagramRows rows;
  private final RowView view;
  private final RowCondition condition;
  private volatile boolean cancelled;

  /** What came of a search. */
  public sealed interface Outcome {
    /**
     * A row was found.
     *
     * @param number its number
     * @param wrapped whether the search went past an end of the view on its way
     */
    record Found(long number, boolean wrapped) implements Outcome {}

    /** No row of the view is like that. */
    record Nothing() implements Outcome {}

    /** It was cancelled before it found anything. */
    record Cancelled() implements Outcome {}
  }

  /**
   * A search that has not begun.
   *
   * @param rows where the rows of the view are kept
   * @param condition belongs to the thread that runs the search
   */
  public RowSearch(DatagramRows rows, RowView view, RowCondition condition) {
    this.rows = rows;
    this.view = view;
    this.condition = condition;
  }

  /** Stops the search; {@link #run} returns soon. */
  public void cancel() {
    cancelled = true;
  }

  /**
   * Searches; returns when a row was found, or all were looked at once.
   *
   * @param from number of the row to begin beside; it is looked at last. 0 begins at the view's
   *     first row or, backward, at its last
   */
  public Outcome run(long from, boolean forward) {
    RowReader reader = rows.reader();
    var row = new Datagram();
    long first = view.first();
    long end = view.end();
    long place = start(from, forward, first, end);
    boolean wrapped = false;
    for (long left = end - first; left > 0; left--) {
      if (cancelled) {
        return new Outcome.Cancelled();
      }
      if (place >= end || place < first) {
        place = forward ? first : end - 1;
        wrapped = true;
      }
      long number = view.number(place);
      if (number != 0 && condition.holds(reader, number, row)) {
        return new Outcome.Found(number, wrapped);
      }
      place += forward ? 1 : -1;
    }
    return new Outcome.Nothing();
  }

  /** The place that is looked at first; may lie just outside the view. */
  private long start(long from, boolean forward, long first, long end) {
    if (from == 0) {
      return forward ? first : end - 1;
    }
    long at = Math.clamp(view.placeOf(from), first, end);
    if (!forward) {
      return at - 1;
    }
    return at < end && view.number(at) == from ? at + 1 : at;
  }
}
