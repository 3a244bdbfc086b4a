package org.portbound.ui;

import javafx.scene.Node;
import javafx.scene.layout.BorderPane;

/** The whole window: what is above the pages, the pages, and the line at the bottom. */
final class WindowFrame extends BorderPane {
  private final BottomLine line;

  WindowFrame(Node top, Node pages, BottomLine line) {
    super(pages);
    this.line = line;
    setTop(top);
    setBottom(line);
  }

  /** The line at the bottom. */
  BottomLine line() {
    return line;
  }
}
