package org.portbound.ui.traffic.file;

import org.portbound.file.FileProgress;

/**
 * Work on a file that takes a while: says how far it is, and hears that it is not wanted any more.
 * The worker tells, the JavaFX thread asks.
 */
final class Job implements FileProgress {
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

  void cancel() {
    cancelled = true;
  }
}
