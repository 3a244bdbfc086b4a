package org.portbound.ui.control;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import javafx.scene.text.Font;

/** The typefaces that come with the program; the style sheet asks for them by name. */
public final class Fonts {
  private static final String FOLDER = "/org/portbound/assets/fonts/";
  private static final List<String> FILES =
      List.of(
          "Inter-Regular.otf",
          "Inter-Medium.otf",
          "Inter-SemiBold.otf",
          "Inter-Bold.otf",
          "JetBrainsMono-Regular.ttf",
          "JetBrainsMono-Bold.ttf");

  private static boolean loaded;

  private Fonts() {}

  /**
   * Makes the typefaces known to JavaFX, once: it would keep each file that it is given. Called
   * before the first scene, on the JavaFX thread.
   *
   * @throws IllegalStateException if one is missing or damaged: a mistake in the package
   */
  public static void load() {
    if (loaded) {
      return;
    }
    for (String file : FILES) {
      try (InputStream in = Fonts.class.getResourceAsStream(FOLDER + file)) {
        if (in == null || Font.loadFont(in, 13) == null) {
          throw new IllegalStateException("the typeface " + file + " is missing or damaged");
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    loaded = true;
  }
}
