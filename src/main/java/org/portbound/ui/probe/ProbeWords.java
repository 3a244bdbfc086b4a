package org.portbound.ui.probe;

import java.math.BigDecimal;
import java.util.Locale;
import org.portbound.probe.ProbeStream;
import org.portbound.ui.control.Formats;
import org.portbound.ui.control.UiContext;

/** How a stream's figures are written. */
final class ProbeWords {
  static final String UNKNOWN = "–";

  private static final double NS_PER_US = 1e3;
  private static final double US_PER_MS = 1e3;
  private static final double US_PER_S = 1e6;

  private final UiContext context;

  ProbeWords(UiContext context) {
    this.context = context;
  }

  /** {@code 12.3 µs}, {@code 4.56 ms}: three digits. */
  static String time(double ns) {
    double us = ns / NS_PER_US;
    double size = Math.abs(us);
    return size >= US_PER_S
        ? digits(us / US_PER_S) + " s"
        : size >= US_PER_MS ? digits(us / US_PER_MS) + " ms" : digits(us) + " µs";
  }

  private static String digits(double value) {
    double size = Math.abs(value);
    int places = size >= 99.95 ? 0 : size >= 9.995 ? 1 : 2;
    return String.format(Locale.ROOT, "%,." + places + "f", value);
  }

  /** A round number of nanoseconds at an axis: {@code 50 µs}, {@code 1.5 ms}. */
  static String axisTime(long ns) {
    String unit =
        ns >= 1_000_000_000 ? " s" : ns >= 1_000_000 ? " ms" : ns >= 1_000 ? " µs" : " ns";
    long of =
        ns >= 1_000_000_000 ? 1_000_000_000 : ns >= 1_000_000 ? 1_000_000 : ns >= 1_000 ? 1_000 : 1;
    return BigDecimal.valueOf(ns)
            .divide(BigDecimal.valueOf(of))
            .stripTrailingZeros()
            .toPlainString()
        + unit;
  }

  /** {@code 0.25 %}. */
  static String percent(double share) {
    return String.format(Locale.ROOT, "%.2f %%", 100 * share);
  }

  /** {@code 999.6}. */
  static String rate(double perSecond) {
    return String.format(Locale.ROOT, "%,.1f", perSecond);
  }

  String state(ProbeStream stream) {
    return context.say("ui.probe.state." + stream.state());
  }

  /** A delay; with a plus before it if it counts from the quickest. */
  static String delay(ProbeStream stream, double ns) {
    return (stream.delay().sameClock() ? "" : "+") + time(ns);
  }

  static String ttl(ProbeStream.Ttl ttl) {
    if (ttl.max() < 0) {
      return UNKNOWN;
    }
    return ttl.min() == ttl.max() ? String.valueOf(ttl.max()) : ttl.min() + "–" + ttl.max();
  }

  static String count(long count) {
    return Formats.count(count);
  }
}
