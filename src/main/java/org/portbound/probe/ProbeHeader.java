package org.portbound.probe;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import org.portbound.decode.ProbeLayout;

/** Reads the header of a probe's datagram, see {@link ProbeLayout}. Pure functions; any thread. */
final class ProbeHeader {
  /** Higher numbers are nobody's: at a million a second it takes nine years to get there. */
  static final long MAX_SEQUENCE = 1L << 48;

  private static final ValueLayout.OfInt INT =
      ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);
  private static final ValueLayout.OfLong LONG =
      ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);

  private ProbeHeader() {}

  /** Whether a payload begins like a probe's of this version. */
  static boolean isProbe(MemorySegment memory, long offset, int lengthBytes) {
    return lengthBytes >= ProbeLayout.BYTES
        && memory.get(INT, offset) == ProbeLayout.MAGIC
        && memory.get(ValueLayout.JAVA_BYTE, offset + ProbeLayout.AT_VERSION) == ProbeLayout.VERSION
        && sequence(memory, offset) >= 0
        && sequence(memory, offset) < MAX_SEQUENCE;
  }

  static boolean isEnd(MemorySegment memory, long offset) {
    return (memory.get(ValueLayout.JAVA_BYTE, offset + ProbeLayout.AT_FLAGS) & ProbeLayout.END)
        != 0;
  }

  static long session(MemorySegment memory, long offset) {
    return memory.get(LONG, offset + ProbeLayout.AT_SESSION);
  }

  static int stream(MemorySegment memory, long offset) {
    return memory.get(INT, offset + ProbeLayout.AT_STREAM);
  }

  static long sequence(MemorySegment memory, long offset) {
    return memory.get(LONG, offset + ProbeLayout.AT_SEQUENCE);
  }

  static long sentNs(MemorySegment memory, long offset) {
    return memory.get(LONG, offset + ProbeLayout.AT_SENT);
  }

  static long begunNs(MemorySegment memory, long offset) {
    return memory.get(LONG, offset + ProbeLayout.AT_BEGUN);
  }

  static long intervalNs(MemorySegment memory, long offset) {
    return memory.get(LONG, offset + ProbeLayout.AT_INTERVAL);
  }

  static long clock(MemorySegment memory, long offset) {
    return memory.get(LONG, offset + ProbeLayout.AT_CLOCK);
  }
}
