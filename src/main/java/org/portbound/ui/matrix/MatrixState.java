package org.portbound.ui.matrix;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.portbound.experiment.MatrixGrid;
import org.portbound.text.Message;
import org.portbound.text.TimeLeft;

/**
 * The matrix as far as it is there, whatever window shows it. JavaFX thread, but for {@link
 * #run()}, {@code cancelled} and {@code doneShare}.
 */
final class MatrixState {
  final AtomicBoolean cancelled = new AtomicBoolean();
  volatile double doneShare;
  boolean running;
  private long beganNs;

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
    beganNs = System.nanoTime();
    running = true;
  }

  /** How much longer it takes, as soon as that can be told. */
  Optional<Message> left() {
    return TimeLeft.of(doneShare, System.nanoTime() - beganNs);
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
