package org.portbound.lesson;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.portbound.text.Message;

/**
 * How many datagrams are expected. Immutable.
 *
 * @param kind how the number is given
 * @param low the least, for {@link Kind#RANGE}
 * @param high the most, for {@link Kind#RANGE}
 */
public record Amount(Kind kind, int low, int high) {
  /** The least and the most of an even share, in percent of what each gets on the average. */
  private static final int EVEN_LOW_PERCENT = 70;

  private static final int EVEN_HIGH_PERCENT = 130;
  private static final int HUNDRED = 100;
  private static final Pattern RANGE = Pattern.compile("(\\d{1,6})(?:\\.\\.(\\d{1,6}))?");

  /** How the number is given. */
  public enum Kind {
    /** From {@code low} to {@code high}. */
    RANGE,
    /** Every datagram that was sent. */
    ALL,
    /** At least one. */
    SOME,
    /** About as many as each other that has an even share. */
    EVEN
  }

  /** Reads {@code 3}, {@code 200..450}, {@code none}, {@code all}, {@code some}, {@code even}. */
  static Optional<Amount> read(String text) {
    return switch (text) {
      case "none" -> Optional.of(new Amount(Kind.RANGE, 0, 0));
      case "all" -> Optional.of(new Amount(Kind.ALL, 0, 0));
      case "some" -> Optional.of(new Amount(Kind.SOME, 0, 0));
      case "even" -> Optional.of(new Amount(Kind.EVEN, 0, 0));
      default -> readRange(text);
    };
  }

  private static Optional<Amount> readRange(String text) {
    Matcher range = RANGE.matcher(text);
    if (!range.matches()) {
      return Optional.empty();
    }
    int low = Integer.parseInt(range.group(1));
    int high = range.group(2) == null ? low : Integer.parseInt(range.group(2));
    return low <= high ? Optional.of(new Amount(Kind.RANGE, low, high)) : Optional.empty();
  }

  /**
   * Whether a number is as expected.
   *
   * @param got the number
   * @param sent how many were sent
   * @param sharers how many sockets are expected to have an even share
   */
  boolean allows(int got, int sent, int sharers) {
    return switch (kind) {
      case RANGE -> low <= got && got <= high;
      case ALL -> got == sent;
      case SOME -> got > 0;
      case EVEN ->
          got * HUNDRED * sharers >= sent * EVEN_LOW_PERCENT
              && got * HUNDRED * sharers <= sent * EVEN_HIGH_PERCENT;
    };
  }

  /** The same in words. */
  Message words() {
    return switch (kind) {
      case ALL -> Message.of("lesson.amount.all");
      case SOME -> Message.of("lesson.amount.some");
      case EVEN -> Message.of("lesson.amount.even");
      case RANGE ->
          low == high
              ? Message.of("lesson.amount.exactly", String.valueOf(low))
              : Message.of("lesson.amount.range", String.valueOf(low), String.valueOf(high));
    };
  }

  /** As it is written in a lesson. */
  @Override
  public String toString() {
    return switch (kind) {
      case ALL -> "all";
      case SOME -> "some";
      case EVEN -> "even";
      case RANGE -> low == high ? String.valueOf(low) : low + ".." + high;
    };
  }
}
