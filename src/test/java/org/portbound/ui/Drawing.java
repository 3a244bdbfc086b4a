package org.portbound.ui;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.function.Supplier;
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
    return in(scene, widthPx, heightPx, () -> scene.getRoot().snapshot(null, null));
  }

  /** What is found while a scene is laid out in another size. JavaFX thread. */
  static <T> T in(Scene scene, double widthPx, double heightPx, Supplier<T> look) {
    lay(scene, widthPx, heightPx);
    T found = look.get();
    Parent root = scene.getRoot();
    root.resize(scene.getWidth(), scene.getHeight());
    root.requestLayout();
    return found;
  }

  /** Lays a scene out in another size, and leaves it so. JavaFX thread. */
  static void lay(Scene scene, double widthPx, double heightPx) {
    Parent root = scene.getRoot();
    for (int pass = 0; pass < LAYOUT_PASSES; pass++) {
      root.resize(widthPx, heightPx);
      root.applyCss();
      root.layout();
    }
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
