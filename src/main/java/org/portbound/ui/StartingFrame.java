package org.portbound.ui;

import javafx.animation.AnimationTimer;
import javafx.application.Platform;
import javafx.geometry.Rectangle2D;
import javafx.scene.Node;
import javafx.scene.SnapshotParameters;
import javafx.scene.image.ImageView;
import javafx.stage.Stage;
import org.portbound.ui.control.Settings;
import org.portbound.ui.control.Theme;

/**
 * The window before there is anything in it: in its place, with its name and icon and in its
 * colours, while its content is built. That keeps the JavaFX thread busy; what is typed and clicked
 * meanwhile waits in the system's queue, and the content gets it. JavaFX thread.
 */
final class StartingFrame {
  private static final double MIN_WIDTH_PX = 1000;
  private static final double MIN_HEIGHT_PX = 700;

  /** In the first JavaFX orders the scene to be drawn. */
  static final int FRAMES = 2;

  private StartingFrame() {}

  /** Shows a stage where it was last. */
  static void show(Stage stage, Settings settings) {
    stage.setTitle("Portbound");
    stage.setMinWidth(MIN_WIDTH_PX);
    stage.setMinHeight(MIN_HEIGHT_PX);
    stage.setScene(Theme.around(new ImageView(HeaderBar.icon(64)), settings));
    WindowPlace.keep(stage, settings);
    stage.show();
  }

  /**
   * Does something once the frame is on the screen.
   *
   * @param meanwhile something short that can be done while it is being drawn, on another thread
   */
  static void whenDrawn(Stage stage, Runnable meanwhile, Runnable next) {
    new AnimationTimer() {
      private int frames;

      @Override
      public void handle(long nowNs) {
        frames++;
        if (frames == FRAMES) {
          stop();
          afterRenderer(stage.getScene().getRoot(), next);
          Platform.runLater(meanwhile);
        }
      }
    }.start();
  }

  /** The thread that draws takes one order after the other: this one comes after the frame. */
  private static void afterRenderer(Node root, Runnable next) {
    var pixel = new SnapshotParameters();
    pixel.setViewport(new Rectangle2D(0, 0, 1, 1));
    root.snapshot(
        drawn -> {
          Platform.runLater(next);
          return null;
        },
        pixel,
        null);
  }
}
