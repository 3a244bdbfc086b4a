package org.portbound.ui.control.chart;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * A scale from 0 with steps that are easy to read: 1, 2 or 5 times a power of ten.
 *
 * @param step from one mark to the next
 * @param steps how many of them
 */
public record Axis(long step, int steps) {
  private static final String[] PREFIXES = {"", "k", "M", "G", "T"};

  /**
   * The shortest scale that has room for a value.
   *
   * @param highest a value from 0 on
   * @param mostSteps at least 1
   */
  public static Axis upTo(double highest, int mostSteps) {
    long power = 1;
    while (true) {
      for (int factor : new int[] {1, 2, 5}) {
        long step = factor * power;
        int steps = (int) Math.max(1, Math.min(Integer.MAX_VALUE, Math.ceil(highest / step)));
        if (steps <= mostSteps) {
          return new Axis(step, steps);
        }
      }
      power *= 10;
    }
  }

  /** The value of the last mark. */
  public long top() {
    return step * steps;
  }

  /** {@code 950}, {@code 20k}, {@code 1.5M}: thousands of thousands, as bytes are sold too. */
  public static String brief(double value) {
    int prefix = 0;
    double scaled = value;
    while (scaled >= 999.5 && prefix < PREFIXES.length - 1) {
      scaled /= 1000;
      prefix++;
    }
    int digits = prefix == 0 ? 0 : scaled < 9.995 ? 2 : scaled < 99.95 ? 1 : 0;
    BigDecimal rounded = BigDecimal.valueOf(scaled).setScale(digits, RoundingMode.HALF_UP);
    boolean zero = rounded.signum() == 0;
    return (zero ? "0" : rounded.stripTrailingZeros().toPlainString()) + PREFIXES[prefix];
  }
}
