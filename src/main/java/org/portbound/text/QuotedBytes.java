package org.portbound.text;

import java.util.function.IntFunction;

/** Bytes between double quotes, as C, Go and Python write them. Pure functions; any thread. */
public final class QuotedBytes {
  private QuotedBytes() {}

  /**
   * Appends the first bytes, without the quotes: printable ASCII as it is, the usual escapes for
   * quote, backslash, line feed, carriage return and tab.
   *
   * @param length how many
   * @param other writes what is neither, by its place among the bytes
   */
  public static void append(
      StringBuilder text, byte[] bytes, int length, IntFunction<String> other) {
    for (int i = 0; i < length; i++) {
      switch (bytes[i]) {
        case '"' -> text.append("\\\"");
        case '\\' -> text.append("\\\\");
        case '\n' -> text.append("\\n");
        case '\r' -> text.append("\\r");
        case '\t' -> text.append("\\t");
        default -> {
          if (bytes[i] >= 0x20 && bytes[i] < 0x7f) {
            text.append((char) bytes[i]);
          } else {
            text.append(other.apply(i));
          }
        }
      }
    }
  }
}
