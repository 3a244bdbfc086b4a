package org.portbound.decode;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.portbound.text.Visible;

/**
 * How the bytes of a text stand for characters. Without a byte order mark this is a guess, except
 * for UTF-8, which nothing else looks like (RFC 3629, 1), once it is more than ASCII.
 */
enum TextEncoding {
  UTF_8(StandardCharsets.UTF_8, 1, 0),
  UTF_8_MARKED(StandardCharsets.UTF_8, 1, 3),
  UTF_16BE_MARKED(StandardCharsets.UTF_16BE, 2, 2),
  UTF_16LE_MARKED(StandardCharsets.UTF_16LE, 2, 2),
  UTF_16BE_GUESSED(StandardCharsets.UTF_16BE, 2, 0),
  UTF_16LE_GUESSED(StandardCharsets.UTF_16LE, 2, 0),
  LATIN_1_GUESSED(StandardCharsets.ISO_8859_1, 1, 0),
  /** Too much of it is no text. */
  NONE(StandardCharsets.UTF_8, 1, 0);

  /** Fewer bytes of UTF-16 without a mark say nothing. */
  private static final int MIN_UTF16_BYTES = 4;

  /**
   * Bytes behind a mark of UTF-16 that say by themselves that it is one; in fewer, two bytes of
   * anything make a sign of some script.
   */
  private static final int SURE_UTF16_BYTES = 8;

  /** Text has at most one control character for so many bytes. */
  private static final int BYTES_PER_CONTROL = 8;

  private final Charset charset;
  private final int unitBytes;
  private final int markBytes;

  TextEncoding(Charset charset, int unitBytes, int markBytes) {
    this.charset = charset;
    this.unitBytes = unitBytes;
    this.markBytes = markBytes;
  }

  Charset charset() {
    return charset;
  }

  /** Bytes of its smallest unit. */
  int unitBytes() {
    return unitBytes;
  }

  /** Bytes of the mark at its beginning. */
  int markBytes() {
    return markBytes;
  }

  /** Whether one byte is one character or part of one, in the way of ASCII. */
  boolean isUtf8() {
    return charset.equals(StandardCharsets.UTF_8);
  }

  static TextEncoding of(byte[] bytes) {
    if (begins(bytes, 0xef, 0xbb, 0xbf)) {
      return UTF_8_MARKED;
    }
    if (begins(bytes, 0xfe, 0xff) && isMarkedUtf16(bytes, 0)) {
      return UTF_16BE_MARKED;
    }
    if (begins(bytes, 0xff, 0xfe) && isMarkedUtf16(bytes, 1)) {
      return UTF_16LE_MARKED;
    }
    if (hasFewControls(bytes) && Visible.isUtf8(bytes)) {
      return UTF_8;
    }
    if (isUtf16(bytes, 0)) {
      return UTF_16BE_GUESSED;
    }
    if (isUtf16(bytes, 1)) {
      return UTF_16LE_GUESSED;
    }
    return isLatin1(bytes) ? LATIN_1_GUESSED : NONE;
  }

  private static boolean begins(byte[] bytes, int... with) {
    if (bytes.length < with.length) {
      return false;
    }
    for (int i = 0; i < with.length; i++) {
      if ((bytes[i] & 0xff) != with[i]) {
        return false;
      }
    }
    return true;
  }

  private static boolean hasFewControls(byte[] bytes) {
    int controls = 0;
    for (byte each : bytes) {
      if (isControl(each & 0xff)) {
        controls++;
      }
    }
    return (long) controls * BYTES_PER_CONTROL <= bytes.length;
  }

  /** Whether what follows the mark is long enough, or has a character of ASCII or Latin-1. */
  private static boolean isMarkedUtf16(byte[] bytes, int highAt) {
    boolean latin = bytes.length <= 2;
    for (int i = 2; i + 1 < bytes.length; i += 2) {
      latin |= bytes[i + highAt] == 0;
    }
    return latin || bytes.length - 2 >= SURE_UTF16_BYTES;
  }

  /** Whether every pair has a zero at this place and a printable ASCII character beside it. */
  private static boolean isUtf16(byte[] bytes, int zeroAt) {
    if (bytes.length < MIN_UTF16_BYTES || bytes.length % 2 != 0) {
      return false;
    }
    for (int i = 0; i < bytes.length; i += 2) {
      int other = bytes[i + 1 - zeroAt] & 0xff;
      if (bytes[i + zeroAt] != 0 || other == 0 || isControl(other)) {
        return false;
      }
    }
    return true;
  }

  /** No control character at all, and more ASCII letters, digits and blanks than the rest. */
  private static boolean isLatin1(byte[] bytes) {
    int plain = 0;
    for (byte each : bytes) {
      int value = each & 0xff;
      if (isControl(value) || value >= 0x80 && value < 0xa0) {
        return false;
      }
      if (value == ' ' || value < 0x80 && Character.isLetterOrDigit(value)) {
        plain++;
      }
    }
    return 2 * plain > bytes.length;
  }

  /** C0 and DEL, other than tab and the ends of lines. */
  private static boolean isControl(int value) {
    return value == 0x7f || value < 0x20 && value != '\t' && value != '\n' && value != '\r';
  }
}
