package org.portbound.ui.traffic;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * What a column shows. Its width takes the longest usual value: a number of six digits, an IPv4
 * address with its port, a time with its microseconds.
 */
enum TrafficColumn {
  NUMBER(88, 50, true, "pb-cell-number"),
  TIME(128, 122, true, "pb-cell-mono"),
  DIRECTION(76, 76, false, "pb-cell-mono"),
  LISTENER(66, 63, true, "pb-cell-listener"),
  SOURCE(136, 122, true, "pb-cell-mono"),
  DESTINATION(172, 158, true, "pb-cell-mono"),
  PROTOCOL(70, 64, true, "pb-cell-mono"),
  LENGTH(58, 54, true, "pb-cell-number"),
  TTL(48, 48, false, "pb-cell-number"),
  TRAFFIC_CLASS(96, 96, false, "pb-cell-number"),
  INTERFACE(84, 84, false, "pb-cell-mono"),
  DROPS(64, 64, false, "pb-cell-number"),
  INFO(96, 84, true, "pb-cell-mono");

  private final double widthPx;
  private final double leastPx;
  private final boolean shownAtFirst;
  private final String styleClass;

  TrafficColumn(double widthPx, double leastPx, boolean shownAtFirst, String styleClass) {
    this.widthPx = widthPx;
    this.leastPx = leastPx;
    this.shownAtFirst = shownAtFirst;
    this.styleClass = styleClass;
  }

  /** Its width until the user chooses another; {@link #INFO} takes the room that is left. */
  double widthPx() {
    return widthPx;
  }

  /**
   * Its width where there is little room, with a little less around the text, unless the user has
   * chosen one.
   */
  double leastPx() {
    return leastPx;
  }

  /** Whether it is there until the user decides. */
  boolean shownAtFirst() {
    return shownAtFirst;
  }

  String styleClass() {
    return styleClass;
  }

  /** Its name in keys, ids and the settings: {@code traffic-class}. */
  String id() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The column of a name, if there is one. */
  static Optional<TrafficColumn> of(String id) {
    return Arrays.stream(values()).filter(each -> each.id().equals(id)).findFirst();
  }
}
