package org.portbound.ui.traffic.detail;

import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.control.TreeCell;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import org.jspecify.annotations.Nullable;

/** Name and value side by side; what is too long for the line is in the tooltip. */
final class DetailCell extends TreeCell<DetailRow> {
  private static final double TOOLTIP_WIDTH_PX = 480;

  private final Label name = new Label();
  private final Label value = new Label();
  private final HBox line = new HBox(8, name, value);
  private final Tooltip whole = new Tooltip();

  DetailCell() {
    name.getStyleClass().add("pb-caption");
    name.setMinWidth(USE_PREF_SIZE);
    value.getStyleClass().add("pb-fact");
    value.setMinWidth(0);
    HBox.setHgrow(value, Priority.ALWAYS);
    line.setAlignment(Pos.CENTER_LEFT);
    whole.setWrapText(true);
    whole.setMaxWidth(TOOLTIP_WIDTH_PX);
    setPrefWidth(0);
  }

  @Override
  protected void updateItem(@Nullable DetailRow row, boolean empty) {
    super.updateItem(row, empty);
    value.textProperty().unbind();
    whole.textProperty().unbind();
    if (empty || row == null) {
      setGraphic(null);
      setTooltip(null);
      setAccessibleText(null);
      value.setId(null);
      return;
    }
    name.setText(row.name());
    value.setId(row.id());
    value.textProperty().bind(row.value());
    whole.textProperty().bind(row.value());
    setTooltip(row.value().get().isEmpty() ? null : whole);
    setAccessibleText(row.toString());
    setGraphic(line);
  }
}
