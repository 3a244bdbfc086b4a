package org.portbound.ui;

import atlantafx.base.theme.PrimerDark;
import atlantafx.base.theme.PrimerLight;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javafx.scene.paint.Color;
import org.portbound.ui.control.Theme;

/** The looked-up colours of a look, as the style sheets say them: the theme's, and ours on top. */
final class SheetColours {
  private static final Pattern NAMED = Pattern.compile("(-(?:color|pb)-[a-z0-9-]+):\\s*([^;]+);");

  private final Map<String, String> values = new HashMap<>();

  SheetColours(Theme.Look look) {
    String theme =
        look == Theme.Look.LIGHT
            ? new PrimerLight().getUserAgentStylesheet()
            : new PrimerDark().getUserAgentStylesheet();
    read(block(text(theme), ".root {"));
    String name =
        switch (look) {
          case LIGHT -> ".pb-light, ";
          case DARK -> ".pb-dark, ";
          case CONTRAST -> ".pb-contrast, ";
        };
    read(block(text("/org/portbound/ui/portbound.css"), name));
  }

  private static String text(String resource) {
    try (InputStream in = Theme.class.getResourceAsStream(resource)) {
      return new String(
          Objects.requireNonNull(in, resource).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String block(String sheet, String begin) {
    int from = sheet.indexOf(begin);
    return sheet.substring(from, sheet.indexOf('}', from));
  }

  private void read(String block) {
    Matcher each = NAMED.matcher(block);
    while (each.find()) {
      values.put(each.group(1), each.group(2).strip());
    }
  }

  /** A colour by its name, which may be another name. */
  Color of(String name) {
    String value = Objects.requireNonNull(values.get(name), name);
    return value.startsWith("-") ? of(value) : Color.web(value);
  }

  /**
   * The contrast of a text with what is behind it, from 1 to 21 (WCAG 2.2, contrast ratio).
   *
   * @param behind may let the window shine through
   */
  double contrast(String text, String behind) {
    Color ground = over(of(behind), of("-pb-window"));
    double one = luminance(over(of(text), ground));
    double other = luminance(ground);
    return (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
  }

  private static Color over(Color above, Color below) {
    return below.interpolate(
        Color.color(above.getRed(), above.getGreen(), above.getBlue()), above.getOpacity());
  }

  private static double luminance(Color colour) {
    return 0.2126 * linear(colour.getRed())
        + 0.7152 * linear(colour.getGreen())
        + 0.0722 * linear(colour.getBlue());
  }

  private static double linear(double part) {
    return part <= 0.04045 ? part / 12.92 : Math.pow((part + 0.055) / 1.055, 2.4);
  }
}
