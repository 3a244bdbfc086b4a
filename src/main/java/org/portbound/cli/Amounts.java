package org.portbound.cli;

import java.time.Duration;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.portbound.file.RecordPlan;
import org.portbound.text.Parsed;

/** Reads the numbers of a command line, and writes some. */
final class Amounts {
  private static final Pattern TIME = Pattern.compile("(\\d{1,6})(ms|s|m|h)");
  private static final Pattern SIZE = Pattern.compile("(\\d{1,9})([kMG]?)");
  private static final int MAX_TTL_HOPS = 255;
  private static final int MAX_DSCP = 63;
  private static final double PERCENT = 100;
  private static final double NS_PER_S = 1e9;

  private Amounts() {}

  /** Seconds to the tenth: {@code 12.3}. */
  static String seconds(long durationNs) {
    return String.format(Locale.ROOT, "%,.1f", durationNs / NS_PER_S);
  }

  /** Reads {@code 500ms}, {@code 5s}, {@code 2m} or {@code 1h}; at least a millisecond. */
  static Parsed<Duration> readTime(String text) {
    Matcher matcher = TIME.matcher(text.strip());
    if (!matcher.matches() || Long.parseLong(matcher.group(1)) == 0) {
      return Parsed.invalid("cli.time.not-one", text);
    }
    long amount = Long.parseLong(matcher.group(1));
    return Parsed.valid(
        switch (matcher.group(2)) {
          case "ms" -> Duration.ofMillis(amount);
          case "s" -> Duration.ofSeconds(amount);
          case "m" -> Duration.ofMinutes(amount);
          default -> Duration.ofHours(amount);
        });
  }

  /** Reads how many datagrams: at least one. */
  static Parsed<Long> readCount(String text) {
    String digits = text.strip();
    return digits.matches("\\d{1,18}") && Long.parseLong(digits) > 0
        ? Parsed.valid(Long.parseLong(digits))
        : Parsed.invalid("cli.count.not-one", text);
  }

  /** Reads a share in percent, {@code 1%} or {@code 0.5}, as a number from 0 to 1. */
  static Parsed<Double> readPercent(String text) {
    String digits = text.strip().replaceFirst("\\s*%$", "");
    return digits.matches("\\d{1,3}(\\.\\d{1,6})?") && Double.parseDouble(digits) <= PERCENT
        ? Parsed.valid(Double.parseDouble(digits) / PERCENT)
        : Parsed.invalid("cli.percent.not-one", text);
  }

  /** Reads how many streams: at least one. */
  static Parsed<Long> readStreams(String text) {
    String digits = text.strip();
    return digits.matches("\\d{1,3}") && Long.parseLong(digits) > 0
        ? Parsed.valid(Long.parseLong(digits))
        : Parsed.invalid("cli.streams.not-one", text);
  }

  /** Reads how many scenarios: at least one. */
  static Parsed<Long> readScenarios(String text) {
    String digits = text.strip();
    return digits.matches("\\d{1,18}") && Long.parseLong(digits) > 0
        ? Parsed.valid(Long.parseLong(digits))
        : Parsed.invalid("cli.matrix.no-count", text);
  }

  /** Reads how many bytes: at least one. */
  static Parsed<Integer> readBytes(String text) {
    String digits = text.strip();
    return digits.matches("\\d{1,9}") && Integer.parseInt(digits) > 0
        ? Parsed.valid(Integer.parseInt(digits))
        : Parsed.invalid("cli.bytes.not-one", text);
  }

  /**
   * Reads the size of a file in bytes: {@code 500k}, {@code 10M} or {@code 1G}, powers of 1,024.
   */
  static Parsed<Long> readFileSize(String text) {
    return readSize(text, RecordPlan.MIN_FILE_BYTES, Long.MAX_VALUE);
  }

  /**
   * Reads a size in bytes, with k, M or G for powers of 1,024.
   *
   * @param leastBytes the smallest that may be; whole kilobytes
   * @param mostBytes the largest that may be
   */
  static Parsed<Long> readSize(String text, long leastBytes, long mostBytes) {
    Matcher matcher = SIZE.matcher(text.strip());
    if (!matcher.matches()) {
      return Parsed.invalid("cli.size.not-one", text);
    }
    int shift =
        switch (matcher.group(2)) {
          case "k" -> 10;
          case "M" -> 20;
          case "G" -> 30;
          default -> 0;
        };
    long bytes = Long.parseLong(matcher.group(1)) << shift;
    if (bytes < leastBytes) {
      return Parsed.invalid("cli.size.too-small", text, leastBytes >> 10);
    }
    return bytes > mostBytes
        ? Parsed.invalid("cli.size.too-large", text, mostBytes >> 20)
        : Parsed.valid(bytes);
  }

  /** Reads a number of files: at least one. */
  static Parsed<Integer> readFiles(String text) {
    String digits = text.strip();
    return digits.matches("\\d{1,6}") && Integer.parseInt(digits) > 0
        ? Parsed.valid(Integer.parseInt(digits))
        : Parsed.invalid("cli.files.not-one", text);
  }

  /** Reads how many a second: a number above 0, with or without a fraction. */
  static Parsed<Double> readRate(String text) {
    String digits = text.strip();
    return digits.matches("\\d{1,9}(\\.\\d{1,6})?") && Double.parseDouble(digits) > 0
        ? Parsed.valid(Double.parseDouble(digits))
        : Parsed.invalid("cli.rate.not-one", text);
  }

  /** Reads a differentiated services code point, 0 to 63. */
  static Parsed<Integer> readDscp(String text) {
    String digits = text.strip();
    return digits.matches("\\d{1,2}") && Integer.parseInt(digits) <= MAX_DSCP
        ? Parsed.valid(Integer.parseInt(digits))
        : Parsed.invalid("cli.dscp.not-one", text);
  }

  /** Reads a TTL or hop limit, 0 to 255. */
  static Parsed<Integer> readTtl(String text) {
    String digits = text.strip();
    return digits.matches("\\d{1,3}") && Integer.parseInt(digits) <= MAX_TTL_HOPS
        ? Parsed.valid(Integer.parseInt(digits))
        : Parsed.invalid("cli.ttl.not-one", text);
  }
}
