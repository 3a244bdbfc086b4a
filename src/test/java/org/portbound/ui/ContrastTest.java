package org.portbound.ui;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.portbound.ui.control.Theme;

/** Every text can be told from what is behind it, in each look; so can every line of a chart. */
final class ContrastTest {
  private static final double GRAPHIC = 3;

  /** Each colour of texts, and what it stands on. */
  private static final Map<String, List<String>> TEXTS =
      Map.ofEntries(
          Map.entry(
              "-color-fg-default",
              List.of(
                  "-pb-window",
                  "-pb-side",
                  "-pb-header",
                  "-pb-card",
                  "-pb-field",
                  "-pb-row-selected",
                  "-pb-row-hover",
                  "-pb-row-marked",
                  "-pb-mark",
                  "-pb-danger-bg",
                  "-pb-success-bg",
                  "-color-bg-overlay",
                  "-color-accent-subtle",
                  "-color-warning-subtle")),
          Map.entry(
              "-color-fg-muted",
              List.of(
                  "-pb-window",
                  "-pb-side",
                  "-pb-card",
                  "-pb-row-selected",
                  "-pb-danger-bg",
                  "-pb-success-bg",
                  "-color-bg-overlay",
                  "-color-accent-subtle")),
          Map.entry(
              "-color-fg-subtle",
              List.of("-pb-window", "-pb-side", "-pb-header", "-pb-card", "-color-bg-overlay")),
          Map.entry("-color-accent-fg", List.of("-pb-window", "-pb-side", "-color-accent-subtle")),
          Map.entry("-color-fg-emphasis", List.of("-color-accent-emphasis")),
          Map.entry("-pb-option-fg", List.of("-pb-option-bg")),
          Map.entry("-pb-group-fg", List.of("-pb-group-bg")),
          Map.entry("-pb-neutral-fg", List.of("-pb-neutral-bg")),
          Map.entry(
              "-color-success-fg", List.of("-pb-window", "-pb-side", "-pb-card", "-pb-success-bg")),
          Map.entry(
              "-color-danger-fg",
              List.of("-pb-window", "-pb-side", "-pb-card", "-pb-field", "-pb-danger-bg")),
          Map.entry("-color-warning-fg", List.of("-pb-window", "-pb-side", "-pb-card")));

  @ParameterizedTest
  @EnumSource
  void everyTextCanBeRead(Theme.Look look) {
    double least = look == Theme.Look.CONTRAST ? 7 : 4.5;
    var colours = new SheetColours(look);
    var weak = new ArrayList<String>();
    TEXTS.forEach(
        (text, grounds) -> grounds.forEach(each -> check(colours, text, each, least, weak)));
    for (int listener = 0; listener < 8; listener++) {
      check(colours, "-pb-listener-fg", "-pb-l" + listener, least, weak);
      check(colours, "-pb-l" + listener, "-pb-window", GRAPHIC, weak);
    }
    assertTrue(weak.isEmpty(), () -> look + ":\n" + String.join("\n", weak));
  }

  private static void check(
      SheetColours colours, String text, String ground, double least, List<String> weak) {
    double contrast = colours.contrast(text, ground);
    if (contrast < least) {
      weak.add(String.format(Locale.ROOT, "%s on %s is %.2f", text, ground, contrast));
    }
  }
}
