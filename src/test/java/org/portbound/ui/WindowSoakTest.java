package org.portbound.ui;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.portbound.soak.Soak;
import org.portbound.workbench.Providers;
import org.portbound.workbench.Workbench;

/**
 * Windows are opened and closed, each with a lesson in it, some after they have changed their
 * language and with the guide beside them; nothing of them is left.
 */
@Tag("long")
@Tag("soak")
@Timeout(value = 90, unit = TimeUnit.MINUTES)
final class WindowSoakTest {
  private static final long LOG_BYTES = 8 << 20;

  /** As many as fill JavaFX's memory of texts that were laid out. */
  private static final int FIRST_ROUNDS = (int) Soak.share(100, 6);

  private static final int ALL_OF_IT_EVERY = 20;

  @Test
  void windowsOpenAndClose() throws Exception {
    assumeTrue(Files.exists(Path.of("/proc/self/fd")), "descriptors are counted in /proc");
    Soak.play(
        Soak.share(1_000, 9),
        FIRST_ROUNDS,
        number -> {
          // The window leaves a workbench that is busy to the end of the process, which is not
          // here.
          try (Workbench workbench = Workbench.open(Providers.standard(), LOG_BYTES);
              var window = WindowDriver.open(workbench, 1280, 800)) {
            window.press(KeyCode.CONTROL, KeyCode.DIGIT5);
            window.click("#lesson-first");
            if (number % ALL_OF_IT_EVERY == 0) {
              window.press(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.P);
              window.await("the palette is open", () -> window.exists("#palette"));
              window.press(KeyCode.ESCAPE);
              new Speech(window).change("id");
              window.press(KeyCode.F1);
              window.await("the guide is open", () -> window.exists("#guide-window"));
            }
          }
        });
  }
}
