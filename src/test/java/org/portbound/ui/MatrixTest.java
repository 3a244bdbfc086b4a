package org.portbound.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javafx.application.ColorScheme;
import javafx.scene.control.ProgressBar;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.portbound.experiment.Laboratory;
import org.portbound.experiment.Matrix;
import org.portbound.experiment.MatrixCell;
import org.portbound.experiment.MatrixGrid;
import org.portbound.experiment.MatrixResult;
import org.portbound.socket.Errno;
import org.portbound.ui.matrix.MatrixPage;
import org.portbound.workbench.Providers;
import org.portbound.workbench.Workbench;

/** The matrix on this kernel: run, explained, loaded into the bind form, and saved. */
@Tag("long")
@Timeout(value = 240, unit = TimeUnit.SECONDS)
final class MatrixTest {
  /** Two rows and a half. */
  private static final int DONE_WHEN_CANCELLED = 40;

  private static final int DIFFERING = 5;
  private static final Laboratory LABORATORY = new Laboratory(false, 0, OptionalInt.empty(), null);

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
      window.picture("matrix-small", 1000, 700);
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

  @Test
  void cancelStopsTheProgressAndKeepsWhatIsThere() {
    var provider = Providers.standard();
    var gate = new CountDownLatch(1);
    try (var window = WindowDriver.open(Workbench.open(provider, 8 << 20), 1280, 800)) {
      window.dress(ColorScheme.LIGHT).press(KeyCode.CONTROL, KeyCode.DIGIT3);
      experimentBy(
          window,
          (progress, cancelled) ->
              Matrix.run(
                  provider,
                  (done, total) -> {
                    progress.done(done, total);
                    if (done == DONE_WHEN_CANCELLED) {
                      await(gate);
                    }
                  },
                  cancelled));
      window.click("#matrix-run");
      var bar = (ProgressBar) window.node("#matrix-progress");
      window.await("progress is shown", () -> bar.isVisible() && bar.getProgress() > 0);
      assertEquals("Trying every pair …", window.text("#matrix-empty-title"));
      window.awaitText("#matrix-left", "left").picture("matrix-running").click("#matrix-cancel");
      gate.countDown();
      window.awaitText("#matrix-summary", "Cancelled after " + DONE_WHEN_CANCELLED);
      assertFalse(bar.isVisible());
      assertFalse(window.node("#matrix-run").isDisabled(), "it can be run again");
      assertTrue(window.exists("#matrix-cell-2-7"), "the last cell that was tried");
      assertFalse(window.exists("#matrix-cell-2-8"), "not tried");
      assertEquals("allowed", window.text("#matrix-cell-0-5"));
      window.picture("matrix-cancelled");

      experimentBy(window, (_, _) -> new MatrixGrid(LABORATORY, "posix", List.of()));
      window.click("#matrix-run").awaitText("#matrix-summary", "0 pairs");
      assertTrue(window.exists("#matrix-cell-2-7"), "nothing came: what was there stays");
    }
  }

  @Test
  void aCellThatDiffersFromThePredictionStandsOut() {
    var provider = Providers.standard();
    try (var window = WindowDriver.open(Workbench.open(provider, 8 << 20), 1280, 800)) {
      window.dress(ColorScheme.LIGHT).press(KeyCode.CONTROL, KeyCode.DIGIT3);
      experimentBy(window, (progress, stop) -> differing(Matrix.run(provider, progress, stop)));
      window.click("#matrix-run").awaitText("#matrix-summary", "1 against the prediction");
      assertEquals("refused!", window.text("#matrix-cell-0-5"));
      window.click("#matrix-cell-0-5");
      window.awaitText("#matrix-detail-prediction", "allowed");
      window.awaitText("#matrix-detail-answer", "EADDRINUSE");
      window.picture("matrix-differs");
      window.dress(ColorScheme.DARK).picture("matrix-differs-dark").dress(ColorScheme.LIGHT);
    }
  }

  /** As this kernel answered, but for one pair with SO_REUSEADDR. */
  private static MatrixGrid differing(MatrixGrid real) {
    var cells = new ArrayList<>(real.cells());
    MatrixCell cell = cells.get(DIFFERING);
    cells.set(
        DIFFERING,
        new MatrixCell(
            cell.addresses(),
            cell.first(),
            cell.second(),
            cell.otherUser(),
            cell.prediction(),
            new MatrixResult.Refused(Errno.EADDRINUSE)));
    return new MatrixGrid(real.laboratory(), real.provider(), cells);
  }

  private static void experimentBy(WindowDriver window, MatrixPage.Experiment experiment) {
    WindowDriver.onFx(
        () -> {
          ((MatrixPage) window.scene().lookup("#matrix-page")).experimentBy(experiment);
          return true;
        });
  }

  private static void await(CountDownLatch gate) {
    try {
      assertTrue(gate.await(30, TimeUnit.SECONDS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
