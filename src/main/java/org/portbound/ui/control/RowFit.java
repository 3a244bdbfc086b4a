package org.portbound.ui.control;

import java.util.Collection;
import java.util.List;
import javafx.geometry.Insets;
import javafx.scene.Node;
import javafx.scene.layout.HBox;
import javafx.scene.text.Font;
import javafx.scene.text.Text;

/** Whether parts of a row fit into it as wide as they want to be. JavaFX thread. */
public final class RowFit {
  private RowFit() {}

  /** Whether these, with the row's spacing and padding, need no more than the row has. */
  public static boolean fits(HBox row, Collection<? extends Node> parts) {
    Insets insets = row.getInsets();
    double neededPx =
        insets.getLeft() + insets.getRight() + row.getSpacing() * Math.max(0, parts.size() - 1);
    for (Node each : parts) {
      neededPx += Math.ceil(each.prefWidth(-1));
    }
    return neededPx <= row.getWidth();
  }

  /** How wide words are in one line. */
  public static double widthPx(String words, Font font) {
    var line = new Text(words);
    line.setFont(font);
    return Math.ceil(line.getLayoutBounds().getWidth());
  }

  /** Shows some of a row's parts, and takes the others out of it. */
  public static void show(List<? extends Node> all, Collection<? extends Node> shown) {
    for (Node each : all) {
      boolean in = shown.contains(each);
      if (each.isManaged() != in) {
        each.setManaged(in);
        each.setVisible(in);
      }
    }
  }
}
