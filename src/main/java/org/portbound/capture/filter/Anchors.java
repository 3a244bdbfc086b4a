package org.portbound.capture.filter;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/**
 * The two rarest bytes of a pattern, at fixed distances from its beginning: where both stand, the
 * rest is worth a look. Eight places are tried at a time, in the bytes of a long (Mycroft's test
 * for a byte that is zero). Immutable.
 */
final class Anchors {
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private static final long ONES = 0x0101_0101_0101_0101L;
  private static final long HIGHS = 0x8080_8080_8080_8080L;

  private final int firstOffset;
  private final long firstMask;
  private final long firstValue;
  private final int secondOffset;
  private final long secondMask;
  private final long secondValue;

  private Anchors(Anchor one, Anchor other) {
    firstOffset = one.offset;
    firstMask = one.mask * ONES;
    firstValue = one.value * ONES;
    secondOffset = other.offset;
    secondMask = other.mask * ONES;
    secondValue = other.value * ONES;
  }

  /**
   * One byte of a pattern.
   *
   * @param offset from the pattern's beginning
   * @param mask the bits that both spellings have in common
   * @param value the byte, masked
   * @param commonness how often such a byte is met, roughly
   */
  private record Anchor(int offset, long mask, long value, int commonness) {
    static Anchor of(int offset, byte one, byte other) {
      long mask = ~(one ^ other) & 0xff;
      return new Anchor(
          offset, mask, one & mask, Math.max(commonness(one & 0xff), commonness(other & 0xff)));
    }

    private static int commonness(int value) {
      if (value == 0 || value == ' ' || "etaoinsr".indexOf(value) >= 0) {
        return 5;
      }
      if (value >= 'a' && value <= 'z' || value >= '0' && value <= '9') {
        return 4;
      }
      if (value == 0xff || value == '\r' || value == '\n' || value == '"' || value == ':') {
        return 3;
      }
      return value >= 'A' && value <= 'Z' ? 2 : 1;
    }
  }

  /**
   * The anchors of a pattern.
   *
   * @param first one spelling of each character
   * @param second the other; bytes behind one of another length have no fixed place
   * @return null if no byte has a fixed place
   */
  static @Nullable Anchors of(byte[][] first, byte[][] second) {
    Anchor rarest = null;
    Anchor next = null;
    int offset = 0;
    for (int i = 0; i < first.length && first[i].length == second[i].length; i++) {
      for (int k = 0; k < first[i].length; k++, offset++) {
        Anchor each = Anchor.of(offset, first[i][k], second[i][k]);
        if (rarest == null || each.commonness < rarest.commonness) {
          next = rarest;
          rarest = each;
        } else if (next == null || each.commonness < next.commonness) {
          next = each;
        }
      }
    }
    return rarest == null ? null : new Anchors(rarest, next == null ? rarest : next);
  }

  /**
   * The next place at which the pattern may begin.
   *
   * @param last the last place in question; both anchors lie within the array from there
   * @return a place at or behind {@code from}, or one behind {@code last}
   */
  int next(byte[] bytes, int from, int last) {
    int at = from;
    int lastWhole = Math.min(last, bytes.length - Long.BYTES - Math.max(firstOffset, secondOffset));
    for (; at <= lastWhole; at += Long.BYTES) {
      long one = ((long) LONGS.get(bytes, at + firstOffset) & firstMask) ^ firstValue;
      long other = ((long) LONGS.get(bytes, at + secondOffset) & secondMask) ^ secondValue;
      long either = one | other;
      long zeros = (either - ONES) & ~either & HIGHS;
      if (zeros != 0) {
        return at + (Long.numberOfTrailingZeros(zeros) >>> 3);
      }
    }
    while (at <= last && !standAt(bytes, at)) {
      at++;
    }
    return at;
  }

  private boolean standAt(byte[] bytes, int at) {
    return (bytes[at + firstOffset] & firstMask & 0xff) == (firstValue & 0xff)
        && (bytes[at + secondOffset] & secondMask & 0xff) == (secondValue & 0xff);
  }
}
