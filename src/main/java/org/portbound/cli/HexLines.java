package org.portbound.cli;

import java.util.HexFormat;
import java.util.function.Consumer;

/** Bytes as lines of offset, sixteen bytes and sixteen characters. Pure functions; any thread. */
final class HexLines {
  private static final int BYTES = 16;
  private static final int TEXT_COLUMN = 8 + 3 * BYTES + 1;
  private static final HexFormat HEX = HexFormat.of();

  private HexLines() {}

  /** The first so many bytes of an array. */
  static void of(byte[] bytes, int lengthBytes, Consumer<String> line) {
    var text = new StringBuilder();
    for (int start = 0; start < lengthBytes; start += BYTES) {
      int end = Math.min(start + BYTES, lengthBytes);
      text.setLength(0);
      text.append("  ").append(HEX.toHexDigits((short) start)).append("  ");
      for (int i = start; i < end; i++) {
        HEX.toHexDigits(text, bytes[i]);
        text.append(i == start + BYTES / 2 - 1 ? "  " : " ");
      }
      text.repeat(' ', TEXT_COLUMN + 1 - text.length());
      for (int i = start; i < end; i++) {
        text.append(bytes[i] >= 0x20 && bytes[i] < 0x7f ? (char) bytes[i] : '.');
      }
      line.accept(text.toString());
    }
  }
}
