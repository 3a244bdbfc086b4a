package org.portbound.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import javafx.application.ColorScheme;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.portbound.workbench.Providers;
import org.portbound.workbench.Workbench;

/** The matrix on this kernel: run, explained, loaded into the bind form, and saved. */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
final class MatrixTest {
  @TempDir private Path folder = Path.of("");

  @Test
  void everyPairIsTriedExplainedAndSaved() throws IOException {
    try (var window =
        WindowDriver.open(
            Workbench.open(Providers.standard(), 8 << 20),
            1280,
            800,
            new GivenFiles().saveIn(folder))) {
      window.dress(ColorScheme.LIGHT).press(KeyCode.CONTROL, KeyCode.DIGIT3);
      window.picture("matrix-empty");
      window
          .click("#matrix-run")
          .awaitText("#matrix-summary", "this kernel does what is predicted");
      window.picture("matrix").picture("matrix-large", 1920, 1080);
      window.picture("matrix-small", 1140, 700);
      assertEquals("refused", window.text("#matrix-cell-0-0"));
      assertEquals("allowed", window.text("#matrix-cell-0-5"));

      window.click("#matrix-cell-2-6");
      window.awaitText("#matrix-detail-headline", "127.0.0.1 with SO_REUSEADDR, then 0.0.0.0");
      window.awaitText("#matrix-detail-answer", "EADDRINUSE");
      window.picture("matrix-cell");
      window.dress(ColorScheme.DARK).picture("matrix-dark");

      window.click("#matrix-csv").awaitText("#matrix-summary", ".csv");
      window.click("#matrix-png").awaitText("#matrix-summary", ".png");
      assertTrue(Files.readAllLines(folder.resolve("portbound-matrix.csv")).size() > 17 * 16);
      assertTrue(Files.size(folder.resolve("portbound-matrix.png")) > 1_000);

      window.dress(ColorScheme.LIGHT);
      window.click("#matrix-load").awaitText("#bind-address", "0.0.0.0");
      assertEquals("12345", window.text("#bind-port"));
    }
  }
}
