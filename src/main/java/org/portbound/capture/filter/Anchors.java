package org.portbound.capture.filter;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Two bytes of a pattern, at fixed distances from its beginning: where both stand, the rest is
 * worth a look. At first they are those that are rarest in most payloads; where they stand too
 * often without the rest, the byte that was most often missing takes the place of one of them.
 *
 * <p>Eight places are tried at a time, in the bytes of a long (Mycroft's test for a byte that is
 * zero), and many longs at once as long as nothing is found: a loop without a branch, which the
 * virtual machine turns into vector instructions. One thread at a time.
 */
final class Anchors {
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private static final long ONES = 0x0101_0101_0101_0101L;
  private static final long HIGHS = 0x8080_8080_8080_8080L;

  /** Longs that are tried at once. */
  private static final int BLOCK = 32;

  private static final int BLOCK_BYTES = BLOCK * Long.BYTES;

  /** After so many places where only the anchors stood, others are chosen. */
  private static final int MISSES = 32;

  /** The bytes of the pattern that have a fixed place. */
  private final Anchor[] all;

  /** How often each of them was the first that was missing, since the anchors were chosen. */
  private final int[] missing;

  private int misses;
  private Anchor one;
  private Anchor other;

  private Anchors(Anchor[] all, Anchor one, Anchor other) {
    this.all = all;
    this.missing = new int[all.length];
    this.one = one;
    this.other = other;
  }

  /**
   * One byte of a pattern.
   *
   * @param offset from the pattern's beginning
   * @param mask the bits that both spellings have in common, in each byte
   * @param value the byte, masked, in each byte
   * @param commonness how often such a byte is met, roughly
   */
  private record Anchor(int offset, long mask, long value, int commonness) {
    static Anchor of(int offset, byte one, byte other) {
      long mask = ~(one ^ other) & 0xff;
      return new Anchor(
          offset,
          mask * ONES,
          (one & mask) * ONES,
          Math.max(commonness(one & 0xff), commonness(other & 0xff)));
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

    boolean standsAt(byte[] bytes, int at) {
      return (bytes[at + offset] & mask & 0xff) == (value & 0xff);
    }
  }

  /**
   * The anchors of a pattern.
   *
   * @param first one spelling of each character
   * @param second the other, for the first character of the same length; bytes behind one of
   *     another length have no fixed place
   */
  static Anchors of(byte[][] first, byte[][] second) {
    var fixed = new ArrayList<Anchor>();
    for (int i = 0; i < first.length && first[i].length == second[i].length; i++) {
      for (int k = 0; k < first[i].length; k++) {
        fixed.add(Anchor.of(fixed.size(), first[i][k], second[i][k]));
      }
    }
    List<Anchor> rarest =
        fixed.stream().sorted(Comparator.comparingInt(Anchor::commonness)).limit(2).toList();
    return new Anchors(fixed.toArray(Anchor[]::new), rarest.getFirst(), rarest.getLast());
  }

  /**
   * Hears that the pattern does not begin at a place where the anchors stand.
   *
   * @param offset a byte that is not there, from the pattern's beginning; those without a fixed
   *     place teach nothing
   */
  void missed(int offset) {
    if (offset >= all.length) {
      return;
    }
    missing[offset]++;
    misses++;
    if (misses < MISSES) {
      return;
    }
    int most = 0;
    for (int i = 1; i < missing.length; i++) {
      most = missing[i] > missing[most] ? i : most;
    }
    if (all[most] != one && all[most] != other) {
      one = other;
      other = all[most];
    }
    misses = 0;
    Arrays.fill(missing, 0);
  }

  /**
   * The next place at which the pattern may begin.
   *
   * @param last the last place in question; both anchors lie within the array from there
   * @return a place at or behind {@code from}, or one behind {@code last}
   */
  int next(byte[] bytes, int from, int last) {
    int behind = Math.max(one.offset, other.offset);
    int at = from;
    int lastBlock = Math.min(last, bytes.length - BLOCK_BYTES - behind);
    while (at <= lastBlock && !inBlock(bytes, at + one.offset, at + other.offset)) {
      at += BLOCK_BYTES;
    }
    int lastWhole = Math.min(last, bytes.length - Long.BYTES - behind);
    for (; at <= lastWhole; at += Long.BYTES) {
      long zeros = zeros(bytes, at + one.offset, at + other.offset) & HIGHS;
      if (zeros != 0) {
        return at + (Long.numberOfTrailingZeros(zeros) >>> 3);
      }
    }
    while (at <= last && !(one.standsAt(bytes, at) && other.standsAt(bytes, at))) {
      at++;
    }
    return at;
  }

  /** Whether the anchors stand anywhere in a block of places. */
  private boolean inBlock(byte[] bytes, int oneAt, int otherAt) {
    long oneMask = one.mask;
    long oneValue = one.value;
    long otherMask = other.mask;
    long otherValue = other.value;
    long found = 0;
    for (int i = 0; i < BLOCK; i++) {
      long differs =
          (((long) LONGS.get(bytes, oneAt + i * Long.BYTES) & oneMask) ^ oneValue)
              | (((long) LONGS.get(bytes, otherAt + i * Long.BYTES) & otherMask) ^ otherValue);
      found |= (differs - ONES) & ~differs;
    }
    return (found & HIGHS) != 0;
  }

  /** The high bit of the lowest byte where both stand is set, and of none below it. */
  private long zeros(byte[] bytes, int oneAt, int otherAt) {
    long differs =
        (((long) LONGS.get(bytes, oneAt) & one.mask) ^ one.value)
            | (((long) LONGS.get(bytes, otherAt) & other.mask) ^ other.value);
    return (differs - ONES) & ~differs;
  }
}
