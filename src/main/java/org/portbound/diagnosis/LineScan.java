package org.portbound.diagnosis;

/**
 * Reads the lines of a table in /proc field by field, without a copy of either. Anything that is
 * not there, or not a number where one belongs, ends in a {@link NumberFormatException}; the next
 * line can be read all the same.
 */
final class LineScan {
  private static final int WORD_DIGITS = 8;

  private final byte[] text;
  private int lineNumber;
  private int at;
  private int end = -1;

  LineScan(byte[] text) {
    this.text = text;
  }

  /** Goes to the next line; false after the last one. */
  boolean nextLine() {
    at = end + 1;
    if (at >= text.length) {
      return false;
    }
    end = at;
    while (end < text.length && text[end] != '\n') {
      end++;
    }
    lineNumber++;
    return true;
  }

  /** The number of the present line, from 1. */
  int lineNumber() {
    return lineNumber;
  }

  /** Whether nothing is left on the line. */
  boolean isBlank() {
    skipSpaces();
    return at == end;
  }

  void skipField() {
    skipSpaces();
    if (at == end) {
      throw cut();
    }
    while (at < end && text[at] != ' ') {
      at++;
    }
  }

  /** Goes to a mark within the next field. */
  void skipTo(char mark) {
    skipSpaces();
    while (at < end && text[at] != mark) {
      if (text[at] == ' ') {
        throw cut();
      }
      at++;
    }
  }

  /** The next eight hexadecimal digits, after spaces if there are any. */
  int hexWord() {
    skipSpaces();
    int word = 0;
    for (int i = 0; i < WORD_DIGITS; i++) {
      word = word << 4 | digit(16);
    }
    return word;
  }

  /** The hexadecimal number behind a mark, which comes next, to the end of the field. */
  long hex(char mark) {
    if (at == end || text[at] != mark) {
      throw cut();
    }
    at++;
    return number(16);
  }

  /** The next field, a decimal number. */
  long decimal() {
    skipSpaces();
    return number(10);
  }

  private long number(int radix) {
    long number = digit(radix);
    while (at < end && text[at] != ' ') {
      number = number * radix + digit(radix);
    }
    return number;
  }

  private int digit(int radix) {
    int digit = at < end ? Character.digit(text[at], radix) : -1;
    if (digit < 0) {
      throw cut();
    }
    at++;
    return digit;
  }

  private void skipSpaces() {
    while (at < end && text[at] == ' ') {
      at++;
    }
  }

  private NumberFormatException cut() {
    return new NumberFormatException("line " + lineNumber + " at " + at);
  }
}
