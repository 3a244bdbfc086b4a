package org.portbound.ui.control;

import java.math.BigDecimal;
import java.math.MathContext;
import java.text.NumberFormat;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * How numbers and times are written in the window: alike in every language, see {@link
 * org.portbound.text.Texts}. JavaFX thread.
 */
public final class Formats {
  private static final DateTimeFormatter CLOCK =
      DateTimeFormatter.ofPattern("HH:mm:ss.SSSSSS", Locale.ROOT).withZone(ZoneId.systemDefault());
  private static final DateTimeFormatter UTC_CLOCK =
      DateTimeFormatter.ofPattern("HH:mm:ss.SSSSSS", Locale.ROOT).withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ISO_LOCAL_DATE.withZone(ZoneId.systemDefault());
  private static final DateTimeFormatter UTC_DATE =
      DateTimeFormatter.ISO_LOCAL_DATE.withZone(ZoneOffset.UTC);
  private static final long SECOND_NS = 1_000_000_000L;
  private static final NumberFormat GROUPED = NumberFormat.getIntegerInstance(Locale.ENGLISH);

  private static final String PREFIXES = " kMGTP";

  private Formats() {}

  /** A count with separators: {@code 12,345}. */
  public static String count(long count) {
    return GROUPED.format(count);
  }

  /** A length in bytes, rounded: {@code 950 B}, {@code 1.2 MB}. */
  public static String size(long bytes) {
    if (bytes < 1_000) {
      return bytes + " B";
    }
    int prefix = 0;
    double scaled = bytes;
    while (scaled >= 999.95 && prefix < PREFIXES.length() - 1) {
      scaled /= 1_000;
      prefix++;
    }
    return String.format(Locale.ROOT, "%.1f %cB", scaled, PREFIXES.charAt(prefix));
  }

  /** Local time to the microsecond, from nanoseconds since 1970. */
  public static String clock(long timeNs) {
    return CLOCK.format(instant(timeNs));
  }

  private static Instant instant(long timeNs) {
    return Instant.ofEpochSecond(
        Math.floorDiv(timeNs, SECOND_NS), Math.floorMod(timeNs, SECOND_NS));
  }

  /** Time of day in UTC to the microsecond, from nanoseconds since 1970. */
  public static String utcClock(long timeNs) {
    return UTC_CLOCK.format(instant(timeNs));
  }

  /** Local date, from nanoseconds since 1970: {@code 2026-01-31}. */
  public static String date(long timeNs) {
    return DATE.format(instant(timeNs));
  }

  /** Date in UTC, from nanoseconds since 1970: {@code 2026-01-31 UTC}. */
  public static String utcDate(long timeNs) {
    return UTC_DATE.format(instant(timeNs)) + " UTC";
  }

  /** Seconds to the tenth, from nanoseconds: {@code 12.3}. */
  public static String tenths(long durationNs) {
    return String.format(Locale.ROOT, "%,.1f", durationNs / 1e9);
  }

  /** Seconds in three digits, or to the second: {@code 29.9}, {@code 0.000012}, {@code 1,234}. */
  public static String briefSeconds(long durationNs) {
    return durationNs >= 100 * SECOND_NS
        ? count(Math.round((double) durationNs / SECOND_NS))
        : BigDecimal.valueOf(durationNs, 9)
            .round(new MathContext(3))
            .stripTrailingZeros()
            .toPlainString();
  }

  /** Seconds to the microsecond, from nanoseconds: {@code 0.000012}. */
  public static String seconds(long durationNs) {
    long microseconds = Math.abs(durationNs) / 1_000;
    String fraction = String.valueOf(1_000_000 + microseconds % 1_000_000).substring(1);
    return (durationNs < 0 ? "−" : "") + count(microseconds / 1_000_000) + "." + fraction;
  }

  /** Local time to the microsecond. */
  public static String clock(Instant time) {
    return CLOCK.format(time);
  }
}
