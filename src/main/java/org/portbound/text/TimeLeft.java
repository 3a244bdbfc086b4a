package org.portbound.text;

import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** How much longer work takes that goes on as fast as it has gone so far. */
public final class TimeLeft {
  /** Before that, the beginning says little of the rest; and who waits no longer needs no word. */
  private static final long TOO_EARLY_NS = TimeUnit.SECONDS.toNanos(1);

  private static final double NS_PER_S = 1e9;

  /** So many seconds are told one by one. */
  private static final int SINGLY_S = 10;

  private static final int ROUGHLY_S = 5;
  private static final int MINUTE_S = 60;
  private static final int HOUR_S = 3_600;

  /** More than a year is no time that anybody waits. */
  private static final double MOST_S = 365.0 * 24 * HOUR_S;

  private TimeLeft() {}

  /**
   * Says it, rounded up, so that it rarely changes and is rarely too little.
   *
   * @param doneShare how much of the work is done, from 0 to 1; 0 if nobody knows how much there is
   * @param elapsedNs how long that took, in nanoseconds
   * @return empty in the first second, as long as nothing is done, and once all is
   */
  public static Optional<Message> of(double doneShare, long elapsedNs) {
    if (elapsedNs < TOO_EARLY_NS || !(doneShare > 0 && doneShare < 1)) {
      return Optional.empty();
    }
    double leftS = elapsedNs / NS_PER_S * (1 - doneShare) / doneShare;
    return leftS > MOST_S ? Optional.empty() : Optional.of(words((long) Math.ceil(leftS)));
  }

  private static Message words(long seconds) {
    long roughly = seconds <= SINGLY_S ? seconds : up(seconds, ROUGHLY_S);
    if (roughly < MINUTE_S) {
      return Message.of("text.time-left.seconds", roughly);
    }
    long minutes = up(seconds, MINUTE_S) / MINUTE_S;
    if (minutes < HOUR_S / MINUTE_S) {
      return Message.of("text.time-left.minutes", minutes);
    }
    return Message.of("text.time-left.hours", up(seconds, HOUR_S) / HOUR_S);
  }

  private static long up(long seconds, int to) {
    return Math.ceilDiv(seconds, to) * to;
  }
}
