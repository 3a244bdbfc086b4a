package org.portbound.ui.traffic.detail;

import java.util.function.Consumer;
import javafx.scene.control.IndexRange;
import javafx.scene.control.TextArea;

/**
 * The payload as text, control characters made visible. What is chosen in it is chosen as bytes.
 */
final class TextPane extends TextArea {
  private VisibleText visible = VisibleText.of(new byte[0]);
  private boolean showing;

  /**
   * @param chosen takes the bytes that the user chooses here
   */
  TextPane(Consumer<ByteRange> chosen) {
    getStyleClass().addAll("pb-mono", "pb-detail-text");
    setEditable(false);
    setWrapText(true);
    selectionProperty()
        .subscribe(
            (before, now) -> {
              if (!showing) {
                chosen.accept(bytes(now));
              }
            });
  }

  private ByteRange bytes(IndexRange characters) {
    int length = visible.text().length();
    return visible.bytes(
        Math.min(characters.getStart(), length), Math.min(characters.getEnd(), length));
  }

  void show(byte[] payload) {
    visible = VisibleText.of(payload);
    showing = true;
    setText(visible.text());
    setScrollTop(0);
    showing = false;
  }

  /** Marks the characters of bytes, if they were not chosen here. */
  void mark(ByteRange range) {
    if (bytes(getSelection()).equals(range)) {
      return;
    }
    showing = true;
    if (range.isEmpty()) {
      deselect();
    } else {
      selectRange(visible.character(range.offset()), visible.characterAfter(range.end()));
    }
    showing = false;
  }
}
