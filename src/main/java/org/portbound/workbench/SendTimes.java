package org.portbound.workbench;

/**
 * When the last datagrams of a series were sent, so that a reply can be told how late it is. Any
 * thread; {@code this} guards it.
 */
final class SendTimes {
  private static final int KEPT = 256;

  private final long[] timesNs = new long[KEPT];
  private long count;

  /** Datagrams were sent at this time, in nanoseconds since 1970. */
  synchronized void add(long timeNs) {
    timesNs[(int) (count % KEPT)] = timeNs;
    count++;
  }

  /** The last time at which something was sent not after this; the oldest known if none was. */
  synchronized long lastBefore(long timeNs) {
    long oldest = Math.max(0, count - KEPT);
    for (long i = count - 1; i > oldest; i--) {
      long each = timesNs[(int) (i % KEPT)];
      if (each <= timeNs) {
        return each;
      }
    }
    return timesNs[(int) (oldest % KEPT)];
  }
}
