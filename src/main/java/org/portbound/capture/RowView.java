package org.portbound.capture;

/**
 * Rows in the order in which they are shown: all of them, or those that a filter lets through. A
 * row's place is counted from 1 and stays while the view lives; the oldest go as their rows go, new
 * ones come at the end. Any thread.
 */
public interface RowView {
  /** The first place still there; the same as {@link #end()} if there is none. */
  long first();

  /** The place that the next row will have. */
  long end();

  /** The number of the row at a place, or 0 if there is none. */
  long number(long place);

  /** The place of the row with this number, or of the first one after it. */
  long placeOf(long number);

  /** All rows: the place of a row is its number. */
  static RowView all(DatagramRows rows) {
    return new AllRows(rows);
  }
}
