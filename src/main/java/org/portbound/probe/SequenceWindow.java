package org.portbound.probe;

import java.util.Arrays;

/**
 * Which numbers of a stream have come: the last {@link #NUMBERS} of them by a bit each, of those
 * before only how many are missing. What comes later than that is neither told from a duplicate nor
 * counted as received.
 *
 * <p>The memory does not grow, and the work for one number is bounded however far it leaps. Not
 * safe for several threads.
 */
final class SequenceWindow {
  /** So late a datagram can be and still be found missing before: 65,536 numbers. */
  static final int NUMBERS = 1 << 16;

  /** What a number is. */
  enum Verdict {
    /** It came for the first time, and none with a higher number had come. */
    IN_ORDER,
    /** It came for the first time, after a higher one (RFC 4737, 4.2.1). */
    OUT_OF_ORDER,
    /** It had come before. */
    DUPLICATE,
    /** It is older than the window. */
    TOO_LATE
  }

  private final long[] bits = new long[NUMBERS / Long.SIZE];

  /** The first number that counts. */
  private long first;

  /** One more than the highest that came; {@code first} if none did. */
  private long end;

  private long received;

  /**
   * @param first the number from which on all are expected
   */
  SequenceWindow(long first) {
    this.first = first;
    this.end = first;
  }

  /** Takes in a number, 0 to {@link ProbeHeader#MAX_SEQUENCE}. */
  Verdict take(long number) {
    if (number >= end) {
      advance(number + 1);
      set(number);
      return Verdict.IN_ORDER;
    }
    if (number < first) {
      return early(number);
    }
    if (number < end - NUMBERS) {
      return Verdict.TOO_LATE;
    }
    if (isSet(number)) {
      return Verdict.DUPLICATE;
    }
    set(number);
    return Verdict.OUT_OF_ORDER;
  }

  /**
   * One before the first that was seen: receiving began in the middle of a stream, and its first
   * datagrams came out of order.
   */
  private Verdict early(long number) {
    if (number < end - NUMBERS) {
      return Verdict.TOO_LATE;
    }
    // The bits of numbers below the first were never set, or were cleared on the way.
    first = number;
    set(number);
    return Verdict.OUT_OF_ORDER;
  }

  /** All before this one are expected, though none of the last may have come. */
  void expect(long newEnd) {
    if (newEnd > end) {
      advance(newEnd);
    }
  }

  private void advance(long newEnd) {
    if (newEnd - end >= NUMBERS) {
      Arrays.fill(bits, 0);
    } else {
      for (long number = end; number < newEnd; ) {
        int word = word(number);
        if ((number & 63) == 0 && newEnd - number >= Long.SIZE) {
          bits[word] = 0;
          number += Long.SIZE;
        } else {
          bits[word] &= ~bit(number);
          number++;
        }
      }
    }
    end = newEnd;
  }

  private static int word(long number) {
    return (int) (number >>> 6) & (NUMBERS / Long.SIZE - 1);
  }

  private static long bit(long number) {
    return 1L << number;
  }

  private boolean isSet(long number) {
    return (bits[word(number)] & bit(number)) != 0;
  }

  private void set(long number) {
    bits[word(number)] |= bit(number);
    received++;
  }

  /** How many there should be. */
  long expected() {
    return end - first;
  }

  /** How many came, each counted once. */
  long received() {
    return received;
  }

  /** How many are missing, those included that may still come. */
  long missing() {
    return expected() - received;
  }

  /** One more than the highest number that is expected. */
  long end() {
    return end;
  }

  /** How many are missing from this number on, as far as the window goes back. */
  long missingFrom(long number) {
    long missing = 0;
    long at = Math.max(Math.max(number, first), end - NUMBERS);
    while (at < end) {
      if ((at & 63) == 0 && end - at >= Long.SIZE) {
        missing += Long.SIZE - Long.bitCount(bits[word(at)]);
        at += Long.SIZE;
      } else {
        missing += isSet(at) ? 0 : 1;
        at++;
      }
    }
    return missing;
  }
}
