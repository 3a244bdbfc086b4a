package org.portbound.message;

import java.util.HexFormat;
import java.util.Locale;

/**
 * A line of a hex view.
 *
 * @param offset where it begins, in hex
 * @param hex its bytes in groups of eight, padded to the full width
 * @param text the same bytes as ASCII, a dot for what is not printable
 */
public record HexLine(String offset, String hex, String text) {
  /** How many bytes a line has where there is room. */
  public static final int BYTES = 16;

  private static final int GROUP_BYTES = 8;

  private static final HexFormat HEX = HexFormat.of();

  /**
   * A line.
   *
   * @param lengthBytes how much of the array is meant
   * @param start the first byte of the line
   */
  public static HexLine of(byte[] bytes, int lengthBytes, int start) {
    return of(bytes, lengthBytes, start, BYTES);
  }

  /**
   * A line of another length.
   *
   * @param lengthBytes how much of the array is meant
   * @param start the first byte of the line
   * @param lineBytes how many bytes it has, at most {@link #BYTES}
   */
  public static HexLine of(byte[] bytes, int lengthBytes, int start, int lineBytes) {
    var hex = new StringBuilder(3 * lineBytes);
    var text = new StringBuilder(lineBytes);
    for (int i = 0; i < lineBytes; i++) {
      if (i > 0) {
        hex.append(i == GROUP_BYTES ? "  " : " ");
      }
      if (start + i >= lengthBytes) {
        hex.append("  ");
        continue;
      }
      byte value = bytes[start + i];
      HEX.toHexDigits(hex, value);
      text.append(value >= 0x20 && value < 0x7f ? (char) value : '.');
    }
    return new HexLine(String.format(Locale.ROOT, "%04x", start), hex.toString(), text.toString());
  }

  /** Where a byte of the line begins in {@link #hex}. */
  public static int hexColumn(int index) {
    return 3 * index + (index >= GROUP_BYTES ? 1 : 0);
  }

  /** Which byte of the line a character of {@link #hex} belongs to; 0 to 15. */
  public static int byteAtHexColumn(int column) {
    int beyondGap = column >= 3 * GROUP_BYTES ? column - 1 : column;
    return Math.clamp(beyondGap / 3, 0, BYTES - 1);
  }

  @Override
  public String toString() {
    return offset + "  " + hex + "  " + text;
  }
}
