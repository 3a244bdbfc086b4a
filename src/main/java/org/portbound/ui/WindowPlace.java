package org.portbound.ui;

import java.util.Map;
import java.util.Optional;
import javafx.geometry.Rectangle2D;
import javafx.stage.Screen;
import javafx.stage.Stage;
import org.portbound.ui.control.Setting;
import org.portbound.ui.control.Settings;

/**
 * Where the window is and how large; kept, and given back at the next start, on a screen that is
 * there then. JavaFX thread.
 *
 * @param x of the left edge, in px; not a number until the desktop has placed it
 * @param y of the upper edge, in px
 * @param widthPx its width while it is not maximized
 * @param heightPx its height while it is not maximized
 * @param maximized whether it fills the screen
 */
record WindowPlace(double x, double y, double widthPx, double heightPx, boolean maximized) {
  private static final double WIDTH_PX = 1280;
  private static final double HEIGHT_PX = 800;

  /** A window that is hardly on any screen cannot be moved back. */
  private static final double LEAST_IN_SIGHT_PX = 120;

  private static final WindowPlace FIRST =
      new WindowPlace(Double.NaN, Double.NaN, WIDTH_PX, HEIGHT_PX, false);

  private static final Setting<WindowPlace> PLACE =
      new Setting<>("window.place", FIRST, WindowPlace::read, WindowPlace::json);

  private static Optional<WindowPlace> read(Object json) {
    return json instanceof Map<?, ?> map
            && map.get("x") instanceof Number x
            && map.get("y") instanceof Number y
            && map.get("width") instanceof Number width
            && map.get("height") instanceof Number height
            && map.get("maximized") instanceof Boolean maximized
        ? Optional.of(
            new WindowPlace(
                x.doubleValue(),
                y.doubleValue(),
                width.doubleValue(),
                height.doubleValue(),
                maximized))
        : Optional.empty();
  }

  private Object json() {
    return Map.of(
        "x", Math.round(x),
        "y", Math.round(y),
        "width", Math.round(widthPx),
        "height", Math.round(heightPx),
        "maximized", maximized);
  }

  /** Gives a stage the place that is kept, and keeps the places it has from now on. */
  static void keep(Stage stage, Settings settings) {
    WindowPlace kept = settings.get(PLACE);
    Rectangle2D screen = screenOf(kept);
    stage.setMinWidth(Math.min(stage.getMinWidth(), screen.getWidth()));
    stage.setMinHeight(Math.min(stage.getMinHeight(), screen.getHeight()));
    kept.onto(screen).give(stage);
    Runnable remember = () -> remember(stage, settings);
    stage.xProperty().subscribe((before, now) -> remember.run());
    stage.yProperty().subscribe((before, now) -> remember.run());
    stage.widthProperty().subscribe((before, now) -> remember.run());
    stage.heightProperty().subscribe((before, now) -> remember.run());
    stage.maximizedProperty().subscribe((before, now) -> remember.run());
  }

  /** The screen on which most of it would be; the first if it would be on none. */
  private static Rectangle2D screenOf(WindowPlace kept) {
    if (Double.isNaN(kept.x)) {
      return Screen.getPrimary().getVisualBounds();
    }
    var screens =
        Screen.getScreensForRectangle(
            kept.x, kept.y, Math.max(1, kept.widthPx), Math.max(1, kept.heightPx));
    return (screens.isEmpty() ? Screen.getPrimary() : screens.getFirst()).getVisualBounds();
  }

  /** The same, no larger than the screen, with its title bar in sight. */
  WindowPlace onto(Rectangle2D screen) {
    double fitWidthPx = Math.clamp(widthPx, LEAST_IN_SIGHT_PX, screen.getWidth());
    double fitHeightPx = Math.clamp(heightPx, LEAST_IN_SIGHT_PX, screen.getHeight());
    return Double.isNaN(x)
        ? new WindowPlace(x, y, fitWidthPx, fitHeightPx, maximized)
        : new WindowPlace(
            Math.clamp(x, screen.getMinX(), screen.getMaxX() - fitWidthPx),
            Math.clamp(y, screen.getMinY(), screen.getMaxY() - fitHeightPx),
            fitWidthPx,
            fitHeightPx,
            maximized);
  }

  private void give(Stage stage) {
    stage.setWidth(widthPx);
    stage.setHeight(heightPx);
    if (!Double.isNaN(x)) {
      stage.setX(x);
      stage.setY(y);
    }
    stage.setMaximized(maximized);
  }

  private static void remember(Stage stage, Settings settings) {
    if (stage.isFullScreen() || stage.isIconified() || !stage.isShowing()) {
      return;
    }
    WindowPlace before = settings.get(PLACE);
    boolean known = Double.isFinite(stage.getX()) && Double.isFinite(stage.getWidth());
    if (stage.isMaximized()) {
      settings.put(
          PLACE, new WindowPlace(before.x, before.y, before.widthPx, before.heightPx, true));
    } else if (known) {
      settings.put(
          PLACE,
          new WindowPlace(stage.getX(), stage.getY(), stage.getWidth(), stage.getHeight(), false));
    }
  }
}
