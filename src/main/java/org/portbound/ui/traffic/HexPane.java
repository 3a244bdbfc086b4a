package org.portbound.ui.traffic;

import java.util.stream.IntStream;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.layout.HBox;
import org.jspecify.annotations.Nullable;

/** Bytes as offset, sixteen in hex, and sixteen characters with a dot for what is not printable. */
final class HexPane extends ListView<Integer> {
  private static final double LINE_HEIGHT_PX = 20;

  private byte[] bytes = new byte[0];

  HexPane() {
    getStyleClass().add("pb-hex");
    setFixedCellSize(LINE_HEIGHT_PX);
    setCellFactory(view -> new Line());
  }

  void show(byte[] payload) {
    bytes = payload;
    getItems()
        .setAll(
            IntStream.range(0, (payload.length + HexLine.BYTES - 1) / HexLine.BYTES)
                .boxed()
                .toList());
    refresh();
  }

  private final class Line extends ListCell<Integer> {
    private final Label offset = new Label();
    private final Label hex = new Label();
    private final Label text = new Label();
    private final HBox row = new HBox(16, offset, hex, text);

    Line() {
      offset.getStyleClass().add("pb-hex-offset");
      text.getStyleClass().add("pb-hex-text");
      for (Label label : new Label[] {offset, hex, text}) {
        label.setMinWidth(USE_PREF_SIZE);
      }
      row.setAlignment(Pos.CENTER_LEFT);
    }

    @Override
    protected void updateItem(@Nullable Integer index, boolean empty) {
      super.updateItem(index, empty);
      if (empty || index == null) {
        setGraphic(null);
        return;
      }
      HexLine line = HexLine.of(bytes, index * HexLine.BYTES);
      offset.setText(line.offset());
      hex.setText(line.hex());
      text.setText(line.text());
      setAccessibleText(line.toString());
      setGraphic(row);
    }
  }
}
