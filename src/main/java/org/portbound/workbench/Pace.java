package org.portbound.workbench;

import java.util.function.LongSupplier;

/**
 * The time that counts for a schedule: without what the sender stood still, because its process was
 * stopped, or the machine was. What was due meanwhile is then sent at the planned rate, later, and
 * not all at once. Belongs to the thread that sends.
 */
final class Pace {
  /**
   * So long a busy machine may keep a thread waiting, and what was due is made up for; in
   * nanoseconds.
   */
  static final long LONGEST_WAIT_NS = 1_000_000_000L;

  private final LongSupplier clock;
  private final long startNs;
  private long lastNs;
  private long stalledNs;

  /**
   * Begins now.
   *
   * @param clock a monotonic one, in nanoseconds
   */
  Pace(LongSupplier clock) {
    this.clock = clock;
    this.startNs = clock.getAsLong();
    this.lastNs = startNs;
  }

  /** How long it has been sending, in nanoseconds; to be asked all the time. */
  long elapsedNs() {
    long nowNs = clock.getAsLong();
    long sinceNs = nowNs - lastNs;
    if (sinceNs > LONGEST_WAIT_NS) {
      stalledNs += sinceNs;
    }
    lastNs = nowNs;
    return nowNs - startNs - stalledNs;
  }

  /** How long it stood still, in nanoseconds. */
  long stalledNs() {
    return stalledNs;
  }
}
