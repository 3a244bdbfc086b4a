package org.portbound.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import javafx.geometry.Rectangle2D;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.portbound.ui.control.Settings;
import org.portbound.workbench.Providers;
import org.portbound.workbench.Workbench;

/** The next window is as the user left the last one. */
@Tag("long")
@Timeout(value = 240, unit = TimeUnit.SECONDS)
final class MemoryTest {
  @TempDir private Path folder = Path.of("");

  private WindowDriver open(Settings settings) {
    return WindowDriver.open(Workbench.open(Providers.standard(), 8 << 20), settings, 1280, 800);
  }

  @Test
  void formsPageAndWhatWasUsedLastAreFoundAgain() {
    Path file = folder.resolve("settings.json");
    int port = FreePorts.any();
    try (Settings settings = Settings.open(file);
        var window = open(settings)) {
      window.type("#bind-address", "127.0.0.9").type("#bind-port", String.valueOf(port));
      window.click("#bind-both").awaitText("#listener-1-state", "Listening");
      window.type("#bind-groups", "239.1.2.9@lo").click("#bind-close-on-exit");
      window.click("#send-source-any").click("#send-as-hex").type("#send-payload", "de ad");
      window.type("#send-address", "127.0.0.9").type("#send-ttl", "3");
      window.type("#traffic-filter", "len > 3");
      window.click("#page-interfaces");
    }
    try (Settings settings = Settings.open(file);
        var window = open(settings)) {
      window.await("the page is there", () -> window.exists("#interfaces-table"));
      window.click("#page-desk");
      assertEquals("127.0.0.9", window.text("#bind-address"));
      assertEquals(String.valueOf(port), window.text("#bind-port"));
      assertEquals("239.1.2.9@lo", window.text("#bind-groups"));
      assertEquals("de ad", window.text("#send-payload"));
      assertEquals("3", window.text("#send-ttl"));
      assertTrue(selected(window, "#send-source-any"));
      assertTrue(selected(window, "#send-as-hex"));
      assertEquals("", window.text("#traffic-filter"), "a filter would hide what arrives now");
      assertTrue(window.workbench().listeners().isEmpty(), "nothing is opened by itself");
      window.type("#send-address", "::1").press(KeyCode.DOWN);
      window.await("what was used last is offered", () -> window.exists("#recent-addresses"));
      window.picture("recent-addresses", "#recent-addresses");
      window.press(KeyCode.DOWN).press(KeyCode.ENTER).awaitText("#send-address", "127.0.0.9");
      assertFalse(window.exists("#recent-addresses"));
      window.picture("restored");
    }
  }

  private static boolean selected(WindowDriver window, String id) {
    return WindowDriver.onFx(() -> ((ToggleButton) window.node(id)).isSelected());
  }

  @Test
  void aWindowIsNeverPutWhereNoScreenIs() {
    var screen = new Rectangle2D(0, 0, 1280, 1000);
    assertEquals(
        new WindowPlace(0, 200, 1280, 800, false),
        new WindowPlace(5_000, 900, 4_000, 800, false).onto(screen));
    assertEquals(
        new WindowPlace(80, 0, 1200, 1000, true),
        new WindowPlace(300, -700, 1200, 1e308, true).onto(screen));
  }
}
