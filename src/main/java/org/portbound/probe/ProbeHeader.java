package org.portbound.probe;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/**
 * What a probe's datagram begins with, version 1: 64 bytes, big-endian, the rest is padding.
 *
 * <pre>
 *  0  4  magic "PBPR"
 *  4  1  version, 1
 *  5  1  flags: bit 0 set in the marks at the end, which carry no number of their own
 *  6  2  length of this header in bytes, 64; later versions may only add to its end
 *  8  8  session: a random number for each run of the sending program
 * 16  4  stream: its number in that session, from 1
 * 20  4  length of the datagram's payload in bytes
 * 24  8  sequence number, from 0; in a mark at the end, how many were sent in all
 * 32  8  time of sending, in nanoseconds since 1970 by the sender's clock
 * 40  8  when the stream began, by the same clock
 * 48  8  planned time from one datagram to the next in nanoseconds, 0 for as fast as it goes
 * 56  8  clock: equal in two programs that read the same clock; see {@link ProbeClock}
 * </pre>
 *
 * Pure functions; any thread.
 */
public final class ProbeHeader {
  /** Length of the header, and so of the shortest datagram, in bytes. */
  public static final int BYTES = 64;

  /** Set in the marks at the end. */
  static final int END = 1;

  static final int MAGIC = 0x50_42_50_52;
  static final int VERSION = 1;

  /** Higher numbers are nobody's: at a million a second it takes nine years to get there. */
  static final long MAX_SEQUENCE = 1L << 48;

  static final int AT_VERSION = 4;
  static final int AT_FLAGS = 5;
  static final int AT_HEADER_LENGTH = 6;
  static final int AT_SESSION = 8;
  static final int AT_STREAM = 16;
  static final int AT_LENGTH = 20;
  static final int AT_SEQUENCE = 24;
  static final int AT_SENT = 32;
  static final int AT_BEGUN = 40;
  static final int AT_INTERVAL = 48;
  static final int AT_CLOCK = 56;

  private static final ValueLayout.OfInt INT =
      ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);
  private static final ValueLayout.OfLong LONG =
      ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);

  private ProbeHeader() {}

  /** Whether a payload begins like a probe's of this version. */
  static boolean isProbe(MemorySegment memory, long offset, int lengthBytes) {
    return lengthBytes >= BYTES
        && memory.get(INT, offset) == MAGIC
        && memory.get(ValueLayout.JAVA_BYTE, offset + AT_VERSION) == VERSION
        && sequence(memory, offset) >= 0
        && sequence(memory, offset) < MAX_SEQUENCE;
  }

  static boolean isEnd(MemorySegment memory, long offset) {
    return (memory.get(ValueLayout.JAVA_BYTE, offset + AT_FLAGS) & END) != 0;
  }

  static long session(MemorySegment memory, long offset) {
    return memory.get(LONG, offset + AT_SESSION);
  }

  static int stream(MemorySegment memory, long offset) {
    return memory.get(INT, offset + AT_STREAM);
  }

  static long sequence(MemorySegment memory, long offset) {
    return memory.get(LONG, offset + AT_SEQUENCE);
  }

  static long sentNs(MemorySegment memory, long offset) {
    return memory.get(LONG, offset + AT_SENT);
  }

  static long begunNs(MemorySegment memory, long offset) {
    return memory.get(LONG, offset + AT_BEGUN);
  }

  static long intervalNs(MemorySegment memory, long offset) {
    return memory.get(LONG, offset + AT_INTERVAL);
  }

  static long clock(MemorySegment memory, long offset) {
    return memory.get(LONG, offset + AT_CLOCK);
  }
}
