package org.portbound.ui.traffic;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import javafx.application.Platform;
import javafx.collections.ListChangeListener;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import org.portbound.ui.control.Formats;
import org.portbound.ui.control.UiContext;

/**
 * The columns of the table: which are there, in which order and how wide; all of it is remembered.
 * One of them takes the room that the others leave, and that of the numbers grows with them; see
 * {@link ColumnRoom} for what becomes of them in little room. JavaFX thread.
 */
final class TrafficColumns {
  /** A character of JetBrains Mono in 12 px. */
  private static final double CHARACTER_PX = 7.2;

  /** What the cell of a number has beside it: the icon of its note, gaps and borders. */
  private static final double BESIDE_NUMBER_PX = 36;

  /** Height of the bar that moves columns which do not all fit. */
  static final double BAR_PX = 14;

  /** Style class of a table with less room around its texts. */
  private static final String DENSE = "pb-dense";

  /** The scroll bar lies over the table. */
  private static final double BAR_WIDTH_PX = 14;

  private final UiContext context;
  private final TableView<TrafficRow> table;
  private final Map<TrafficColumn, TableColumn<TrafficRow, String>> columns =
      new EnumMap<>(TrafficColumn.class);
  private Runnable changed = () -> {};
  private boolean arranging;

  /** How many characters the longest number so far has. */
  private int longestNumber;

  /** What that needs; 0 once the user has chosen a width in spite of it. */
  private double numberPx;

  /** Those that the user wants, though there may be no room for one; as wide as the user wants. */
  private final Map<TrafficColumn, Double> wanted = new EnumMap<>(TrafficColumn.class);

  /** And those that the user does not want now. */
  private final Map<TrafficColumn, Double> unwanted = new EnumMap<>(TrafficColumn.class);

  TrafficColumns(UiContext context, TableView<TrafficRow> table) {
    this.context = context;
    this.table = table;
    for (TrafficColumn each : TrafficColumn.values()) {
      columns.put(each, make(each));
    }
    arrange(ColumnShape.remembered(context.settings()));
    table
        .getColumns()
        .addListener((ListChangeListener<TableColumn<TrafficRow, ?>>) _ -> remember());
    table.widthProperty().subscribe(this::widthChanged);
  }

  private TableColumn<TrafficRow, String> make(TrafficColumn of) {
    var column = new TableColumn<TrafficRow, String>(context.say("ui.traffic.column." + of.id()));
    column.setId("traffic-column-" + of.id());
    column.setMinWidth(ColumnShape.MIN_WIDTH_PX);
    column.setMaxWidth(ColumnShape.MAX_WIDTH_PX);
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
    column.widthProperty().subscribe((before, now) -> resized(of, now.doubleValue()));
    return column;
  }

  /** By the user, unless it is arranged. */
  private void resized(TrafficColumn column, double nowPx) {
    if (arranging) {
      return;
    }
    if (column == TrafficColumn.NUMBER) {
      numberPx = 0;
    }
    wanted.computeIfPresent(column, (_, _) -> nowPx);
    fillRoom();
    remember();
  }

  private void arrange(List<ColumnShape> shapes) {
    arranging = true;
    wanted.clear();
    unwanted.clear();
    var order = new ArrayList<TableColumn<TrafficRow, String>>();
    for (ColumnShape each : shapes) {
      TableColumn<TrafficRow, String> column = column(each.column());
      column.setVisible(each.shown());
      (each.shown() ? wanted : unwanted).put(each.column(), each.widthPx());
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
    return takenPx() + TrafficColumn.INFO.leastPx() > roomPx();
  }

  /** As they are at first. */
  void reset() {
    longestNumber = 0;
    numberPx = 0;
    arrange(Arrays.stream(TrafficColumn.values()).map(ColumnShape::atFirst).toList());
    remember();
  }

  private void remember() {
    // While a column is dragged to another place it is not in the list for a moment.
    if (!arranging && table.getColumns().size() == columns.size()) {
      ColumnShape.remember(
          context.settings(),
          order().stream().map(each -> new ColumnShape(each, shown(each), widthPx(each))).toList());
    }
  }

  private double widthPx(TrafficColumn column) {
    return wanted.getOrDefault(column, unwanted.getOrDefault(column, column.widthPx()));
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
    numberPx = Math.ceil(BESIDE_NUMBER_PX + longest * CHARACTER_PX);
    fillRoom();
  }

  /** Amid a layout columns get their widths; which of them are there is changed after it. */
  private void widthChanged() {
    if (room().keySet().equals(Set.copyOf(shown()))) {
      fillRoom();
    } else {
      Platform.runLater(this::fillRoom);
    }
  }

  private Map<TrafficColumn, Double> room() {
    return ColumnRoom.widths(wanted, numberPx, roomPx());
  }

  private void fillRoom() {
    if (arranging) {
      return;
    }
    Map<TrafficColumn, Double> widths = room();
    arranging = true;
    columns.forEach(
        (each, column) -> {
          Double widthPx = widths.get(each);
          column.setVisible(widthPx != null);
          if (widthPx != null) {
            column.setPrefWidth(
                Math.clamp(widthPx, ColumnShape.MIN_WIDTH_PX, ColumnShape.MAX_WIDTH_PX));
          }
        });
    arranging = false;
    boolean dense = wanted.keySet().stream().anyMatch(each -> narrowed(each, widths));
    table.getStyleClass().remove(DENSE);
    if (dense) {
      table.getStyleClass().add(DENSE);
    }
    changed.run();
  }

  private boolean narrowed(TrafficColumn column, Map<TrafficColumn, Double> widths) {
    return column != TrafficColumn.INFO
        && widths.getOrDefault(column, 0.0) < wanted.getOrDefault(column, 0.0);
  }

  private double roomPx() {
    // Without a width it is not in a window yet.
    return (table.getWidth() > 0 ? table.getWidth() : ColumnShape.MAX_WIDTH_PX) - BAR_WIDTH_PX;
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

  /** Whether the user wants it. */
  boolean shown(TrafficColumn column) {
    return wanted.containsKey(column);
  }

  /** Whether the user wants it, and there is no room for it. */
  boolean crowdedOut(TrafficColumn column) {
    return shown(column) && !column(column).isVisible();
  }

  /** Shows a column or takes it away. */
  void show(TrafficColumn column, boolean shown) {
    Double widthPx = (shown ? unwanted : wanted).remove(column);
    if (widthPx != null) {
      (shown ? wanted : unwanted).put(column, widthPx);
      fillRoom();
      remember();
    }
  }

  /** What stands above a column. */
  String title(TrafficColumn column) {
    return column(column).getText();
  }

  /** The columns that can be seen, from left to right. */
  List<TrafficColumn> shown() {
    return order().stream().filter(each -> column(each).isVisible()).toList();
  }
}
