package org.portbound.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import javafx.application.ColorScheme;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.Clipboard;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.portbound.guide.Chapter;
import org.portbound.guide.Guide;
import org.portbound.guide.Search;
import org.portbound.workbench.Providers;
import org.portbound.workbench.Workbench;

/** The guide by keys and clicks: F1, contents, links, search, back, in both languages. */
@Tag("long")
@Timeout(value = 240, unit = TimeUnit.SECONDS)
final class GuideWindowTest {
  private static final Guide ENGLISH = Guide.in(Locale.ENGLISH);
  private static final Guide INDONESIAN = Guide.in(Locale.of("id"));

  private WindowDriver window;

  @BeforeEach
  void open() {
    window = WindowDriver.open(Workbench.open(Providers.standard(), 4 << 20), 1280, 800);
    window.dress(ColorScheme.LIGHT);
  }

  @AfterEach
  void close() {
    window.close();
  }

  private static String title(Guide guide, String chapter) {
    return guide.chapter(chapter).orElseThrow().title();
  }

  private Scene guide() {
    return window.node("#guide-window").getScene();
  }

  /** The title may be out of sight. */
  private String chapter() {
    return WindowDriver.onFx(() -> ((Label) guide().lookup("#guide-chapter")).getText());
  }

  private double scrolled() {
    return WindowDriver.onFx(() -> ((ScrollPane) window.node("#guide-text")).getVvalue());
  }

  private void follow(String words) {
    Node link =
        WindowDriver.onFx(
            () ->
                guide().getRoot().lookupAll(".hyperlink").stream()
                    .filter(each -> ((Hyperlink) each).getText().equals(words))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("no link " + words)));
    WindowDriver.onFx(
        () -> {
          ((Hyperlink) link).fire();
          return true;
        });
  }

  /**
   * Once it is laid out: the bar of a long chapter comes after its words, and makes them narrower.
   */
  private void checkCuts(String what) {
    try {
      window.await("all of it is shown", () -> cuts().isEmpty());
    } catch (AssertionError e) {
      throw new AssertionError(what + ": " + cuts(), e);
    }
  }

  private List<String> cuts() {
    return WindowDriver.onFx(() -> new CutTexts().in(guide()));
  }

  @Test
  void f1OpensTheChapterOfEachPage() {
    List<String> pages =
        WindowDriver.onFx(
            () ->
                window.scene().getRoot().lookupAll(".toggle-button").stream()
                    .filter(ToggleButton.class::isInstance)
                    .map(Node::getId)
                    .filter(id -> id != null && id.startsWith("page-"))
                    .distinct()
                    .toList());
    assertTrue(pages.size() >= 8, pages.toString());
    for (String page : pages) {
      window.click("#" + page).press(KeyCode.F1);
      window.awaitText("#guide-chapter", title(ENGLISH, page.substring("page-".length())));
      window.press(KeyCode.ESCAPE).await("closed", () -> !window.exists("#guide-window"));
    }
  }

  @Test
  void theReaderGoesToAndFro() {
    window.click("#guide").awaitText("#guide-chapter", "Desk");
    assertTrue(window.node("#guide-back").isDisabled());
    follow("Nothing arriving?");
    window.await("it has scrolled there", () -> scrolled() > 0.2);
    follow("filter");
    window.awaitText("#guide-chapter", "Filters");
    assertEquals(0, scrolled());
    window.press(KeyCode.ALT, KeyCode.LEFT);
    window.await("back where it was", () -> chapter().equals("Desk") && scrolled() > 0.2);
    window.press(KeyCode.ALT, KeyCode.RIGHT).awaitText("#guide-chapter", "Filters");
    window.click("#guide-back").await("back", () -> chapter().equals("Desk"));

    window.press(KeyCode.CONTROL, KeyCode.F);
    type("newest");
    window.await("typed", () -> window.text("#guide-search").equals("newest"));
    window.press(KeyCode.DOWN);
    String found = title(ENGLISH, firstHit("newest"));
    window.await("the first hit is shown", () -> chapter().equals(found));
    window.picture("guide-search", "#guide-window");
    window.press(KeyCode.CONTROL, KeyCode.F);
    type("nosuchword");
    window.await("nothing is found", () -> window.exists("#guide-nothing"));
    window.press(KeyCode.ESCAPE);
    assertEquals("", window.text("#guide-search"));
    assertTrue(window.exists("#guide-window"), "the first Escape clears");
    window.press(KeyCode.ESCAPE).await("closed", () -> !window.exists("#guide-window"));
  }

  /** By keys, which reach the window that has the focus. */
  private void type(String letters) {
    letters
        .toUpperCase(Locale.ROOT)
        .chars()
        .forEach(each -> window.press(KeyCode.valueOf(String.valueOf((char) each))));
  }

  private static String firstHit(String words) {
    return Search.of(words).in(ENGLISH).getFirst().place().chapter();
  }

  @Test
  void anAddressIsCopied() {
    window.press(KeyCode.F1).awaitText("#guide-chapter", "Desk");
    choose("bind");
    follow("socket(7)");
    window.awaitText("#guide-said", "socket.7.html");
    assertTrue(
        WindowDriver.onFx(() -> Clipboard.getSystemClipboard().getString())
            .startsWith("https://man7.org/"));
  }

  private void choose(String chapter) {
    WindowDriver.onFx(
        () -> {
          var list = (ListView<?>) window.node("#guide-contents");
          int title = 0;
          int at = 0;
          for (Guide.Part part : ENGLISH.parts()) {
            title++;
            for (Chapter each : part.chapters()) {
              if (each.name().equals(chapter)) {
                list.getSelectionModel().select(at + title);
              }
              at++;
            }
          }
          return true;
        });
  }

  @Test
  void everyChapterIsDrawnInBothLanguagesAndThemes() {
    window.press(KeyCode.F1).awaitText("#guide-chapter", "Desk");
    for (Chapter each : ENGLISH.chapters()) {
      choose(each.name());
      window.awaitText("#guide-chapter", each.title());
      checkCuts(each.name());
    }
    choose("desk");
    window.awaitText("#guide-chapter", "Desk").picture("guide-desk", "#guide-window");
    speak("id");
    window.awaitText("#guide-chapter", title(INDONESIAN, "desk"));
    window.picture("guide-bahasa", "#guide-window");
    for (Chapter each : INDONESIAN.chapters()) {
      choose(each.name());
      window.awaitText("#guide-chapter", each.title());
      checkCuts("id " + each.name());
    }
    window.dress(ColorScheme.DARK);
    choose("bind");
    window.awaitText("#guide-chapter", title(INDONESIAN, "bind"));
    window.picture("guide-dark", "#guide-window");
    speak("en");
    window.awaitText("#guide-chapter", title(ENGLISH, "bind"));
    choose("terminal");
    window.awaitText("#guide-chapter", "Commands").picture("guide-dark-terminal", "#guide-window");
    window.press(KeyCode.CONTROL, KeyCode.PLUS).press(KeyCode.CONTROL, KeyCode.PLUS);
    checkCuts("larger");
    window.picture("guide-larger", "#guide-window").press(KeyCode.CONTROL, KeyCode.DIGIT0);
  }

  /** The main window is in front while its menu is used. */
  private void speak(String code) {
    WindowDriver.onFx(
        () -> {
          ((Stage) window.scene().getWindow()).toFront();
          return true;
        });
    Node before = window.node("#language");
    window.click("#language").click("#language-" + code);
    window.await(
        "the window speaks " + code,
        () -> window.exists("#language") && window.node("#language") != before);
    assertFalse(window.text("#language").isEmpty());
  }
}
