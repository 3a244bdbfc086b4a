package org.portbound.capture.filter;

import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A sequence of characters or bytes to be found in a payload. Each has one spelling, or two if
 * large and small letters are the same; a payload is searched as it is, without decoding it. One
 * thread at a time: what a search finds in its way makes the next one quicker.
 */
final class BytePattern {
  /** One spelling of each character, and the other; the same array if there is only one. */
  private final byte[][] first;

  private final byte[][] second;
  private final int shortestBytes;
  private final Anchors anchors;

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

  /**
   * This text in UTF-8; at least one character.
   *
   * @return one pattern; two, of which one is to be found, if the spellings of the first character
   *     differ in length, so that no byte would have a fixed place
   */
  static List<BytePattern> of(String text, boolean anyCase) {
    if (!anyCase) {
      return List.of(of(text.getBytes(StandardCharsets.UTF_8)));
    }
    int[] points = text.codePoints().toArray();
    byte[][] written = new byte[points.length][];
    byte[][] other = new byte[points.length][];
    for (int i = 0; i < points.length; i++) {
      int otherCase = otherCase(points[i]);
      written[i] = utf8(points[i]);
      other[i] = otherCase == points[i] ? written[i] : utf8(otherCase);
    }
    if (written[0].length == other[0].length) {
      return List.of(new BytePattern(written, other));
    }
    byte[][] beginsAsWritten = other.clone();
    beginsAsWritten[0] = written[0];
    byte[][] beginsOther = written.clone();
    beginsOther[0] = other[0];
    return List.of(new BytePattern(written, beginsAsWritten), new BytePattern(beginsOther, other));
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
    int last = lengthBytes - shortestBytes;
    for (int at = anchors.next(bytes, 0, last);
        at <= last;
        at = anchors.next(bytes, at + 1, last)) {
      if (standsAt(bytes, at, lengthBytes)) {
        return true;
      }
    }
    return false;
  }

  private boolean standsAt(byte[] bytes, int begin, int lengthBytes) {
    int at = begin;
    for (int i = 0; i < first.length; i++) {
      int agree = agreeing(first[i], bytes, at, lengthBytes);
      if (agree < first[i].length) {
        int before = agree;
        agree = second[i] == first[i] ? 0 : agreeing(second[i], bytes, at, lengthBytes);
        if (agree < second[i].length) {
          anchors.missed(at - begin + Math.max(before, agree));
          return false;
        }
      }
      at += agree;
    }
    return true;
  }

  /** How many bytes of a spelling stand at a place. */
  private static int agreeing(byte[] spelling, byte[] bytes, int at, int lengthBytes) {
    int most = Math.min(spelling.length, lengthBytes - at);
    int agree = 0;
    while (agree < most && bytes[at + agree] == spelling[agree]) {
      agree++;
    }
    return agree;
  }
}
