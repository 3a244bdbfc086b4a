package org.portbound.ui.traffic;

import java.util.Locale;
import org.portbound.ui.control.Formats;

/** How the time column tells the time, always to the microsecond. */
enum TimeFormat {
  /** Local time of day. */
  CLOCK,
  /** Time of day in UTC. */
  UTC,
  /** Seconds since the first row. */
  SINCE_START,
  /** Seconds since the row before it in the view. */
  SINCE_PREVIOUS;

  /** There is no row before. */
  static final long NO_TIME = Long.MIN_VALUE;

  /** Its name in keys and ids: {@code since-start}. */
  String id() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /**
   * The time of a row.
   *
   * @param timeNs its time, in nanoseconds since 1970
   * @param startNs that of the first row
   * @param previousNs that of the row before it, or {@link #NO_TIME}
   */
  String text(long timeNs, long startNs, long previousNs) {
    return switch (this) {
      case CLOCK -> Formats.clock(timeNs);
      case UTC -> Formats.utcClock(timeNs);
      case SINCE_START -> Formats.seconds(timeNs - startNs);
      case SINCE_PREVIOUS -> previousNs == NO_TIME ? "" : Formats.seconds(timeNs - previousNs);
    };
  }

  /** The day of a row: in UTC if its time is told so, else here. */
  String date(long timeNs) {
    return this == UTC ? Formats.utcDate(timeNs) : Formats.date(timeNs);
  }
}
