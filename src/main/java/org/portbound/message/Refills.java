package org.portbound.message;

import java.util.Arrays;

/**
 * The payloads of a few datagrams that are filled in again and again: what stays the same is
 * written once. One thread.
 */
public final class Refills {
  private final Part[] parts;
  private final byte[][] payloads;

  /** How long each part was; −1 before the first time. */
  private final int[][] lengthsBytes;

  private int from;
  private int to;

  /**
   * Of a template.
   *
   * @param count how many payloads are kept
   */
  public Refills(Template template, int count) {
    parts = template.parts().toArray(Part[]::new);
    payloads = new byte[count][0];
    lengthsBytes = new int[count][parts.length];
    for (int[] each : lengthsBytes) {
      Arrays.fill(each, -1);
    }
  }

  /**
   * Fills in one of them.
   *
   * @param index from 0
   * @return the same array as the last time while the length stays the same, else a new one, of
   *     which all has changed
   */
  public byte[] fill(int index, Filling with) {
    byte[] payload = payloads[index];
    int[] lengths = lengthsBytes[index];
    from = payload.length;
    to = 0;
    int at = 0;
    for (int i = 0; i < lengths.length; i++) {
      Part part = parts[i];
      if (lengths[i] < 0 || !part.refill(with, payload, at, lengths[i])) {
        return anew(index, with);
      }
      if (!(part instanceof Part.Bytes)) {
        from = Math.min(from, at);
        to = at + lengths[i];
      }
      at += lengths[i];
    }
    return payload;
  }

  private byte[] anew(int index, Filling with) {
    var pieces = new byte[parts.length][];
    int wholeBytes = 0;
    for (int i = 0; i < pieces.length; i++) {
      pieces[i] = parts[i].fill(with);
      lengthsBytes[index][i] = pieces[i].length;
      wholeBytes += pieces[i].length;
    }
    var payload = new byte[wholeBytes];
    int at = 0;
    for (byte[] each : pieces) {
      System.arraycopy(each, 0, payload, at, each.length);
      at += each.length;
    }
    from = 0;
    to = wholeBytes;
    payloads[index] = payload;
    return payload;
  }

  /** The first byte that the last {@link #fill} may have changed. */
  public int from() {
    return from;
  }

  /** After the last byte that the last {@link #fill} may have changed. */
  public int to() {
    return to;
  }
}
