package org.portbound.ui.control;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * Bytes from the network as text that cannot act on its reader: what is not printable is written as
 * an escape, {@code \n}, {@code \x00} or <code>&#92;u202e</code>. One instance is used again for
 * every text; it belongs to one thread.
 */
public final class VisibleText {
  private final CharsetDecoder decoder =
      StandardCharsets.UTF_8
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPORT)
          .onUnmappableCharacter(CodingErrorAction.REPORT);
  private final StringBuilder text = new StringBuilder();

  /**
   * The bytes as UTF-8 text.
   *
   * @param bytes the payload
   * @param lengthBytes how many of the bytes count
   * @param maxBytes how many are looked at; where the rest is left out an ellipsis says so
   */
  public String of(byte[] bytes, int lengthBytes, int maxBytes) {
    text.setLength(0);
    int shown = Math.min(lengthBytes, maxBytes);
    ByteBuffer in = ByteBuffer.wrap(bytes, 0, shown);
    CharBuffer out = CharBuffer.allocate(shown + 1);
    while (in.hasRemaining()) {
      decoder.reset();
      out.clear();
      CoderResult result = decoder.decode(in, out, true);
      append(out.flip());
      if (result.isError()) {
        boolean cutInACharacter = in.limit() < lengthBytes && in.remaining() < 4;
        if (cutInACharacter) {
          break;
        }
        for (int i = 0; i < result.length(); i++) {
          appendByte(in.get());
        }
      }
    }
    if (shown < lengthBytes) {
      text.append('…');
    }
    return text.toString();
  }

  private void append(CharSequence decoded) {
    decoded.codePoints().forEach(this::append);
  }

  private void append(int point) {
    switch (point) {
      case '\n' -> text.append("\\n");
      case '\r' -> text.append("\\r");
      case '\t' -> text.append("\\t");
      case '\\' -> text.append("\\\\");
      default -> {
        if (isVisible(point)) {
          text.appendCodePoint(point);
        } else if (point < 0x80) {
          appendByte((byte) point);
        } else {
          text.append(String.format(Locale.ROOT, "\\u%04x", point));
        }
      }
    }
  }

  private void appendByte(byte value) {
    text.append(String.format(Locale.ROOT, "\\x%02x", value & 0xff));
  }

  /** Control, format (which holds the bidirectional ones), private, unassigned: not visible. */
  private static boolean isVisible(int point) {
    return switch (Character.getType(point)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.PRIVATE_USE,
          Character.SURROGATE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      default -> true;
    };
  }
}
