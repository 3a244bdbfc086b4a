package org.portbound.ui.control.chart;

import java.util.Locale;
import org.portbound.ui.control.Formats;

/** How exact values are written beside the charts. */
public final class Figures {
  private Figures() {}

  /** {@code 12,345} or {@code 0.4}: a rate with a place after the point where it has one. */
  public static String rate(double perSecond) {
    long whole = Math.round(perSecond);
    return Math.abs(perSecond - whole) < 0.05
        ? Formats.count(whole)
        : String.format(Locale.ROOT, "%,.1f", perSecond);
  }

  /** {@code 33.3 %}. */
  public static String percent(long part, long whole) {
    return String.format(Locale.ROOT, "%.1f %%", whole == 0 ? 0.0 : 100.0 * part / whole);
  }
}
