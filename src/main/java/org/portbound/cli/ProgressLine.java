package org.portbound.cli;

import java.util.concurrent.TimeUnit;

/** How far a run is, on one line of standard error that is written over; silent if nobody looks. */
final class ProgressLine implements AutoCloseable {
  private static final long EVERY_NS = TimeUnit.MILLISECONDS.toNanos(200);

  private final Terminal terminal;
  private final String key;
  private long shownNs = System.nanoTime();
  private boolean shown;

  /**
   * @param key of the sentence, with places for what is done and for the total
   */
  ProgressLine(Terminal terminal, String key) {
    this.terminal = terminal;
    this.key = key;
  }

  /** So many are done; shown a few times a second. One thread. */
  void done(long done, long total) {
    long nowNs = System.nanoTime();
    if (terminal.errIsTerminal() && nowNs - shownNs >= EVERY_NS) {
      shownNs = nowNs;
      shown = true;
      terminal.overwrite(terminal.say(key, String.valueOf(done), String.valueOf(total)));
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
