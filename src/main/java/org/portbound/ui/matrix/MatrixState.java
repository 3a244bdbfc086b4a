package org.portbound.ui.matrix;

import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.portbound.experiment.MatrixGrid;

/**
 * The matrix as far as it is there, whatever window shows it. JavaFX thread, but for {@link
 * #run()}, {@code cancelled} and {@code doneShare}.
 */
final class MatrixState {
  final AtomicBoolean cancelled = new AtomicBoolean();
  volatile double doneShare;
  boolean running;

  /** What is shown. */
  @Nullable MatrixGrid grid;

  /** What came of the last run; the same, unless that was cancelled before its first cell. */
  @Nullable MatrixGrid last;

  MatrixPage.Experiment experiment;

  MatrixState(MatrixPage.Experiment experiment) {
    this.experiment = experiment;
  }

  void begin() {
    cancelled.set(false);
    doneShare = 0;
    running = true;
  }

  /** Makes the matrix; blocks. */
  MatrixGrid run() {
    return experiment.run((done, total) -> doneShare = (double) done / total, cancelled::get);
  }

  void end(MatrixGrid result) {
    running = false;
    last = result;
    grid = result.cells().isEmpty() ? grid : result;
  }
}
