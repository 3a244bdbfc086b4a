package org.portbound.file;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Whole pcapng blocks, one after the other, in memory outside the heap that is used again and
 * again. Little-endian. One thread at a time.
 */
final class BlockBuffer {
  /**
   * Written to the disk when there may be no room for another block, in bytes. Not more than stays
   * in a processor's own cache between filling and writing; less would cost more calls.
   */
  static final int SIZE_BYTES = 384 << 10;

  /** No block is longer, in bytes: the longest datagram with its headers and a long comment. */
  static final int MAX_BLOCK_BYTES = 128 << 10;

  static final ValueLayout.OfShort SHORT =
      ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  static final ValueLayout.OfInt INT =
      ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  static final ValueLayout.OfLong LONG =
      ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  /** Longest text in an option, in bytes. */
  private static final int MAX_TEXT_BYTES = 32 << 10;

  final MemorySegment memory = Arena.ofAuto().allocate(SIZE_BYTES, Long.BYTES);

  private int used;
  private int packets;
  private int blockStart;
  private boolean options;

  int used() {
    return used;
  }

  void clear() {
    used = 0;
    packets = 0;
  }

  /** How many of the blocks are packets. */
  int packets() {
    return packets;
  }

  boolean hasRoom() {
    return SIZE_BYTES - used >= MAX_BLOCK_BYTES;
  }

  /** The blocks, to be written to a file. */
  ByteBuffer bytes() {
    return memory.asSlice(0, used).asByteBuffer();
  }

  /** How many of the first so many bytes are whole blocks. */
  int wholeBlocks(int withinBytes) {
    int end = 0;
    while (end + Pcapng.BLOCK_OVERHEAD_BYTES <= withinBytes) {
      int next = end + memory.get(INT, end + Integer.BYTES);
      if (next > withinBytes) {
        break;
      }
      end = next;
    }
    return end;
  }

  /** How many blocks of a type there are from an offset on, at which a block begins. */
  int count(int blockType, int fromOffset) {
    int count = 0;
    for (int at = fromOffset; at < used; at += memory.get(INT, at + Integer.BYTES)) {
      count += memory.get(INT, at) == blockType ? 1 : 0;
    }
    return count;
  }

  /** Begins a block. */
  void begin(int blockType) {
    blockStart = used;
    options = false;
    packets += blockType == Pcapng.ENHANCED_PACKET ? 1 : 0;
    putInt(blockType);
    putInt(0);
  }

  /** Ends the block, and its options if it has some. */
  void end() {
    if (options) {
      putInt(Pcapng.OPTION_END);
    }
    int lengthBytes = used + Integer.BYTES - blockStart;
    putInt(lengthBytes);
    memory.set(INT, blockStart + Integer.BYTES, lengthBytes);
  }

  void putShort(int value) {
    memory.set(SHORT, used, (short) value);
    used += Short.BYTES;
  }

  void putInt(int value) {
    memory.set(INT, used, value);
    used += Integer.BYTES;
  }

  void putLong(long value) {
    memory.set(LONG, used, value);
    used += Long.BYTES;
  }

  /** A moment as blocks have it: the upper half first (4.3). */
  void putTime(long value) {
    putInt((int) (value >>> 32));
    putInt((int) value);
  }

  /** Goes on behind bytes that were written into {@link #memory} by themselves, and pads them. */
  void skip(int lengthBytes) {
    int padded = Pcapng.padded(lengthBytes);
    for (int i = lengthBytes; i < padded; i++) {
      memory.set(ValueLayout.JAVA_BYTE, used + i, (byte) 0);
    }
    used += padded;
  }

  void option(int code, byte[] value) {
    beginOption(code, value.length);
    MemorySegment.copy(value, 0, memory, ValueLayout.JAVA_BYTE, used, value.length);
    skip(value.length);
  }

  void optionInt(int code, int value) {
    beginOption(code, Integer.BYTES);
    putInt(value);
  }

  void optionLong(int code, long value) {
    beginOption(code, Long.BYTES);
    putLong(value);
  }

  void optionTime(int code, long value) {
    beginOption(code, Long.BYTES);
    putTime(value);
  }

  /** A text; cut if it is too long for an option. */
  void optionText(int code, String text) {
    byte[] bytes = text.getBytes(UTF_8);
    int end = Math.min(bytes.length, MAX_TEXT_BYTES);
    while (end < bytes.length && (bytes[end] & 0xc0) == 0x80) {
      end--;
    }
    option(code, end < bytes.length ? Arrays.copyOf(bytes, end) : bytes);
  }

  private void beginOption(int code, int lengthBytes) {
    options = true;
    putShort(code);
    putShort(lengthBytes);
  }
}
