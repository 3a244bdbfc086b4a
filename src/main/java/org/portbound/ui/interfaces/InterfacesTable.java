package org.portbound.ui.interfaces;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.portbound.diagnosis.arrival.GroupTable;
import org.portbound.socket.Interface;
import org.portbound.ui.control.ColumnMemory;
import org.portbound.ui.control.Icons;
import org.portbound.ui.control.UiContext;

/** The interfaces, one row each. What is selected stays selected while it is there. */
final class InterfacesTable extends TableView<Interface> {
  private static final double ROW_HEIGHT_PX = 26;

  /** A column as wide as this holds sentences or lists. */
  private static final double LONG_PX = 200;

  /** Another keeps the room of its title. */
  private static final double LEAST_PX = 60;

  private static final double LEAST_TIMES = 0.75;

  /** It gets no wider than so many times what it usually needs. */
  private static final double MOST_TIMES = 1.6;

  private final UiContext context;

  /**
   * @param members the groups that are joined on an interface
   */
  InterfacesTable(UiContext context, Function<Interface, List<GroupTable.Member>> members) {
    this.context = context;
    context.named(this, "interfaces-table");
    UiContext.noTip(this);
    getStyleClass().addAll("pb-traffic", "pb-ports");
    setFixedCellSize(ROW_HEIGHT_PX);
    setColumnResizePolicy(CONSTRAINED_RESIZE_POLICY_LAST_COLUMN);
    var empty = new Label(context.say("ui.interfaces.empty"));
    empty.getStyleClass().add("pb-empty-detail");
    setPlaceholder(empty);
    getColumns()
        .setAll(
            List.of(
                column("name", 120, Interface::name),
                number("index", 60, each -> String.valueOf(each.index())),
                state(),
                column("addresses", 380, InterfacesTable::addresses),
                number("mtu", 80, each -> String.valueOf(each.mtuBytes())),
                column("kind", 240, this::kind),
                number("groups", 90, each -> String.valueOf(members.apply(each).size()))));
    getColumns().getFirst().getStyleClass().add("pb-cell-first");
    getColumns().getLast().getStyleClass().add("pb-cell-last");
    for (TableColumn<Interface, ?> each : getColumns()) {
      each.setSortable(false);
      // The room of a large window goes to what is long.
      if (each.getPrefWidth() < LONG_PX) {
        each.setMinWidth(Math.max(LEAST_PX, LEAST_TIMES * each.getPrefWidth()));
        each.setMaxWidth(MOST_TIMES * each.getPrefWidth());
      }
    }
    ColumnMemory.keep(context, this);
  }

  private static String addresses(Interface each) {
    return each.assigned().isEmpty()
        ? "–"
        : each.assigned().stream()
            .map(Interface.Assigned::toString)
            .collect(Collectors.joining("  "));
  }

  private String kind(Interface each) {
    var words = new ArrayList<String>();
    if (each.loopback()) {
      words.add(context.say("ui.interfaces.loopback"));
    }
    // The loopback interface says that it cannot do multicast, and does it all the same.
    if (each.multicast() || !each.loopback()) {
      words.add(
          context.say(each.multicast() ? "ui.interfaces.multicast" : "ui.interfaces.no-multicast"));
    }
    if (each.pointToPoint()) {
      words.add(context.say("ui.interfaces.point-to-point"));
    }
    return String.join(", ", words);
  }

  private TableColumn<Interface, String> column(
      String key, double widthPx, Function<Interface, String> text) {
    var column = new TableColumn<Interface, String>(context.say("ui.interfaces.column." + key));
    column.setId("interfaces-column-" + key);
    column.setPrefWidth(widthPx);
    column.setCellValueFactory(cell -> new ReadOnlyObjectWrapper<>(text.apply(cell.getValue())));
    column.setReorderable(false);
    return column;
  }

  private TableColumn<Interface, String> number(
      String key, double widthPx, Function<Interface, String> text) {
    TableColumn<Interface, String> column = column(key, widthPx, text);
    column.getStyleClass().add("pb-cell-number");
    return column;
  }

  private TableColumn<Interface, String> state() {
    TableColumn<Interface, String> column = column("state", 110, this::stateWord);
    column.setCellFactory(
        of ->
            new TableCell<>() {
              @Override
              protected void updateItem(@Nullable String word, boolean empty) {
                super.updateItem(word, empty);
                Interface shown = getTableRow() == null ? null : getTableRow().getItem();
                setText(empty ? null : word);
                setGraphic(empty || shown == null ? null : icon(shown));
              }
            });
    return column;
  }

  private String stateWord(Interface each) {
    if (each.running()) {
      return context.say("ui.interfaces.up");
    }
    return context.say(each.up() ? "ui.interface.no-carrier" : "ui.interface.down");
  }

  private static Node icon(Interface each) {
    if (each.running()) {
      return Icons.of(Feather.CHECK_CIRCLE, "pb-icon-small", "pb-icon-success");
    }
    return each.up()
        ? Icons.of(Feather.ALERT_TRIANGLE, "pb-icon-small", "pb-icon-warning")
        : Icons.of(Feather.SLASH, "pb-icon-small", "pb-icon-muted");
  }

  /** Shows these; a row that has not changed is left alone. */
  void show(List<Interface> now) {
    Interface selected = getSelectionModel().getSelectedItem();
    getItems().setAll(now);
    now.stream()
        .filter(each -> selected == null || each.name().equals(selected.name()))
        .findFirst()
        .ifPresent(getSelectionModel()::select);
  }
}
