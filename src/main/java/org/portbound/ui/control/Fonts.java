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

  private Fonts() {}

  /**
   * Makes the typefaces known to JavaFX. Called once, before the first scene.
   *
   * @throws IllegalStateException if one is missing or damaged: a mistake in the package
   */
  public static void load() {
    for (String file : FILES) {
      try (InputStream in = Fonts.class.getResourceAsStream(FOLDER + file)) {
        if (in == null || Font.loadFont(in, 13) == null) {
          throw new IllegalStateException("the typeface " + file + " is missing or damaged");
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
