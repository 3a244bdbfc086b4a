package org.portbound.ui.traffic.detail;

import java.util.function.Consumer;
import java.util.stream.IntStream;
import javafx.geometry.Point2D;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.skin.VirtualFlow;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.HBox;
import org.jspecify.annotations.Nullable;
import org.portbound.message.HexLine;

/**
 * Bytes as offset, sixteen in hex (or eight, where that is too wide), and as many characters with a
 * dot for what is not printable. Bytes are chosen by dragging, or with the arrow keys and shift.
 */
final class HexPane extends ListView<Integer> {
  private static final double LINE_HEIGHT_PX = 18;
  private static final int PAGE_LINES = 8;

  private final Consumer<ByteRange> chosen;
  private final Runnable copy;
  private byte[] bytes = new byte[0];
  private ByteRange marked = ByteRange.NONE;
  private int lineBytes = HexLine.BYTES;
  private int anchor;
  private int caret;

  /**
   * @param chosen takes the bytes that the user chooses here
   * @param copy copies what is chosen, or all of it
   */
  HexPane(Consumer<ByteRange> chosen, Runnable copy) {
    this.chosen = chosen;
    this.copy = copy;
    getStyleClass().add("pb-hex");
    setFixedCellSize(LINE_HEIGHT_PX);
    setSelectionModel(null);
    setCellFactory(view -> new Line());
    addEventFilter(KeyEvent.KEY_PRESSED, this::key);
  }

  void show(byte[] payload) {
    bytes = payload;
    marked = ByteRange.NONE;
    anchor = 0;
    caret = 0;
    showLines();
    scrollTo(0);
  }

  private void showLines() {
    getItems()
        .setAll(IntStream.range(0, (bytes.length + lineBytes - 1) / lineBytes).boxed().toList());
    refresh();
  }

  /** Breaks the lines after so many bytes, at most {@link HexLine#BYTES}. */
  void breakAfter(int wantedBytes) {
    if (lineBytes != wantedBytes) {
      lineBytes = wantedBytes;
      showLines();
    }
  }

  /** Marks bytes and brings them into sight, if they were not chosen here. */
  void mark(ByteRange range) {
    if (range.equals(marked)) {
      return;
    }
    marked = range;
    anchor = range.offset();
    caret = range.isEmpty() ? range.offset() : range.end() - 1;
    reveal(range.offset());
    refresh();
  }

  private void choose(int from, int to) {
    if (bytes.length == 0) {
      return;
    }
    anchor = Math.clamp(from, 0, bytes.length - 1);
    caret = Math.clamp(to, 0, bytes.length - 1);
    marked = ByteRange.between(anchor, caret);
    refresh();
    chosen.accept(marked);
  }

  /** Moves as little as brings this byte into sight. */
  private void reveal(int offset) {
    if (lookup(".virtual-flow") instanceof VirtualFlow<?> flow && !getItems().isEmpty()) {
      flow.scrollTo(offset / lineBytes);
    }
  }

  private void key(KeyEvent event) {
    if (event.isShortcutDown()) {
      if (event.getCode() == KeyCode.A) {
        choose(0, bytes.length - 1);
        event.consume();
      } else if (event.getCode() == KeyCode.C) {
        copy.run();
        event.consume();
      }
      return;
    }
    int page = PAGE_LINES * lineBytes;
    switch (event.getCode()) {
      case LEFT -> step(event, -1);
      case RIGHT -> step(event, 1);
      case UP -> step(event, -lineBytes);
      case DOWN -> step(event, lineBytes);
      case PAGE_UP -> step(event, -page);
      case PAGE_DOWN -> step(event, page);
      case HOME -> step(event, -caret);
      case END -> step(event, bytes.length - 1 - caret);
      default -> {}
    }
  }

  /** The first key marks the byte that is there; shift keeps the other end. */
  private void step(KeyEvent event, int delta) {
    int to = marked.isEmpty() ? caret : caret + delta;
    choose(event.isShiftDown() ? anchor : to, to);
    reveal(caret);
    event.consume();
  }

  /** The byte at a place of the scene. */
  private int byteAt(Line line, MouseEvent event) {
    Point2D inLine = line.sceneToLocal(event.getSceneX(), event.getSceneY());
    int lines = (int) Math.floor(inLine.getY() / LINE_HEIGHT_PX);
    int offset = (line.getIndex() + lines) * lineBytes;
    return Math.clamp(offset + (long) line.column(event), 0, Math.max(0, bytes.length - 1));
  }

  private final class Line extends ListCell<Integer> {
    private final Label offset = new Label();
    private final MonoLabel hex = new MonoLabel("pb-hex-bytes");
    private final MonoLabel text = new MonoLabel("pb-hex-text");
    private final HBox row = new HBox(10, offset, hex, text);

    Line() {
      offset.getStyleClass().add("pb-hex-offset");
      offset.setMinWidth(USE_PREF_SIZE);
      row.setAlignment(Pos.CENTER_LEFT);
      addEventHandler(MouseEvent.MOUSE_PRESSED, this::press);
      addEventHandler(MouseEvent.MOUSE_DRAGGED, this::drag);
    }

    private void press(MouseEvent event) {
      HexPane.this.requestFocus();
      if (!isEmpty()) {
        int at = byteAt(this, event);
        choose(event.isShiftDown() ? anchor : at, at);
      }
      event.consume();
    }

    private void drag(MouseEvent event) {
      if (!isEmpty()) {
        choose(anchor, byteAt(this, event));
      }
      event.consume();
    }

    /** Which byte of the line is below the pointer, in either column. */
    private int column(MouseEvent event) {
      double inText = text.sceneToLocal(event.getSceneX(), event.getSceneY()).getX();
      if (inText >= 0) {
        return Math.min(lineBytes - 1, text.characterAt(inText));
      }
      double inHex = hex.sceneToLocal(event.getSceneX(), event.getSceneY()).getX();
      int byHex = HexLine.byteAtHexColumn(Math.max(0, hex.characterAt(inHex)));
      return Math.min(lineBytes - 1, byHex);
    }

    @Override
    protected void updateItem(@Nullable Integer index, boolean empty) {
      super.updateItem(index, empty);
      if (empty || index == null) {
        setGraphic(null);
        return;
      }
      int start = index * lineBytes;
      HexLine line = HexLine.of(bytes, bytes.length, start, lineBytes);
      offset.setText(line.offset());
      hex.setText(line.hex());
      text.setText(line.text());
      int from = Math.clamp(marked.offset() - (long) start, 0, lineBytes);
      int end = Math.clamp(marked.end() - (long) start, 0, lineBytes);
      boolean any = end > from && !marked.isEmpty();
      hex.mark(any ? HexLine.hexColumn(from) : 0, any ? HexLine.hexColumn(end - 1) + 2 : 0);
      text.mark(any ? from : 0, any ? end : 0);
      setAccessibleText(line.toString());
      setGraphic(row);
    }
  }
}
