package org.portbound.ui.traffic;

import java.util.List;
import java.util.function.Function;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.scene.control.Label;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import org.jspecify.annotations.Nullable;
import org.portbound.ui.control.Badge;
import org.portbound.ui.control.UiContext;

/** The columns of the table. */
final class TrafficColumns {
  private TrafficColumns() {}

  static void addTo(TableView<TrafficRow> table, UiContext context) {
    TableColumn<TrafficRow, String> listener =
        column(context, "listener", 68, TrafficRow::listener, "pb-cell-listener");
    listener.setCellFactory(each -> new ListenerCell());
    TableColumn<TrafficRow, String> text =
        column(context, "text", 96, TrafficRow::text, "pb-cell-mono");
    text.setMaxWidth(Double.MAX_VALUE);
    table
        .getColumns()
        .setAll(
            List.of(
                column(context, "number", 56, TrafficRow::number, "pb-cell-number"),
                column(context, "time", 136, TrafficRow::time, "pb-cell-mono"),
                listener,
                column(context, "source", 148, TrafficRow::source, "pb-cell-mono"),
                column(context, "destination", 172, TrafficRow::destination, "pb-cell-mono"),
                column(context, "length", 64, TrafficRow::length, "pb-cell-number"),
                text));
  }

  private static TableColumn<TrafficRow, String> column(
      UiContext context,
      String name,
      double widthPx,
      Function<TrafficRow, ReadOnlyStringProperty> value,
      String styleClass) {
    var column = new TableColumn<TrafficRow, String>(context.say("ui.traffic.column." + name));
    column.setId("traffic-column-" + name);
    column.setPrefWidth(widthPx);
    column.setMinWidth(widthPx);
    column.setSortable(false);
    column.setReorderable(false);
    column.getStyleClass().add(styleClass);
    column.setCellValueFactory(features -> value.apply(features.getValue()));
    return column;
  }

  /** The listener's number in its colour. */
  private static final class ListenerCell extends TableCell<TrafficRow, String> {
    private final Label badge = new Label();

    ListenerCell() {
      badge.getStyleClass().setAll("label", "pb-badge", "pb-badge-listener");
    }

    @Override
    protected void updateItem(@Nullable String number, boolean empty) {
      super.updateItem(number, empty);
      if (empty || number == null || number.isEmpty()) {
        setGraphic(null);
        return;
      }
      if (!number.equals(badge.getText())) {
        badge.setText(number);
        badge
            .getStyleClass()
            .setAll(
                "label",
                "pb-badge",
                "pb-badge-listener",
                Badge.listenerStyle(Integer.parseInt(number)));
      }
      setGraphic(badge);
    }
  }
}
