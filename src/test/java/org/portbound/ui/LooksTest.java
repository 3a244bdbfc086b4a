package org.portbound.ui;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.TimeUnit;
import javafx.application.ColorScheme;
import javafx.application.Platform;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.portbound.FixedPorts;
import org.portbound.workbench.Providers;
import org.portbound.workbench.Workbench;

/** Leaves a picture of each main state, light and dark, on a laptop and on a large screen. */
@Tag("long")
@Timeout(value = 300, unit = TimeUnit.SECONDS)
@ExtendWith(FixedPorts.class)
final class LooksTest {
  private static void picture(WindowDriver window, String name) {
    window.picture(name).picture(name + "-large", 1920, 1080);
  }

  @Test
  void everyMainState() {
    int port = FreePorts.orAny(12345);
    int groupPort = FreePorts.orAny(3702);
    try (var window = WindowDriver.open(Workbench.open(Providers.standard(), 8 << 20), 1280, 800)) {
      window.dress(ColorScheme.LIGHT);
      picture(window, "first");
      window.type("#bind-port", String.valueOf(port));
      window.click("#bind-none").awaitText("#listener-1-state", "Listening");
      window.click("#bind-none").awaitText("#refusal-headline", "EADDRINUSE");
      picture(window, "refusal");
      window.picture("refusal-small", 1000, 700);
      window.dress(ColorScheme.DARK);
      picture(window, "refusal-dark");
      window.dress(ColorScheme.LIGHT);
      window.click("#refusal-fix-0").awaitText("#refusal-headline", "Both are bound now");
      picture(window, "both-bound");
      window.click("#bind-presets").click("#bind-preset-ws-discovery");
      window.type("#bind-port", String.valueOf(groupPort));
      window.click("#bind-reuseport").awaitText("#listener-3-state", "Listening");
      window.type("#send-source-address", "127.0.0.1:" + port);
      window.type("#send-port", String.valueOf(groupPort));
      window.click("#send-button").awaitText("#listener-3-received", "1");
      window.click("#traffic-table").press(KeyCode.HOME).awaitText("#detail-headline", "12 bytes");
      picture(window, "received");
      window.dress(ColorScheme.DARK);
      assertTrue(window.scene().getRoot().getStyleClass().contains("pb-dark"));
      picture(window, "received-dark");
      window.dress(ColorScheme.LIGHT);
      window.type("#bind-address", "127.0.0.x").type("#bind-groups", "10.0.0.1");
      window.type("#send-address", "localhost");
      picture(window, "bad-input");
    }
  }

  @Test
  void closedByExitAndAnythingUnexpected() {
    int port = FreePorts.orAny(12345);
    var window = WindowDriver.open(Workbench.open(Providers.standard(), 8 << 20), 1280, 800);
    window.type("#bind-port", String.valueOf(port)).click("#bind-close-on-exit");
    window.click("#bind-reuseaddr").awaitText("#listener-1-state", "Listening");
    window.click("#send-source-listener");
    window.type("#send-address", "127.0.0.1").type("#send-port", String.valueOf(port));
    window.type("#send-payload", "exit").click("#send-button");
    window.awaitText("#listener-1-state", "Closed");
    window.await("the notice is there", () -> !window.notice().isEmpty());
    picture(window, "closed");

    Platform.runLater(
        () -> {
          throw new IllegalStateException("made up by the test");
        });
    window.await("it is shown", () -> window.notice().contains("made up by the test"));
    picture(window, "unexpected");
    window.click("#theme-toggle");
    window.closeAfterFault();
  }
}
