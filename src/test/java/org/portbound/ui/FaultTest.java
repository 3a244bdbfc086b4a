package org.portbound.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import javafx.application.ColorScheme;
import javafx.application.Platform;
import javafx.event.ActionEvent;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.input.Clipboard;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.portbound.text.Texts;
import org.portbound.ui.charts.ThrowingChart;
import org.portbound.ui.control.Commands;
import org.portbound.ui.control.Settings;
import org.portbound.ui.control.UiContext;
import org.portbound.workbench.Providers;
import org.portbound.workbench.Workbench;

/** What nobody expected is told where it happened, and everything else runs on. */
@Tag("long")
@Timeout(value = 240, unit = TimeUnit.SECONDS)
final class FaultTest {
  private final WindowDriver window =
      WindowDriver.open(Workbench.open(Providers.standard(), 8 << 20), 1280, 800)
          .dress(ColorScheme.LIGHT);

  @AfterEach
  void close() {
    window.closeAfterFault();
  }

  private static String clipboard() {
    return WindowDriver.onFx(() -> Clipboard.getSystemClipboard().getString());
  }

  @Test
  void aPageThatThrowsTellsItAndTheOthersRunOn() {
    window.click("#page-charts");
    Platform.runLater(ThrowingChart::draw);
    window.awaitText("#fault-charts-sentence", "the chart has no axis");
    assertTrue(window.notice().isEmpty(), "it is told once");
    Platform.runLater(ThrowingChart::draw);
    window.awaitText("#fault-charts-sentence", "It happened 2 times");
    window.picture("fault-page").dress(ColorScheme.DARK).picture("fault-page-dark");
    window.dress(ColorScheme.LIGHT).click("#fault-charts-copy");
    assertTrue(clipboard().startsWith("portbound "), clipboard());
    assertTrue(clipboard().contains(System.getProperty("os.name")), clipboard());
    assertTrue(clipboard().contains("ThrowingChart.draw"), clipboard());
    window.click("#fault-charts-again");
    assertFalse(window.exists("#fault-charts"));

    window.press(KeyCode.CONTROL, KeyCode.DIGIT1);
    Thread.ofPlatform().name("made-up").start(ThrowingChart::draw);
    window.await("told, for nobody looks at it", () -> window.notice().contains("has no axis"));
    window.type("#bind-port", String.valueOf(FreePorts.any()));
    window.click("#bind-none").awaitText("#listener-1-state", "Listening");
    window.click("#page-charts").click("#fault-charts-close");
    assertFalse(window.exists("#fault-charts"));

    window.click("#page-desk");
    var button = (Button) window.node("#bind-none");
    button.addEventHandler(
        ActionEvent.ACTION,
        event -> {
          throw new IllegalArgumentException("a handler of nobody");
        });
    Platform.runLater(button::fire);
    window.await("told", () -> window.notice().contains("a handler of nobody"));
    window
        .click("#bind-reuseport")
        .awaitText("#refusal-headline", "EADDRINUSE")
        .picture("fault-handler");
  }

  @Test
  void aPageThatCannotBeBuiltIsBuiltWhenTheUserTriesAgain() {
    var tries = new AtomicInteger();
    var looks = new AtomicInteger();
    Supplier<PageFrame.Page> throwing =
        () -> {
          if (tries.incrementAndGet() == 1) {
            throw new IllegalStateException("a page that is not there yet");
          }
          var content = new Label("here it is");
          content.setId("late-page");
          return new PageFrame.Page(
              content,
              inSight -> {
                if (inSight && looks.incrementAndGet() == 1) {
                  throw new IllegalStateException("\u202enot ready");
                }
              });
        };
    PageFrame frame =
        WindowDriver.onFx(
            () -> {
              var texts = Texts.in(java.util.Locale.ENGLISH);
              var context =
                  new UiContext(
                      texts, new Commands(error -> {}), Settings.unsaved(), new GivenFiles());
              var made = new PageFrame(context, "late", throwing);
              made.build();
              ((ScrollPane) window.scene().getRoot().lookup(".pb-page")).setContent(made);
              return made;
            });
    window.awaitText("#fault-late-sentence", "This page could not be shown: a page that is not");
    WindowDriver.onFx(
        () -> {
          frame.shown(true);
          return true;
        });
    window.picture("fault-not-built").click("#fault-late-again");
    window.await("it is there", () -> window.exists("#late-page"));
    window.awaitText("#fault-late-sentence", "\\xe2\\x80\\xaenot ready");
    window.click("#fault-late-again");
    assertFalse(window.exists("#fault-late"));
    assertEquals(2, tries.get());
  }
}
