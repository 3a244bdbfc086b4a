package org.portbound.capture.filter;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads and writes times: {@code 12:30}, {@code 12:30:05.25}, {@code 2026-03-01T12:30}. */
final class Times {
  static final long SECOND_NS = 1_000_000_000L;
  static final long DAY_NS = 24 * 3600 * SECOND_NS;
  private static final int MINUTE_S = 60;
  private static final int FRACTION_DIGITS = 9;

  /** Years that fit into nanoseconds since 1970. */
  private static final int MIN_YEAR = 1970;

  private static final int MAX_YEAR = 2200;

  private static final String ONE =
      "(?:(\\d{4}-\\d{2}-\\d{2})[Tt])?(\\d{1,2}):(\\d{2})(?::(\\d{2})(?:[.,](\\d{1,9}))?)?";
  private static final Pattern TIME = Pattern.compile(ONE);
  private static final Pattern TIMES = Pattern.compile("(" + ONE + ")(?:\\.\\.|-)(" + ONE + ")");
  private static final int SECOND_TIME_GROUP = 7;

  private Times() {}

  /**
   * A moment as precisely as it was written.
   *
   * @param ns its beginning
   * @param lengthNs a minute, a second or a fraction of one
   */
  private record Moment(boolean dated, long ns, long lengthNs) {
    long lastNs() {
      return ns + lengthNs - 1;
    }
  }

  /** A time behind a comparison, or a range. */
  static Node.Span span(String sign, Token value) throws Fault {
    boolean equal = sign.equals("=") || sign.equals("==") || sign.equals("!=");
    Matcher two = TIMES.matcher(value.text());
    if (two.matches()) {
      if (!equal) {
        throw new Fault(value, "filter.range-compared", sign, value.text());
      }
      return between(value, two.group(1), two.group(SECOND_TIME_GROUP));
    }
    Moment moment = moment(value, value.text());
    return switch (sign) {
      case "<" -> new Node.Span(moment.dated, Long.MIN_VALUE, moment.ns - 1);
      case "<=" -> new Node.Span(moment.dated, Long.MIN_VALUE, moment.ns);
      case ">" -> new Node.Span(moment.dated, moment.ns + 1, Long.MAX_VALUE);
      case ">=" -> new Node.Span(moment.dated, moment.ns, Long.MAX_VALUE);
      default -> new Node.Span(moment.dated, moment.ns, moment.lastNs());
    };
  }

  private static Node.Span between(Token value, String from, String to) throws Fault {
    Moment first = moment(value, from);
    Moment last = moment(value, to);
    if (first.dated != last.dated) {
      throw new Fault(value, "filter.time-half-dated", value.text());
    }
    if (first.dated && first.ns > last.ns) {
      throw new Fault(value, "filter.range-backwards", value.text(), to + ".." + from);
    }
    return new Node.Span(first.dated, first.ns, last.lastNs());
  }

  private static Moment moment(Token value, String text) throws Fault {
    Matcher parts = TIME.matcher(text);
    if (!parts.matches()) {
      throw new Fault(value, "filter.time", text);
    }
    try {
      String seconds = parts.group(4);
      String fraction = parts.group(5);
      LocalTime time =
          LocalTime.of(
              Integer.parseInt(parts.group(2)),
              Integer.parseInt(parts.group(3)),
              seconds == null ? 0 : Integer.parseInt(seconds));
      long lengthNs = seconds == null ? MINUTE_S * SECOND_NS : SECOND_NS;
      long ns = time.toNanoOfDay();
      if (fraction != null) {
        lengthNs = powerOfTen(FRACTION_DIGITS - fraction.length());
        ns += Long.parseLong(fraction) * lengthNs;
      }
      @Nullable String date = parts.group(1);
      return date == null
          ? new Moment(false, ns, lengthNs)
          : new Moment(true, day(value, text, date) * DAY_NS + ns, lengthNs);
    } catch (DateTimeException e) {
      throw new Fault(value, "filter.time", text);
    }
  }

  private static long day(Token value, String text, String date) throws Fault {
    LocalDate day = LocalDate.parse(date);
    if (day.getYear() < MIN_YEAR || day.getYear() > MAX_YEAR) {
      throw new Fault(value, "filter.time", text);
    }
    return day.toEpochDay();
  }

  private static long powerOfTen(int exponent) {
    long power = 1;
    for (int i = 0; i < exponent; i++) {
      power *= 10;
    }
    return power;
  }

  /** A moment to the nanosecond. */
  static String print(boolean dated, long ns) {
    LocalTime time = LocalTime.ofNanoOfDay(Math.floorMod(ns, DAY_NS));
    String clock =
        "%02d:%02d:%02d.%09d"
            .formatted(time.getHour(), time.getMinute(), time.getSecond(), time.getNano());
    return dated ? LocalDate.ofEpochDay(Math.floorDiv(ns, DAY_NS)) + "T" + clock : clock;
  }
}
