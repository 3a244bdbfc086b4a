package org.portbound.ui;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.image.WritableImage;
import org.portbound.ui.control.PngFile;

/** Draws what stands in a scene, and leaves it as a picture beside those of the other tests. */
final class Drawing {
  /** What is laid out in one pass may ask for another. */
  private static final int LAYOUT_PASSES = 3;

  private Drawing() {}

  /**
   * A scene as it would be in another size: its content is laid out in that size for a moment,
   * which may be larger than the screen. JavaFX thread.
   */
  static WritableImage of(Scene scene, double widthPx, double heightPx) {
    Parent root = scene.getRoot();
    for (int pass = 0; pass < LAYOUT_PASSES; pass++) {
      root.resize(widthPx, heightPx);
      root.applyCss();
      root.layout();
    }
    WritableImage image = root.snapshot(null, null);
    root.resize(scene.getWidth(), scene.getHeight());
    root.requestLayout();
    return image;
  }

  /** Leaves it as {@code NAME.png}; it blocks. */
  static void write(WritableImage image, String name) {
    Path folder = Path.of(System.getProperty("portbound.screenshots", "target/screenshots"));
    try {
      PngFile.write(image, folder.resolve(name + ".png"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
