package org.portbound.ui.traffic;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import javafx.collections.ListChangeListener;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import org.portbound.ui.control.Formats;
import org.portbound.ui.control.Setting;
import org.portbound.ui.control.UiContext;

/**
 * The columns of the table: which are there, in which order and how wide; all of it is remembered.
 * One of them takes the room that the others leave, and that of the numbers grows with them. JavaFX
 * thread.
 */
final class TrafficColumns {
  /** Narrow enough for a number of two digits. */
  private static final double MIN_WIDTH_PX = 32;

  /** A character of JetBrains Mono in 12 px. */
  private static final double CHARACTER_PX = 7.2;

  /** What the cell of a number has beside it: the icon of its note, gaps and borders. */
  private static final double BESIDE_NUMBER_PX = 36;

  /** Height of the bar that moves columns which do not all fit. */
  static final double BAR_PX = 14;

  /** The scroll bar lies over the table. */
  private static final double BAR_WIDTH_PX = 14;

  private static final double MAX_WIDTH_PX = 2_000;

  /** A column as it is remembered. */
  private record Shape(TrafficColumn column, boolean shown, double widthPx) {
    static Optional<Shape> of(Object json) {
      return json instanceof Map<?, ?> map
              && map.get("column") instanceof String id
              && map.get("shown") instanceof Boolean shown
              && map.get("width") instanceof Number width
          ? TrafficColumn.of(id)
              .map(
                  column ->
                      new Shape(
                          column,
                          shown,
                          Math.clamp(width.doubleValue(), MIN_WIDTH_PX, MAX_WIDTH_PX)))
          : Optional.empty();
    }

    static Shape atFirst(TrafficColumn column) {
      return new Shape(column, column.shownAtFirst(), column.widthPx());
    }

    Object json() {
      return Map.of("column", column.id(), "shown", shown, "width", (int) Math.round(widthPx));
    }
  }

  private static final Setting<List<Shape>> SHAPES =
      Setting.list("traffic.columns", List.of(), Shape::of, Shape::json);

  private final UiContext context;
  private final TableView<TrafficRow> table;
  private final Map<TrafficColumn, TableColumn<TrafficRow, String>> columns =
      new EnumMap<>(TrafficColumn.class);
  private Runnable changed = () -> {};
  private boolean arranging;

  /** How many characters the longest number so far has. */
  private int longestNumber;

  /**
   * How wide the numbers have made their column, and how wide it was before; 0 if they have not.
   */
  private double grownPx;

  private double ownPx;

  TrafficColumns(UiContext context, TableView<TrafficRow> table) {
    this.context = context;
    this.table = table;
    for (TrafficColumn each : TrafficColumn.values()) {
      columns.put(each, make(each));
    }
    arrange(remembered());
    table
        .getColumns()
        .addListener((ListChangeListener<TableColumn<TrafficRow, ?>>) _ -> remember());
    table.widthProperty().subscribe(this::fillRoom);
  }

  private TableColumn<TrafficRow, String> make(TrafficColumn of) {
    var column = new TableColumn<TrafficRow, String>(context.say("ui.traffic.column." + of.id()));
    column.setId("traffic-column-" + of.id());
    column.setMinWidth(MIN_WIDTH_PX);
    column.setMaxWidth(MAX_WIDTH_PX);
    column.setSortable(false);
    column.setResizable(of != TrafficColumn.INFO);
    column.getStyleClass().add(of.styleClass());
    column.setUserData(of);
    column.setCellValueFactory(features -> features.getValue().text(of));
    var plain = column.getCellFactory();
    column.setCellFactory(
        each -> {
          TableCell<TrafficRow, String> cell = TrafficCells.of(of, context);
          return cell == null ? plain.call(each) : cell;
        });
    column
        .widthProperty()
        .subscribe(
            () -> {
              fillRoom();
              remember();
            });
    column
        .visibleProperty()
        .subscribe(
            () -> {
              fillRoom();
              remember();
            });
    return column;
  }

