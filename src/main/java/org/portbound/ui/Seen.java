package org.portbound.ui;

import org.portbound.workbench.Workbench;

/**
 * How far a workbench and its log have come: what the window has drawn, or what there is to draw.
 *
 * @param revision of the workbench
 * @param end number of the log's next datagram
 * @param first number of the oldest one that is still there
 */
record Seen(long revision, long end, long first) {
  /** Before anything is drawn. */
  static final Seen NOTHING = new Seen(-1, -1, -1);

  static Seen of(Workbench workbench) {
    return new Seen(workbench.revision(), workbench.log().end(), workbench.log().first());
  }
}
