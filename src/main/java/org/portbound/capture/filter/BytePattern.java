package org.portbound.capture.filter;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A sequence of characters or bytes to be found in a payload. Each has one spelling, or two if
 * large and small letters are the same; a payload is searched as it is, without decoding it.
 */
final class BytePattern {
  private static final int BYTES = 256;

  /** One spelling of each character, and the other; the same array if there is only one. */
  private final byte[][] first;

  private final byte[][] second;
  private final int shortestBytes;

  /**
   * How far one may go on when the last byte of a place is this one (Horspool 1980, with every
   * spelling in one table).
   */
  private final int[] steps = new int[BYTES];

  private BytePattern(byte[][] first, byte[][] second) {
    this.first = first;
    this.second = second;
    int shortest = 0;
    boolean sameLengths = true;
    for (int i = 0; i < first.length; i++) {
      shortest += Math.min(first[i].length, second[i].length);
      sameLengths &= first[i].length == second[i].length;
    }
    this.shortestBytes = shortest;
    Arrays.fill(steps, sameLengths ? shortest : 1);
    int left = shortest - 1;
    for (int i = 0; i < first.length && sameLengths; i++) {
      for (int k = 0; k < first[i].length && left > 0; k++, left--) {
        steps[first[i][k] & 0xff] = left;
        steps[second[i][k] & 0xff] = left;
      }
    }
  }

  /** These bytes; at least one. */
  static BytePattern of(byte[] bytes) {
    byte[][] whole = {bytes};
    return new BytePattern(whole, whole);
  }

  /** This text in UTF-8; at least one character. */
  static BytePattern of(String text, boolean anyCase) {
    if (!anyCase) {
      return of(text.getBytes(StandardCharsets.UTF_8));
    }
    int[] points = text.codePoints().toArray();
    byte[][] written = new byte[points.length][];
    byte[][] other = new byte[points.length][];
    for (int i = 0; i < points.length; i++) {
      int otherCase = otherCase(points[i]);
      written[i] = utf8(points[i]);
      other[i] = otherCase == points[i] ? written[i] : utf8(otherCase);
    }
    return new BytePattern(written, other);
  }

  /** A small letter's large one, a large letter's small one, else the character itself. */
  static int otherCase(int point) {
    int large = Character.toUpperCase(point);
    return large == point ? Character.toLowerCase(point) : large;
  }

  private static byte[] utf8(int point) {
    return Character.toString(point).getBytes(StandardCharsets.UTF_8);
  }

  /** A payload that is shorter cannot have it. */
  int shortestBytes() {
    return shortestBytes;
  }

  /** Whether it stands anywhere in the first bytes of an array. */
  boolean isIn(byte[] bytes, int lengthBytes) {
    return indexIn(bytes, 0, lengthBytes) >= 0;
  }

  /** Where it stands first, at or behind a place, or −1. */
  int indexIn(byte[] bytes, int from, int lengthBytes) {
    int last = lengthBytes - shortestBytes;
    int i = from;
    while (i <= last) {
      if (endAt(bytes, i, lengthBytes) >= 0) {
        return i;
      }
      i += steps[bytes[i + shortestBytes - 1] & 0xff];
    }
    return -1;
  }

  /** Where it ends if it begins here, or −1. */
  int endAt(byte[] bytes, int from, int lengthBytes) {
    int at = from;
    for (int i = 0; i < first.length; i++) {
      if (stands(first[i], bytes, at, lengthBytes)) {
        at += first[i].length;
      } else if (second[i] != first[i] && stands(second[i], bytes, at, lengthBytes)) {
        at += second[i].length;
      } else {
        return -1;
      }
    }
    return at;
  }

  private static boolean stands(byte[] spelling, byte[] bytes, int at, int lengthBytes) {
    if (spelling.length > lengthBytes - at) {
      return false;
    }
    for (int i = 0; i < spelling.length; i++) {
      if (bytes[at + i] != spelling[i]) {
        return false;
      }
    }
    return true;
  }
}
