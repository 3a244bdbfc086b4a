package org.portbound.message;

import java.time.Duration;
import java.util.OptionalLong;

/**
 * How often a message is sent.
 *
 * @param count how many times, at least 1, or empty until it is stopped
 * @param perSecond how many a second, or {@link #UNPACED}
 */
public record Schedule(OptionalLong count, double perSecond) {
  /** As fast as the machine gives. */
  public static final double UNPACED = Double.POSITIVE_INFINITY;

  private static final double NS_PER_S = 1e9;

  /**
   * @throws IllegalArgumentException if the count is below 1 or the rate is not above 0
   */
  public Schedule {
    if (count.isPresent() && count.getAsLong() < 1) {
      throw new IllegalArgumentException("a count of " + count.getAsLong());
    }
    if (!(perSecond > 0)) {
      throw new IllegalArgumentException("a rate of " + perSecond);
    }
  }

  /** A rate from an interval. */
  public static double perSecond(Duration interval) {
    return interval.isZero() ? UNPACED : NS_PER_S / interval.toNanos();
  }

  /**
   * How many are due.
   *
   * @param elapsedNs since the first was due, in nanoseconds
   * @param done how many were attempted so far
   * @param most no more than this
   * @return 0 to {@code most}
   */
  public int due(long elapsedNs, long done, int most) {
    double byTime =
        perSecond == UNPACED ? done + most : Math.floor(elapsedNs * perSecond / NS_PER_S) + 1;
    double left = Math.min(byTime, count.orElse(Long.MAX_VALUE)) - done;
    return (int) Math.clamp(left, 0, most);
  }

  /** How long after the first this one is due, in nanoseconds. */
  public long dueNs(long done) {
    return perSecond == UNPACED ? 0 : (long) (done / perSecond * NS_PER_S);
  }
}
