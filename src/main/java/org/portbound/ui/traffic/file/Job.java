package org.portbound.ui.traffic.file;

import java.util.Optional;
import org.portbound.file.FileProgress;
import org.portbound.text.Message;
import org.portbound.text.TimeLeft;

/**
 * Work on a file that takes a while: says how far it is, and hears that it is not wanted any more.
 * The worker tells, the JavaFX thread asks.
 */
final class Job implements FileProgress {
  private final long beganNs = System.nanoTime();
  private volatile double share;
  private volatile boolean cancelled;

  @Override
  public boolean goesOn(long done, long total) {
    share = total == 0 ? 1 : (double) done / total;
    return !cancelled;
  }

  double share() {
    return share;
  }

  /** How much longer it takes, as soon as that can be told. */
  Optional<Message> left() {
    return TimeLeft.of(share, System.nanoTime() - beganNs);
  }

  void cancel() {
    cancelled = true;
  }
}
