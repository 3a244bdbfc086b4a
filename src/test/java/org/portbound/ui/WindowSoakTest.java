package org.portbound.ui;

import java.util.concurrent.TimeUnit;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.portbound.soak.Soak;
import org.portbound.workbench.Providers;
import org.portbound.workbench.Workbench;

/** Windows are opened and closed, each with a lesson in it, and nothing is left. */
@Tag("long")
@Tag("soak")
@Timeout(value = 40, unit = TimeUnit.MINUTES)
final class WindowSoakTest {
  private static final long LOG_BYTES = 8 << 20;

  @Test
  void windowsOpenAndClose() throws Exception {
    Soak.play(
        Soak.share(1_000, 8),
        5,
        number -> {
          Workbench workbench = Workbench.open(Providers.standard(), LOG_BYTES);
          try (var window = WindowDriver.open(workbench, 1280, 800)) {
            window.press(KeyCode.CONTROL, KeyCode.DIGIT5);
            window.click("#lesson-first");
          }
        });
  }
}
