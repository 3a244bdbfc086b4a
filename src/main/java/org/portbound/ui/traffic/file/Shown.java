package org.portbound.ui.traffic.file;

import org.portbound.capture.DatagramRows;
import org.portbound.capture.Marks;
import org.portbound.capture.RowView;
import org.portbound.file.RecordedListeners;

/**
 * What the table shows now.
 *
 * @param rows the datagrams
 * @param view which of them
 * @param marks what is noted on them
 * @param names of their listeners
 */
record Shown(DatagramRows rows, RowView view, Marks marks, RecordedListeners names) {
  /** The rows that are marked, in order. */
  long[] marked() {
    return marks.numbers().stream().filter(marks::marked).mapToLong(Long::longValue).toArray();
  }
}
