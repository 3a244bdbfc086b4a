package org.portbound.capture.filter;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * A sequence of characters or bytes to be found in a payload. Each has one spelling, or two if
 * large and small letters are the same; a payload is searched as it is, without decoding it.
 */
final class BytePattern {
  /** One spelling of each character, and the other; the same array if there is only one. */
  private final byte[][] first;

  private final byte[][] second;
  private final int shortestBytes;
  private final @Nullable Anchors anchors;

  private BytePattern(byte[][] first, byte[][] second) {
    this.first = first;
    this.second = second;
    int shortest = 0;
    for (int i = 0; i < first.length; i++) {
      shortest += Math.min(first[i].length, second[i].length);
    }
    this.shortestBytes = shortest;
    this.anchors = Anchors.of(first, second);
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
    Anchors rare = anchors;
    int last = lengthBytes - shortestBytes;
    int at = from;
    while (at <= last) {
      at = rare == null ? at : rare.next(bytes, at, last);
      if (at <= last && endAt(bytes, at, lengthBytes) >= 0) {
        return at;
      }
      at++;
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
