package org.portbound.file;

import java.io.EOFException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * A part of a file in memory, which moves as one reads on: going through a file in order reads it
 * in large pieces, looking here and there in small ones. Several windows may share a file. One
 * thread at a time.
 */
final class FileWindow {
  /** What is in memory at the most, in bytes. */
  static final int SIZE_BYTES = 1 << 20;

  private static final int FIRST_BYTES = 64 << 10;

  private final RandomAccessFile file;
  private final long fileBytes;
  private final byte[] bytes = new byte[SIZE_BYTES];
  private final ByteBuffer buffer = ByteBuffer.wrap(bytes);
  private final MemorySegment memory = MemorySegment.ofArray(bytes);
  private long start;
  private int length;

  /**
   * @param fileBytes where the file ends, whatever becomes of it
   */
  FileWindow(RandomAccessFile file, long fileBytes) {
    this.file = file;
    this.fileBytes = fileBytes;
  }

  long fileBytes() {
    return fileBytes;
  }

  /** The memory that {@link #at} counts in. */
  MemorySegment memory() {
    return memory;
  }

  ByteBuffer buffer() {
    return buffer;
  }

  void order(ByteOrder order) {
    buffer.order(order);
  }

  /** Whether so many bytes are in the file from there on. */
  boolean has(long position, long lengthBytes) {
    return position >= 0 && lengthBytes >= 0 && position <= fileBytes - lengthBytes;
  }

  /**
   * Makes bytes of the file available, which are there by {@link #has}.
   *
   * @param lengthBytes no more than {@link #SIZE_BYTES}
   * @return where they begin in the buffer; holds until the next call
   */
  int at(long position, int lengthBytes) throws IOException {
    if (position < start || position + lengthBytes > start + length) {
      move(position, lengthBytes);
    }
    return (int) (position - start);
  }

  private void move(long position, int lengthBytes) throws IOException {
    boolean goesOn = position >= start && position <= start + length;
    long wanted = goesOn ? SIZE_BYTES : Math.max(FIRST_BYTES, lengthBytes);
    int take = (int) Math.min(wanted, fileBytes - position);
    length = 0;
    synchronized (file) {
      file.seek(position);
      file.readFully(bytes, 0, take);
    }
    if (take < lengthBytes) {
      throw new EOFException("the file ends before " + (position + lengthBytes));
    }
    start = position;
    length = take;
  }
}
