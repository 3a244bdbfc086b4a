package org.portbound.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.concurrent.TimeUnit;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.control.RadioButton;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.portbound.FixedPorts;
import org.portbound.ui.control.Theme;
import org.portbound.workbench.Providers;
import org.portbound.workbench.Workbench;

/** A lesson on the projector with a clicker's keys; high contrast; all is as before afterwards. */
@Tag("long")
@Timeout(value = 240, unit = TimeUnit.SECONDS)
@ExtendWith(FixedPorts.class)
final class PresenterTest {
  @Test
  void aLessonByKeysAlone() {
    try (var window = WindowDriver.open(Workbench.open(Providers.standard(), 8 << 20), 1280, 800)) {
      window.press(KeyCode.CONTROL, KeyCode.DIGIT5).click("#lesson-first");
      window.await("begun", () -> window.exists("#lesson-run"));
      if (window.exists("#lesson-obstacle-bar")) {
        window.click("#lesson-free-ports");
      }
      window.await("free", () -> !window.exists("#lesson-obstacle-bar"));
      window.press(KeyCode.F11).awaitText("#presenter-hint", "Page Down");
      for (String gone :
          List.of("#status", "#page-lessons", "#lesson-list", "#lesson-leave", "#ledger-filter")) {
        assertFalse(shown(window, gone), gone);
      }
      window.awaitText("#lesson-progress", "Step 1 of 5").press(KeyCode.PAGE_DOWN);
      window.awaitText("#lesson-answer-0", "A is bound").picture("presenter-first");
      window.press(KeyCode.PAGE_DOWN).awaitText("#lesson-progress", "Step 2 of 5");
      window.press(KeyCode.DIGIT1);
      window.await("predicted", () -> ((RadioButton) window.node("#lesson-choice-0")).isSelected());
      window.press(KeyCode.R).awaitText("#lesson-answer-0", "EADDRINUSE");
      assertTrue(window.exists("#lesson-got-1"), "the socket is shown");
      window.picture("presenter-answer", 1920, 1080);
      theme(window, Theme.Choice.CONTRAST).picture("presenter-contrast", 1920, 1080);
      var texts = new CutTexts().allow(".pb-ledger-call", "its explanation says all of it");
      List<String> cut = WindowDriver.onFx(() -> texts.in(window.scene()));
      assertEquals(List.of(), cut);
      window.press(KeyCode.PAGE_UP).awaitText("#lesson-progress", "Step 1 of 5");
      window.press(KeyCode.ESCAPE).await("back", () -> window.exists("#status"));
      for (String back : List.of("#page-lessons", "#lesson-list", "#lesson-leave")) {
        assertTrue(shown(window, back), back);
      }
      assertFalse(window.exists("#presenter-hint"));
      assertFalse(window.exists("#lesson-sockets"));
      window.picture("presenter-left");
    }
  }

  /** The listeners, the refusal and the datagrams stand there; a key that is offered works. */
  @Test
  void theDeskForAClass() {
    int port = FreePorts.any();
    var workbench = Workbench.open(Providers.standard(), 8 << 20);
    try (var window = WindowDriver.open(workbench, 1280, 800)) {
      window.press(KeyCode.CONTROL, KeyCode.DIGIT5).click("#lesson-first");
      window.await("begun", () -> window.exists("#lesson-run"));
      window.press(KeyCode.CONTROL, KeyCode.DIGIT1);
      window.type("#bind-port", String.valueOf(port));
      window.click("#bind-none").awaitText("#listener-1-state", "Listening");
      window.click("#send-source-any").type("#send-address", "127.0.0.1");
      window.type("#send-port", String.valueOf(port));
      window.click("#send-button").awaitText("#listener-1-received", "1");
      window.click("#bind-none").awaitText("#refusal-headline", "EADDRINUSE");
      window.press(KeyCode.F11).awaitText("#presenter-hint", "Ctrl+1");
      assertFalse(window.text("#presenter-hint").contains("Page Down"));
      window.picture("presenter-desk");
      for (String gone : List.of("#bind-port", "#send-button", "#ledger-filter")) {
        assertFalse(shown(window, gone), gone);
      }
      for (String there : List.of("#listener-1", "#refusal-fix-0", "#traffic-table")) {
        assertTrue(whole(window, there), there);
      }
      window.click("#listener-1-close").await("told", () -> shown(window, "#notifications"));
      assertTrue(whole(window, "#notice-action"), "what happens by itself is seen here, too");
      window.picture("presenter-notice");
      window.press(KeyCode.CONTROL, KeyCode.DIGIT5);
      window.awaitText("#presenter-hint", "Page Down");
      window.press(KeyCode.CONTROL, KeyCode.DIGIT1).press(KeyCode.ESCAPE);
      window.await("back", () -> window.exists("#status"));
      for (String back : List.of("#bind-port", "#send-button", "#ledger-filter")) {
        assertTrue(shown(window, back), back);
      }
    }
  }

  /** Whether no part of it is outside the window. */
  private static boolean whole(WindowDriver window, String id) {
    return shown(window, id)
        && WindowDriver.onFx(
            () -> {
              Node node = window.node(id);
              Bounds place = node.localToScene(node.getLayoutBounds());
              return place.getMinY() >= 0
                  && place.getMaxX() <= window.scene().getWidth() + 1
                  && place.getMaxY() <= window.scene().getHeight() + 1;
            });
  }

  /** Each state has a word and an icon beside its colour. */
  @Test
  void inHighContrastNothingIsTheColourAlone() {
    int port = FreePorts.orAny(12345);
    try (var window = WindowDriver.open(Workbench.open(Providers.standard(), 8 << 20), 1280, 800)) {
      window.type("#bind-port", String.valueOf(port));
      window.click("#bind-reuseport").awaitText("#listener-1-state", "Listening");
      window.click("#send-source-any");
      window.type("#send-address", "127.0.0.1").type("#send-port", String.valueOf(port));
      window.click("#send-button").awaitText("#listener-1-received", "1");
      theme(window, Theme.Choice.CONTRAST).picture("contrast-desk");
      window.click("#bind-none").awaitText("#refusal-headline", "EADDRINUSE");
      window.type("#bind-address", "127.0.0.x").picture("contrast-refusal");
      assertTrue(window.scene().getRoot().getStyleClass().contains("pb-contrast"));
      List<String> bare =
          WindowDriver.onFx(() -> new StateSigns(Theme.Look.CONTRAST).in(window.scene()));
      assertEquals(List.of(), bare);
      for (int page = 2; page <= 7; page++) {
        window.press(KeyCode.CONTROL, KeyCode.valueOf("DIGIT" + page));
        window.picture("contrast-page-" + page);
      }
    }
  }

  /** Whether it, and all it stands in, can be seen. */
  private static boolean shown(WindowDriver window, String id) {
    return WindowDriver.onFx(
        () -> {
          Node node = window.scene().lookup(id);
          while (node != null && node.isVisible() && node.getParent() != null) {
            node = node.getParent();
          }
          return node == window.scene().getRoot();
        });
  }

  /** Chooses the colours in the menu of the view. */
  static WindowDriver theme(WindowDriver window, Theme.Choice choice) {
    WindowDriver.onFx(
        () -> {
          var menu = (ViewMenu) window.scene().lookup("#view-menu");
          menu.getItems().stream()
              .filter(each -> ("view-theme-" + choice).equals(each.getId()))
              .forEach(each -> each.fire());
          return true;
        });
    return window;
  }
}
