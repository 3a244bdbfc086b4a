package org.portbound.peer;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/**
 * Lines from a pipe, none longer than a limit, so that a broken other end cannot fill the memory.
 * Belongs to one thread.
 */
final class LineReader {
  /**
   * The longest line of the wire, in bytes: the largest datagram in base64 takes 87,372; a reply
   * with the calls of some hundred groups fits too.
   */
  static final int MAX_LINE_BYTES = 512 * 1024;

  private static final int CHUNK_BYTES = 64 * 1024;

  private final InputStream in;
  private final int maxLineBytes;
  private final byte[] chunk = new byte[CHUNK_BYTES];
  private byte[] line = new byte[1024];
  private int at;
  private int end;

  LineReader(InputStream in, int maxLineBytes) {
    this.in = in;
    this.maxLineBytes = maxLineBytes;
  }

  /** What the next line is. */
  sealed interface Line {
    /** A line without its end. */
    record Text(String text) implements Line {}

    /** A line that was too long; it has been skipped. */
    record TooLong(long lengthBytes) implements Line {}

    /** There is no more; a line that was begun and not ended is dropped. */
    record End() implements Line {}
  }

  /** Waits for a whole line. */
  Line next() throws IOException {
    long length = 0;
    while (true) {
      if (at == end) {
        end = in.read(chunk, 0, chunk.length);
        at = 0;
        if (end < 0) {
          end = 0;
          return new Line.End();
        }
      }
      int stop = at;
      while (stop < end && chunk[stop] != '\n') {
        stop++;
      }
      keep(length, stop - at);
      length += stop - at;
      boolean whole = stop < end;
      at = whole ? stop + 1 : stop;
      if (whole) {
        return length > maxLineBytes
            ? new Line.TooLong(length)
            : new Line.Text(new String(line, 0, (int) length, StandardCharsets.UTF_8));
      }
    }
  }

  /** Copies a part of a line behind what is there, as far as the limit. */
  private void keep(long lengthBytes, int partBytes) {
    long needed = lengthBytes + partBytes;
    if (needed > maxLineBytes) {
      return;
    }
    if (needed > line.length) {
      byte[] larger = new byte[(int) Math.min(maxLineBytes, Math.max(needed, line.length * 2L))];
      System.arraycopy(line, 0, larger, 0, (int) lengthBytes);
      line = larger;
    }
    System.arraycopy(chunk, at, line, (int) lengthBytes, partBytes);
  }
}
