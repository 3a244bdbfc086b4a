package org.portbound.cli;

import java.util.concurrent.TimeUnit;
import org.portbound.text.TimeLeft;

/**
 * How far a run is and how much longer it takes, on one line of standard error that is written
 * over; silent if nobody looks.
 */
final class ProgressLine implements AutoCloseable {
  private static final long EVERY_NS = TimeUnit.MILLISECONDS.toNanos(200);

  private final Terminal terminal;
  private final String key;
  private final long beganNs = System.nanoTime();
  private long shownNs = beganNs;
  private boolean shown;

  /**
   * @param key of the sentence, with places for what it is shown with
   */
  ProgressLine(Terminal terminal, String key) {
    this.terminal = terminal;
    this.key = key;
  }

  /** So many are done, of so many, or of 0 if it has no end. One thread. */
  void done(long done, long total) {
    show(total == 0 ? 0 : (double) done / total, done, total);
  }

  /**
   * Shows the sentence a few times a second. One thread.
   *
   * @param doneShare how much is done, from 0 to 1; 0 if it has no end
   */
  void show(double doneShare, Object... arguments) {
    long nowNs = System.nanoTime();
    if (terminal.errIsTerminal() && nowNs - shownNs >= EVERY_NS) {
      shownNs = nowNs;
      shown = true;
      String left =
          TimeLeft.of(doneShare, nowNs - beganNs)
              .map(time -> " · " + terminal.say(time))
              .orElse("");
      terminal.overwrite(terminal.say(key, arguments) + left);
    }
  }

  /** Takes the line away. */
  @Override
  public void close() {
    if (shown) {
      shown = false;
      terminal.overwrite("");
    }
  }
}
