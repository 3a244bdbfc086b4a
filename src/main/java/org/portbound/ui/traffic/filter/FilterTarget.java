package org.portbound.ui.traffic.filter;

import org.portbound.capture.DatagramRows;
import org.portbound.capture.RowView;

/** The table that is filtered and searched. JavaFX thread. */
public interface FilterTarget {
  /** All datagrams that could be shown. */
  DatagramRows rows();

  /** Shows these of them. */
  void show(RowView view);

  /** Draws again: the view that is shown has grown. */
  void redraw();

  /** The number of the selected datagram, or 0. */
  long selected();

  /** Selects a datagram and brings it into sight. */
  void select(long number);

  /** Gives the table the focus. */
  void focus();

  /** Whether a datagram is marked; any thread. */
  boolean isMarked(long number);
}