  /** As it was left; columns that were not there then are where they are at first. */
  private List<Shape> remembered() {
    var shapes = new ArrayList<Shape>();
    var known = EnumSet.noneOf(TrafficColumn.class);
    for (Shape each : context.settings().get(SHAPES)) {
      if (known.add(each.column)) {
        shapes.add(each);
      }
    }
    for (TrafficColumn each : TrafficColumn.values()) {
      if (!known.contains(each)) {
        shapes.add(Math.min(each.ordinal(), shapes.size()), Shape.atFirst(each));
      }
    }
    return shapes;
  }

  private void arrange(List<Shape> shapes) {
    arranging = true;
    var order = new ArrayList<TableColumn<TrafficRow, String>>();
    for (Shape each : shapes) {
      TableColumn<TrafficRow, String> column = column(each.column);
      column.setVisible(each.shown);
      column.setPrefWidth(each.widthPx);
      order.add(column);
    }
    table.getColumns().setAll(order);
    arranging = false;
    fillRoom();
  }

  private TableColumn<TrafficRow, String> column(TrafficColumn column) {
    return Objects.requireNonNull(columns.get(column));
  }

  /** Runs now, and whenever other columns are shown or one gets another width. */
  void onChange(Runnable action) {
    changed = action;
    action.run();
  }

  /** Whether a bar at the bottom moves them, because they do not all fit. */
  boolean tooWide() {
    return takenPx() + TrafficColumn.INFO.widthPx() > table.getWidth() - BAR_WIDTH_PX;
  }

  /** As they are at first. */
  void reset() {
    arrange(Arrays.stream(TrafficColumn.values()).map(Shape::atFirst).toList());
    longestNumber = 0;
    remember();
  }

  private void remember() {
    // While a column is dragged to another place it is not in the list for a moment.
    if (!arranging && table.getColumns().size() == columns.size()) {
      context
          .settings()
          .put(
              SHAPES,
              order().stream().map(each -> new Shape(each, shown(each), widthPx(each))).toList());
    }
  }

  /** As the user wants it: what the numbers needed in one session is not for the next. */
  private double widthPx(TrafficColumn column) {
    double widthPx = column(column).getWidth();
    return column == TrafficColumn.NUMBER && widthPx == grownPx ? ownPx : widthPx;
  }

  /**
   * Widens the column of the numbers if one is longer than any before and has no room there.
   *
   * @param number the largest that is there
   */
  void makeRoom(long number) {
    int longest = Formats.count(number).length();
    if (longest <= longestNumber) {
      return;
    }
    longestNumber = longest;
    double neededPx = Math.ceil(BESIDE_NUMBER_PX + longest * CHARACTER_PX);
    if (neededPx > column(TrafficColumn.NUMBER).getWidth()) {
      ownPx = widthPx(TrafficColumn.NUMBER);
      grownPx = neededPx;
      column(TrafficColumn.NUMBER).setPrefWidth(neededPx);
    }
  }

  private void fillRoom() {
    if (arranging) {
      return;
    }
    double leftPx = table.getWidth() - BAR_WIDTH_PX - takenPx();
    column(TrafficColumn.INFO)
        .setPrefWidth(Math.clamp(leftPx, TrafficColumn.INFO.widthPx(), MAX_WIDTH_PX));
    changed.run();
  }

  private double takenPx() {
    return columns.entrySet().stream()
        .filter(each -> each.getKey() != TrafficColumn.INFO && each.getValue().isVisible())
        .mapToDouble(each -> each.getValue().getWidth())
        .sum();
  }

  /** Every column, those that are not shown too, from left to right. */
  List<TrafficColumn> order() {
    return table.getColumns().stream().map(each -> (TrafficColumn) each.getUserData()).toList();
  }

  boolean shown(TrafficColumn column) {
    return column(column).isVisible();
  }

  /** Shows a column or takes it away. */
  void show(TrafficColumn column, boolean shown) {
    column(column).setVisible(shown);
  }

  /** What stands above a column. */
  String title(TrafficColumn column) {
    return column(column).getText();
  }

  /** The columns that are shown, from left to right. */
  List<TrafficColumn> shown() {
    return order().stream().filter(this::shown).toList();
  }
}
