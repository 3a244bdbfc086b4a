package org.portbound.ui.traffic;

import javafx.scene.Node;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.ScrollEvent;

/** The keys and the wheel that lead from row to row. JavaFX thread. */
final class TrafficSteps {
  private final Sight sight;
  private final double rowHeightPx;
  private final Runnable draw;

  /**
   * @param rowHeightPx how far the wheel turns for a row
   * @param draw draws the rows that are in sight then
   */
  TrafficSteps(Sight sight, double rowHeightPx, Runnable draw) {
    this.sight = sight;
    this.rowHeightPx = rowHeightPx;
    this.draw = draw;
  }

  /** Takes them before the table itself does. */
  void takeFrom(Node table) {
    table.addEventFilter(KeyEvent.KEY_PRESSED, this::key);
    table.addEventFilter(ScrollEvent.SCROLL, this::wheel);
  }

  private void key(KeyEvent event) {
    if (event.isShortcutDown() || event.isAltDown()) {
      return;
    }
    int page = sight.scroll().rows();
    switch (event.getCode()) {
      case UP -> sight.step(-1);
      case DOWN -> sight.step(1);
      case PAGE_UP -> sight.step(-page);
      case PAGE_DOWN -> sight.step(page);
      case HOME -> sight.selectFirst();
      case END -> sight.follow();
      default -> {
        return;
      }
    }
    draw.run();
    event.consume();
  }

  private void wheel(ScrollEvent event) {
    long lines = Math.round(-event.getDeltaY() / rowHeightPx);
    if (event.getDeltaY() != 0) {
      sight.moveBy(lines == 0 ? (event.getDeltaY() > 0 ? -1 : 1) : lines);
      draw.run();
      event.consume();
    }
  }
}
