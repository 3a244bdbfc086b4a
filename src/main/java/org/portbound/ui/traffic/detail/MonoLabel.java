package org.portbound.ui.traffic.detail;

import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.text.Text;

/** A line in a font of fixed width of which a part can be marked. */
final class MonoLabel extends StackPane {
  private final Label label = new Label();
  private final Region mark = new Region();
  private int from;
  private int end;

  MonoLabel(String styleClass) {
    label.getStyleClass().add(styleClass);
    label.setMinWidth(USE_PREF_SIZE);
    mark.getStyleClass().add("pb-hex-mark");
    mark.setManaged(false);
    mark.setVisible(false);
    setAlignment(Pos.CENTER_LEFT);
    setMinWidth(USE_PREF_SIZE);
    getChildren().addAll(mark, label);
  }

  void setText(String text) {
    label.setText(text);
  }

  /** Marks the characters from one to, not including, another. */
  void mark(int newFrom, int newEnd) {
    from = newFrom;
    end = newEnd;
    mark.setVisible(end > from);
    requestLayout();
  }

  /** Which character is at this place, counted from the label's left side. */
  int characterAt(double x) {
    return (int) Math.floor(x / characterWidthPx());
  }

  private double characterWidthPx() {
    var probe = new Text("0123456789abcdef");
    probe.setFont(label.getFont());
    return probe.getLayoutBounds().getWidth() / probe.getText().length();
  }

  @Override
  protected void layoutChildren() {
    super.layoutChildren();
    if (mark.isVisible()) {
      double widthPx = characterWidthPx();
      mark.resizeRelocate(from * widthPx - 1, 1, (end - from) * widthPx + 2, getHeight() - 2);
    }
  }
}
