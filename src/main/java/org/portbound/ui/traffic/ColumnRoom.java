package org.portbound.ui.traffic;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * How wide the columns are in the room there is. Each is as wide as the user wants it, if all fit;
 * else those that the user has left alone are narrower; and in a room too small for the usual
 * columns even so, the length and the protocol give way to the rest, then the number and the time.
 * Where that does not help either, the table scrolls. Pure.
 */
final class ColumnRoom {
  /** Each is told beside the bytes, too, in the order in which it gives way. */
  private static final List<TrafficColumn> GIVE_WAY =
      List.of(
          TrafficColumn.LENGTH, TrafficColumn.PROTOCOL, TrafficColumn.NUMBER, TrafficColumn.TIME);

  private ColumnRoom() {}

  /**
   * The width of each column that is shown, in pixels.
   *
   * @param wanted the columns that the user wants, as wide as the user wants them
   * @param numberPx what the longest number so far needs
   * @param roomPx the room for all of them
   */
  static Map<TrafficColumn, Double> widths(
      Map<TrafficColumn, Double> wanted, double numberPx, double roomPx) {
    var widths = new EnumMap<>(wanted);
    widths.computeIfPresent(TrafficColumn.NUMBER, (_, px) -> Math.max(px, numberPx));
    if (takenPx(widths) <= roomPx) {
      return filled(widths, roomPx);
    }
    Map<TrafficColumn, Double> narrow = narrower(wanted, numberPx);
    if (takenPx(narrow) > roomPx && roomPx < usualPx(numberPx)) {
      var fewer = new EnumMap<>(narrow);
      for (TrafficColumn each : GIVE_WAY) {
        if (takenPx(fewer) > roomPx) {
          fewer.remove(each);
        }
      }
      return takenPx(fewer) <= roomPx ? filled(fewer, roomPx) : narrow;
    }
    return filled(narrow, roomPx);
  }

  /** A column that has its first width is one that the user has left alone. */
  private static Map<TrafficColumn, Double> narrower(
      Map<TrafficColumn, Double> wanted, double numberPx) {
    var narrow = new EnumMap<>(wanted);
    narrow.replaceAll((column, px) -> px == column.widthPx() ? column.leastPx() : px);
    narrow.computeIfPresent(TrafficColumn.NUMBER, (_, px) -> Math.max(px, numberPx));
    return narrow;
  }

  private static double usualPx(double numberPx) {
    var usual = new EnumMap<TrafficColumn, Double>(TrafficColumn.class);
    for (TrafficColumn each : TrafficColumn.values()) {
      if (each.shownAtFirst()) {
        usual.put(each, each.widthPx());
      }
    }
    return takenPx(narrower(usual, numberPx));
  }

  /** With the least that is left for what fills the room. */
  private static double takenPx(Map<TrafficColumn, Double> widths) {
    return widths.entrySet().stream()
        .mapToDouble(
            each ->
                each.getKey() == TrafficColumn.INFO
                    ? TrafficColumn.INFO.leastPx()
                    : each.getValue())
        .sum();
  }

  private static Map<TrafficColumn, Double> filled(
      Map<TrafficColumn, Double> widths, double roomPx) {
    double leftPx = roomPx - takenPx(widths) + TrafficColumn.INFO.leastPx();
    widths.computeIfPresent(
        TrafficColumn.INFO, (_, _) -> Math.max(leftPx, TrafficColumn.INFO.leastPx()));
    return widths;
  }
}
