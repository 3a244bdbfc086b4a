package org.portbound.ui.control.chart;

import java.util.ArrayList;
import java.util.List;
import javafx.application.Platform;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Region;
import javafx.scene.paint.Color;
import javafx.scene.paint.Paint;
import org.portbound.ui.control.Badge;

/**
 * The style sheet's colours for what is drawn on a canvas: regions of no size that wear its
 * classes, so that light and dark need no colour in the code. It must stand in the scene.
 */
public final class Palette extends Pane {
  private final Region grid = add("pb-chart-grid");
  private final Region text = add("pb-chart-text");
  private final Region strong = add("pb-chart-strong");
  private final Region page = add("pb-chart-page");
  private final Region onListener = add("pb-chart-on-listener");
  private final List<Region> listeners = new ArrayList<>();

  /** Colours that are known once this stands in a scene. */
  public Palette() {
    setManaged(false);
    setMouseTransparent(true);
    setOpacity(0);
    for (int number = 1; number <= Badge.LISTENER_COLOURS; number++) {
      listeners.add(add(Badge.listenerStyle(number)));
    }
  }

  private Region add(String styleClass) {
    var region = new Region();
    region.getStyleClass().add(styleClass);
    getChildren().add(region);
    return region;
  }

  /** Runs when there are other colours, as soon as all of them are known. */
  void onChange(Runnable action) {
    strong.backgroundProperty().subscribe((before, now) -> Platform.runLater(action));
  }

  private static Paint colour(Region region) {
    var background = region.getBackground();
    return background == null || background.getFills().isEmpty()
        ? Color.GRAY
        : background.getFills().getFirst().getFill();
  }

  /** Lines in the background. */
  public Paint grid() {
    return colour(grid);
  }

  /** Figures at an axis. */
  public Paint text() {
    return colour(text);
  }

  /** What is to be read first. */
  public Paint strong() {
    return colour(strong);
  }

  /** The page below. */
  public Paint page() {
    return colour(page);
  }

  /** Figures on a listener's colour. */
  public Paint onListener() {
    return colour(onListener);
  }

  /** A listener's colour. */
  public Paint listener(int number) {
    return colour(listeners.get(Math.floorMod(number - 1, listeners.size())));
  }
}
