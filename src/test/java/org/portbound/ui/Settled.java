package org.portbound.ui;

import javafx.geometry.Bounds;
import org.controlsfx.control.NotificationPane;

/** Whether the strip of notices stands still: an animation moves it in. */
final class Settled {
  private static final int LOOKS = 3;

  private final WindowDriver window;
  private double before = Double.NaN;
  private int same;

  Settled(WindowDriver window) {
    this.window = window;
  }

  boolean look() {
    double now =
        WindowDriver.onFx(
            () -> {
              var pane = (NotificationPane) window.node("#notifications");
              Bounds bar = pane.lookup(".notification-bar > .pane").getBoundsInParent();
              return bar.getMinY() + bar.getHeight() + 10 * pane.lookup(".pane").getOpacity();
            });
    same = now == before ? same + 1 : 0;
    before = now;
    return same >= LOOKS;
  }
}
