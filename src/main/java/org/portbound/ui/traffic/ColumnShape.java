package org.portbound.ui.traffic;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.portbound.ui.control.Setting;
import org.portbound.ui.control.Settings;

/**
 * A column as it is remembered.
 *
 * @param shown whether the user wants it
 * @param widthPx as wide as the user wants it
 */
record ColumnShape(TrafficColumn column, boolean shown, double widthPx) {
  /** Narrow enough for a number of two digits. */
  static final double MIN_WIDTH_PX = 32;

  static final double MAX_WIDTH_PX = 2_000;

  private static final Setting<List<ColumnShape>> SHAPES =
      Setting.list("traffic.columns", List.of(), ColumnShape::of, ColumnShape::json);

  private static Optional<ColumnShape> of(Object json) {
    return json instanceof Map<?, ?> map
            && map.get("column") instanceof String id
            && map.get("shown") instanceof Boolean shown
            && map.get("width") instanceof Number width
        ? TrafficColumn.of(id)
            .map(
                column ->
                    new ColumnShape(
                        column, shown, Math.clamp(width.doubleValue(), MIN_WIDTH_PX, MAX_WIDTH_PX)))
        : Optional.empty();
  }

  static ColumnShape atFirst(TrafficColumn column) {
    return new ColumnShape(column, column.shownAtFirst(), column.widthPx());
  }

  private Object json() {
    return Map.of("column", column.id(), "shown", shown, "width", (int) Math.round(widthPx));
  }

  /** As they were left; columns that were not there then are where they are at first. */
  static List<ColumnShape> remembered(Settings settings) {
    var shapes = new ArrayList<ColumnShape>();
    var known = EnumSet.noneOf(TrafficColumn.class);
    for (ColumnShape each : settings.get(SHAPES)) {
      if (known.add(each.column)) {
        shapes.add(each);
      }
    }
    for (TrafficColumn each : TrafficColumn.values()) {
      if (!known.contains(each)) {
        shapes.add(Math.min(each.ordinal(), shapes.size()), atFirst(each));
      }
    }
    return shapes;
  }

  /** Remembers all of them, from left to right. */
  static void remember(Settings settings, List<ColumnShape> shapes) {
    settings.put(SHAPES, shapes);
  }
}
