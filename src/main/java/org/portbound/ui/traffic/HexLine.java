package org.portbound.ui.traffic;

import java.util.HexFormat;
import java.util.Locale;

/**
 * A line of a hex view.
 *
 * @param offset where it begins, in hex
 * @param hex up to sixteen bytes in two groups of eight, padded to the full width
 * @param text the same bytes as ASCII, a dot for what is not printable
 */
record HexLine(String offset, String hex, String text) {
  static final int BYTES = 16;

  private static final HexFormat HEX = HexFormat.of();

  static HexLine of(byte[] bytes, int start) {
    var hex = new StringBuilder(3 * BYTES);
    var text = new StringBuilder(BYTES);
    for (int i = 0; i < BYTES; i++) {
      if (i > 0) {
        hex.append(i == BYTES / 2 ? "  " : " ");
      }
      if (start + i >= bytes.length) {
        hex.append("  ");
        continue;
      }
      byte value = bytes[start + i];
      HEX.toHexDigits(hex, value);
      text.append(value >= 0x20 && value < 0x7f ? (char) value : '.');
    }
    return new HexLine(String.format(Locale.ROOT, "%04x", start), hex.toString(), text.toString());
  }

  @Override
  public String toString() {
    return offset + "  " + hex + "  " + text;
  }
}
