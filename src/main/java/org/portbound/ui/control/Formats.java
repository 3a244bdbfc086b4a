package org.portbound.ui.control;

import java.text.NumberFormat;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** How numbers and times are written in the window. JavaFX thread. */
public final class Formats {
  private static final DateTimeFormatter CLOCK =
      DateTimeFormatter.ofPattern("HH:mm:ss.SSSSSS", Locale.ROOT).withZone(ZoneId.systemDefault());
  private static final NumberFormat GROUPED = NumberFormat.getIntegerInstance(Locale.ENGLISH);

  private static final String PREFIXES = " kMGTP";

  private Formats() {}

  /** A count with separators: {@code 12,345}. */
  public static String count(long count) {
    return GROUPED.format(count);
  }

  /** A length in bytes, rounded: {@code 950 bytes}, {@code 1.2 MB}. */
  public static String size(long bytes) {
    if (bytes < 1_000) {
      return bytes + " bytes";
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
    long second = Math.floorDiv(timeNs, 1_000_000_000L);
    return CLOCK.format(Instant.ofEpochSecond(second, Math.floorMod(timeNs, 1_000_000_000L)));
  }

  /** Local time to the microsecond. */
  public static String clock(Instant time) {
    return CLOCK.format(time);
  }
}
