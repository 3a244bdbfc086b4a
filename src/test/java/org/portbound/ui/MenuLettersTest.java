package org.portbound.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javafx.application.ColorScheme;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.portbound.workbench.Providers;
import org.portbound.workbench.Workbench;

/** Each item of a menu has a letter of its own while the menu is open, in every language. */
@Tag("long")
@Timeout(value = 120, unit = TimeUnit.SECONDS)
final class MenuLettersTest {
  private static final Pattern LETTER = Pattern.compile("(?<!_)_([A-Za-z0-9])");

  private WindowDriver window;

  @BeforeEach
  void open() {
    window =
        WindowDriver.open(Workbench.open(Providers.standard(), 8 << 20), 1280, 800)
            .dress(ColorScheme.LIGHT);
  }

  @AfterEach
  void close() {
    window.close();
  }

  private List<String> words(String menu) {
    return WindowDriver.onFx(
        () ->
            ((MenuButton) window.node(menu))
                .getItems().stream()
                    .filter(each -> !(each instanceof SeparatorMenuItem))
                    .map(MenuItem::getText)
                    .filter(each -> each != null)
                    .toList());
  }

  private void look(String language) {
    for (String menu :
        List.of(
            "#file-menu",
            "#edit-menu",
            "#language",
            "#view-menu",
            "#bind-presets",
            "#traffic-columns",
            "#send-replies")) {
      window.click(menu);
      Set<String> letters = new HashSet<>();
      List<String> open = words(menu);
      var without = new ArrayList<String>();
      for (String each : open) {
        Matcher letter = LETTER.matcher(each);
        if (letter.find()) {
          assertTrue(
              letters.add(letter.group(1).toLowerCase(Locale.ROOT)),
              language + " " + menu + ": twice the same in " + open);
        } else {
          without.add(each);
        }
      }
      for (String each : without) {
        assertTrue(
            each.toLowerCase(Locale.ROOT)
                .chars()
                .filter(Character::isLetter)
                .allMatch(one -> letters.contains(Character.toString(one))),
            language + " " + menu + ": no letter for " + each);
      }
      window.press(KeyCode.ESCAPE);
      assertEquals(
          open.stream().map(each -> each.replaceFirst("_", "")).toList(),
          words(menu),
          "closed, it says the same without the letters");
    }
  }

  @Test
  void everyItemHasALetterAndNoneTwice() {
    look("en");
    new Speech(window).change("id");
    look("id");
    new Speech(window).change("en");
  }

  @Test
  void theLetterRunsTheItem() {
    window.press(KeyCode.ALT, KeyCode.V);
    window.await("open", () -> window.exists("#view-larger"));
    window.picture("menu-letters", "#view-larger").press(KeyCode.D);
    assertTrue(window.scene().getRoot().getStyleClass().contains("pb-dark"));
    assertFalse(window.exists("#view-larger"), "the menu is closed");
    window.press(KeyCode.ALT, KeyCode.V);
    window.await("open", () -> window.exists("#view-larger")).press(KeyCode.C);
    window.await("light", () -> !window.scene().getRoot().getStyleClass().contains("pb-dark"));
  }
}
