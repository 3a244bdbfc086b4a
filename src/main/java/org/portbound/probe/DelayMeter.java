package org.portbound.probe;

/**
 * Time from sending to receiving, and how it varies. Sender and receiver may read different clocks:
 * then a delay is off by a constant, which falls out of the jitter and of differences. Not safe for
 * several threads.
 */
final class DelayMeter {
  /** How much of a new difference goes into the jitter (RFC 3550, 6.4.1). */
  private static final double GAIN = 1.0 / 16;

  private long count;

  /** The first delay; sums are kept relative to it, for it may be years. */
  private long baseNs;

  private double sumNs;
  private long minNs;
  private long maxNs;
  private long lastNs;
  private double jitterNs;

  // Since the last step.
  private long stepCount;
  private double stepSumNs;

  /** Takes in one datagram, in the order of arrival. */
  void take(long sentNs, long receivedNs) {
    long delayNs = receivedNs - sentNs;
    if (count == 0) {
      baseNs = delayNs;
      minNs = delayNs;
      maxNs = delayNs;
    } else {
      jitterNs += (Math.abs((double) (delayNs - lastNs)) - jitterNs) * GAIN;
      minNs = Math.min(minNs, delayNs);
      maxNs = Math.max(maxNs, delayNs);
    }
    count++;
    lastNs = delayNs;
    double beyondNs = delayNs - baseNs;
    sumNs += beyondNs;
    stepSumNs += beyondNs;
    stepCount++;
  }

  /** Begins another step, once the mean of this one was read. */
  void nextStep() {
    stepCount = 0;
    stepSumNs = 0;
  }

  /** The first of all. */
  long firstNs() {
    return baseNs;
  }

  long minNs() {
    return minNs;
  }

  long maxNs() {
    return maxNs;
  }

  /**
   * The mean.
   *
   * @param zeroNs what is taken off, before it becomes a number that has no room for years
   */
  double meanNs(long zeroNs) {
    return count == 0 ? 0 : (baseNs - zeroNs) + sumNs / count;
  }

  /** The mean of this step, likewise, or {@link Double#NaN} if nothing came in it. */
  double stepMeanNs(long zeroNs) {
    return stepCount == 0 ? Double.NaN : (baseNs - zeroNs) + stepSumNs / stepCount;
  }

  /** Interarrival jitter as of RFC 3550, 6.4.1, in nanoseconds. */
  double jitterNs() {
    return jitterNs;
  }
}
