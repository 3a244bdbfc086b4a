package org.portbound.ui.control;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javafx.collections.ListChangeListener;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;

/**
 * Order and widths of a table's columns, as the user left them. Kept under the table's id; a column
 * is known by its place at first. JavaFX thread.
 */
public final class ColumnMemory {
  private static final double LEAST_PX = 20;
  private static final double MOST_PX = 2_000;

  private ColumnMemory() {}

  /** A column as it is kept. */
  private record Shape(int column, int widthPx) {
    static Optional<Shape> read(Object json) {
      return json instanceof Map<?, ?> map
              && map.get("column") instanceof Integer column
              && map.get("width") instanceof Integer width
          ? Optional.of(new Shape(column, (int) Math.clamp(width, LEAST_PX, MOST_PX)))
          : Optional.empty();
    }

    Object json() {
      return Map.of("column", column, "width", widthPx);
    }
  }

  /** Arranges the columns of a table, which has its id and all of them, and follows the user. */
  public static <T> void keep(UiContext context, TableView<T> table) {
    List<TableColumn<T, ?>> original = List.copyOf(table.getColumns());
    Setting<List<Shape>> setting =
        Setting.list("columns." + table.getId(), List.of(), Shape::read, Shape::json);
    List<Shape> kept = context.settings().get(setting);
    // Other columns than those that there were: begin anew.
    boolean same =
        kept.size() == original.size()
            && kept.stream().map(Shape::column).sorted().distinct().count() == original.size()
            && kept.stream().allMatch(each -> each.column >= 0 && each.column < original.size());
    if (same) {
      kept.forEach(each -> original.get(each.column).setPrefWidth(each.widthPx));
      table.getColumns().setAll(kept.stream().map(each -> original.get(each.column)).toList());
    }
    Runnable remember = () -> remember(context, setting, original, table);
    table.getColumns().addListener((ListChangeListener<TableColumn<T, ?>>) _ -> remember.run());
    original.forEach(each -> each.widthProperty().subscribe((before, now) -> remember.run()));
  }

  private static <T> void remember(
      UiContext context,
      Setting<List<Shape>> setting,
      List<TableColumn<T, ?>> original,
      TableView<T> table) {
    // While a column is dragged to another place it is not in the list for a moment.
    if (table.getColumns().size() == original.size()) {
      var shapes = new ArrayList<Shape>();
      for (TableColumn<T, ?> each : table.getColumns()) {
        shapes.add(new Shape(original.indexOf(each), (int) Math.round(each.getWidth())));
      }
      context.settings().put(setting, List.copyOf(shapes));
    }
  }
}
