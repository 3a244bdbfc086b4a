package org.portbound.ui.traffic.detail;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.portbound.text.Visible;

/**
 * A payload as text, with control characters as escapes, a new line after each {@code \n}, and the
 * byte at which each character begins.
 */
final class VisibleText {
  /** More makes a text field slow; the rest is in the hex view. */
  static final int MAX_BYTES = 16_384;

  private static final int HEX_ESCAPE = "\\xHH".length();
  private static final int SHORT_ESCAPE = "\\n".length();

  private final String text;

  /** For each character of the text, and for its end, the byte that it begins at. */
  private final int[] byteAt;

  private VisibleText(String text, int[] byteAt) {
    this.text = text;
    this.byteAt = byteAt;
  }

  static VisibleText of(byte[] payload) {
    String visible =
        Visible.of(payload.length > MAX_BYTES ? Arrays.copyOf(payload, MAX_BYTES) : payload);
    var text = new StringBuilder(visible.length() + 16);
    int[] byteAt = new int[2 * visible.length() + 1];
    int at = 0;
    int i = 0;
    while (i < visible.length()) {
      int point = visible.codePointAt(i);
      boolean escape = point == '\\';
      int characters =
          !escape
              ? Character.charCount(point)
              : visible.charAt(i + 1) == 'x' ? HEX_ESCAPE : SHORT_ESCAPE;
      Arrays.fill(byteAt, text.length(), text.length() + characters, at);
      text.append(visible, i, i + characters);
      at += escape ? 1 : Character.toString(point).getBytes(StandardCharsets.UTF_8).length;
      i += characters;
      if (escape && visible.charAt(i - 1) == 'n' && i < visible.length()) {
        byteAt[text.length()] = at;
        text.append('\n');
      }
    }
    byteAt[text.length()] = at;
    return new VisibleText(text.toString(), Arrays.copyOf(byteAt, text.length() + 1));
  }

  String text() {
    return text;
  }

  /** The bytes whose characters are touched by this part of the text. */
  ByteRange bytes(int from, int end) {
    if (end <= from) {
      return ByteRange.NONE;
    }
    int first = byteAt[from];
    int last = end;
    while (last < text.length() && byteAt[last] == byteAt[end - 1]) {
      last++;
    }
    return new ByteRange(first, byteAt[last] - first);
  }

  /** The first character of a byte, or the end of the text. */
  int character(int offset) {
    int found = Arrays.binarySearch(byteAt, offset);
    int i = found >= 0 ? found : Math.max(0, -found - 2);
    while (i > 0 && byteAt[i - 1] == byteAt[i]) {
      i--;
    }
    return i;
  }

  /** The character after those of the byte before this place. */
  int characterAfter(int end) {
    int found = Arrays.binarySearch(byteAt, end);
    return found >= 0 ? character(end) : Math.min(text.length(), -found - 1);
  }
}
