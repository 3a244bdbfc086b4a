package org.portbound.text;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * What others sent, made safe to print: nothing in it can move a cursor, change a colour, turn the
 * direction of writing, or hide.
 *
 * <p>Bytes are read as UTF-8. Shown as they are: letters, marks, digits, punctuation, symbols and
 * the plain space. Everything else is written byte by byte as an escape: {@code \n}, {@code \r},
 * {@code \t}, {@code \0}, {@code \\} and {@code \xHH}, the notation in which a payload is typed, so
 * that the text read back gives the same bytes. Pure functions; any thread.
 */
public final class Visible {
  /** More marks than this upon one letter are not writing any more; they would cover the lines. */
  private static final int MAX_MARKS = 4;

  /** Stands for bytes that are not UTF-8. */
  private static final int NOT_UTF8 = -1;

  private Visible() {}

  /** A payload. */
  public static String of(byte[] payload) {
    return of(payload, Integer.MAX_VALUE);
  }

  /**
   * The beginning of a payload, with an ellipsis if it was longer; costs no more than what is
   * shown.
   *
   * @param maxCharacters longest text, in characters, with a few more for the last escape
   */
  public static String of(byte[] payload, int maxCharacters) {
    var text = new StringBuilder(Math.min(payload.length, maxCharacters) + 8);
    int marks = MAX_MARKS;
    int i = 0;
    while (i < payload.length) {
      if (text.length() >= maxCharacters) {
        return text.append('…').toString();
      }
      int point = codePoint(payload, i);
      int length = point == NOT_UTF8 ? 1 : lengthBytes(point);
      boolean mark = point != NOT_UTF8 && isMark(point);
      marks = mark ? marks + 1 : 0;
      if (point != NOT_UTF8 && isShown(point) && marks <= MAX_MARKS) {
        text.appendCodePoint(point);
      } else {
        escape(text, payload, i, length);
        // A mark after an escape would sit upon the escape's last digit.
        marks = MAX_MARKS;
      }
      i += length;
    }
    return text.toString();
  }

  /** Text that others chose, such as the name of a program. */
  public static String of(String text) {
    return of(utf8(text));
  }

  /** Whether the bytes are well-formed UTF-8 (RFC 3629). */
  public static boolean isUtf8(byte[] bytes) {
    int i = 0;
    while (i < bytes.length) {
      int point = codePoint(bytes, i);
      if (point == NOT_UTF8) {
        return false;
      }
      i += lengthBytes(point);
    }
    return true;
  }

  /**
   * Whether a character may be shown as it is. Not shown: control characters (C0, DEL, C1), format
   * characters (bidirectional controls, zero-width joiners, byte order mark), separators other than
   * the space, unassigned and private ones, and those that are invisible by rule (Unicode 17,
   * DerivedCoreProperties, Default_Ignorable_Code_Point) or drawn as a blank.
   */
  static boolean isShown(int point) {
    return switch (Character.getType(point)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED ->
          false;
      case Character.SPACE_SEPARATOR -> point == ' ';
      default -> point != '\\' && !isBlank(point);
    };
  }

  /** Letters, marks and symbols without a shape of their own. */
  private static boolean isBlank(int point) {
    return point == 0x034f // combining grapheme joiner
        || point == 0x115f // Hangul fillers
        || point == 0x1160
        || point == 0x3164
        || point == 0xffa0
        || point == 0x17b4 // Khmer inherent vowels
        || point == 0x17b5
        || point == 0x2800 // Braille pattern blank
        || point == 0x1d159 // musical symbol null notehead
        || (point >= 0x180b && point <= 0x180f) // Mongolian variation selectors
        || (point >= 0xfe00 && point <= 0xfe0f) // variation selectors
        || (point >= 0xe0000 && point <= 0xe0fff); // tags, further variation selectors
  }

  private static boolean isMark(int point) {
    return switch (Character.getType(point)) {
      case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK, Character.COMBINING_SPACING_MARK ->
          true;
      default -> false;
    };
  }

  private static void escape(StringBuilder text, byte[] bytes, int from, int length) {
    for (int i = from; i < from + length; i++) {
      switch (bytes[i]) {
        case '\n' -> text.append("\\n");
        case '\r' -> text.append("\\r");
        case '\t' -> text.append("\\t");
        case 0 -> text.append("\\0");
        case '\\' -> text.append("\\\\");
        default ->
            text.append("\\x")
                .append(Character.forDigit(bytes[i] >> 4 & 0xf, 16))
                .append(Character.forDigit(bytes[i] & 0xf, 16));
      }
    }
  }

  /** The code point that begins at {@code i}, or {@link #NOT_UTF8} (RFC 3629, 4). */
  private static int codePoint(byte[] bytes, int i) {
    int first = bytes[i] & 0xff;
    if (first < 0x80) {
      return first;
    }
    int following = first >= 0xf0 ? 3 : first >= 0xe0 ? 2 : 1;
    if (first < 0xc2 || first > 0xf4 || i + following >= bytes.length) {
      return NOT_UTF8;
    }
    int point = first & 0x3f >> following;
    for (int k = 1; k <= following; k++) {
      int next = bytes[i + k] & 0xff;
      if ((next & 0xc0) != 0x80) {
        return NOT_UTF8;
      }
      point = (point << 6) | (next & 0x3f);
    }
    boolean wellFormed =
        point <= Character.MAX_CODE_POINT
            && lengthBytes(point) == following + 1
            && (point < Character.MIN_SURROGATE || point > Character.MAX_SURROGATE);
    return wellFormed ? point : NOT_UTF8;
  }

  private static int lengthBytes(int point) {
    return point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
  }

  /** As UTF-8; half a surrogate pair becomes 0xff, which is never UTF-8 and so always escaped. */
  private static byte[] utf8(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    if (!hasSurrogate(text)) {
      return bytes;
    }
    var out = new ByteArrayOutputStream(text.length());
    text.codePoints()
        .forEach(
            point -> {
              if (isSurrogate(point)) {
                out.write(0xff);
              } else {
                out.writeBytes(Character.toString(point).getBytes(StandardCharsets.UTF_8));
              }
            });
    return out.toByteArray();
  }

  /** In a loop of its own: this is asked for every word in a table. */
  private static boolean hasSurrogate(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (Character.isSurrogate(text.charAt(i))) {
        return true;
      }
    }
    return false;
  }

  private static boolean isSurrogate(int point) {
    return point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE;
  }
}
