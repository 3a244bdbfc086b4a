package org.portbound.capture;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import org.portbound.socket.AddressBits;
import org.portbound.socket.ReceivedDatagram;

/**
 * A piece of memory outside the heap that holds rows: headers and payloads from the front, their
 * offsets from the back, four bytes each, so that a row is found by its index.
 *
 * <p>A header takes 48 bytes, 80 if one of the addresses is not IPv4. Rows begin at multiples of 8.
 *
 * <p>One thread appends. Any thread reads, even while the slab is being filled anew; what it then
 * gets may be nonsense, but never lies outside the slab, and the caller finds out by the log's
 * numbers.
 */
final class Slab {
  /**
   * Longest payload that a row can tell, in bytes; a datagram's is 65,527 at the most (RFC 768).
   */
  static final int MAX_PAYLOAD_BYTES = 65_535;

  private static final int TIME_NS = 0;
  private static final int DROPPED = 8;
  private static final int LISTENER = 16;
  private static final int INTERFACE_INDEX = 20;

  /** IPv4 source; in a wide header the scope of the source. */
  private static final int SOURCE = 24;

  private static final int DESTINATION = 28;
  private static final int TRUE_LENGTH = 32;
  private static final int LENGTH = 36;
  private static final int SOURCE_PORT = 38;
  private static final int TTL_HOPS = 40;
  private static final int TRAFFIC_CLASS = 42;
  private static final int FLAGS = 44;
  private static final int DESTINATION_PORT = 46;
  private static final int HEADER_BYTES = 48;

  private static final int WIDE_SOURCE = 48;
  private static final int WIDE_DESTINATION = 64;
  private static final int WIDE_HEADER_BYTES = 80;

  private static final int FLAG_KERNEL_TIME = 1;
  private static final int FLAG_DESTINATION = 2;
  private static final int FLAG_WIDE = 4;
  private static final int FLAG_SENT = 8;

  private static final int INDEX_BYTES = Integer.BYTES;

  private final MemorySegment memory;

  /** The same for the writer, without the question at each access whether it was freed. */
  private final MemorySegment writable;

  private final int sizeBytes;

  // The writer's own.
  private int used;
  private int rows;

  /** The listener of the first row. */
  private int listener;

  /** Whether there are rows of more than one listener. */
  private boolean mixed;

  /**
   * Allocates the slab and touches it: its pages must not be faulted in later, between two
   * datagrams.
   *
   * @param sizeBytes a multiple of 8
   */
  Slab(Arena arena, int sizeBytes) {
    this.memory = arena.allocate(sizeBytes, Long.BYTES);
    this.writable = MemorySegment.ofAddress(memory.address()).reinterpret(sizeBytes);
    this.sizeBytes = sizeBytes;
  }

  /** Forgets the rows; writer only. */
  void reset() {
    used = 0;
    rows = 0;
    mixed = false;
  }

  /** Appends a row and returns true, or returns false if there is no room for it; writer only. */
  boolean append(ReceivedDatagram from, long timeNs) {
    int lengthBytes = from.payloadLengthBytes;
    boolean wide = wide(from);
    int header = wide ? WIDE_HEADER_BYTES : HEADER_BYTES;
    int rowBytes = (header + lengthBytes + 7) & -8;
    int indexAt = sizeBytes - (rows + 1) * INDEX_BYTES;
    if (used + rowBytes > indexAt) {
      return false;
    }
    int at = used;
    writeHeader(from, timeNs, wide, at);
    MemorySegment.copy(from.memory, from.payloadOffset, writable, at + header, lengthBytes);
    writable.set(JAVA_INT, indexAt, at);
    if (rows == 0) {
      listener = from.tag;
    } else if (listener != from.tag) {
      mixed = true;
    }
    used = at + rowBytes;
    rows++;
    return true;
  }

  /** Counts the rows from an index on, each for its listener; writer only. */
  void countRows(int fromIndex, EvictedCounts into) {
    if (!mixed) {
      into.add(listener, rows - fromIndex);
      return;
    }
    int of = listener;
    int run = 0;
    for (int index = fromIndex; index < rows; index++) {
      int at = memory.get(JAVA_INT, sizeBytes - (index + 1L) * INDEX_BYTES);
      int next = memory.get(JAVA_INT, at + LISTENER);
      if (next != of) {
        into.add(of, run);
        of = next;
        run = 0;
      }
      run++;
    }
    into.add(of, run);
  }

  private static boolean wide(ReceivedDatagram from) {
    if (!AddressBits.isIpv4(from.sourceHigh, from.sourceLow)) {
      return true;
    }
    return from.destinationKnown && !AddressBits.isIpv4(from.destinationHigh, from.destinationLow);
  }

  private void writeHeader(ReceivedDatagram from, long timeNs, boolean wide, int at) {
    int flags =
        (from.kernelTimeNs == ReceivedDatagram.NO_TIME ? 0 : FLAG_KERNEL_TIME)
            | (from.destinationKnown ? FLAG_DESTINATION : 0)
            | (wide ? FLAG_WIDE : 0)
            | (from.sent ? FLAG_SENT : 0);
    writable.set(JAVA_LONG, at + TIME_NS, timeNs);
    writable.set(JAVA_LONG, at + DROPPED, from.droppedByKernel);
    writable.set(JAVA_INT, at + LISTENER, from.tag);
    writable.set(JAVA_INT, at + INTERFACE_INDEX, from.interfaceIndex);
    writable.set(JAVA_INT, at + SOURCE, wide ? from.sourceScope : (int) from.sourceLow);
    writable.set(JAVA_INT, at + DESTINATION, (int) from.destinationLow);
    writable.set(JAVA_INT, at + TRUE_LENGTH, from.trueLengthBytes);
    writable.set(JAVA_SHORT, at + LENGTH, (short) from.payloadLengthBytes);
    writable.set(JAVA_SHORT, at + SOURCE_PORT, (short) from.sourcePort);
    writable.set(JAVA_SHORT, at + TTL_HOPS, (short) from.ttlHops);
    writable.set(JAVA_SHORT, at + TRAFFIC_CLASS, (short) from.trafficClass);
    writable.set(JAVA_SHORT, at + FLAGS, (short) flags);
    writable.set(JAVA_SHORT, at + DESTINATION_PORT, (short) from.destinationPort);
    if (wide) {
      writable.set(JAVA_LONG, at + WIDE_SOURCE, from.sourceHigh);
      writable.set(JAVA_LONG, at + WIDE_SOURCE + 8, from.sourceLow);
      writable.set(JAVA_LONG, at + WIDE_DESTINATION, from.destinationHigh);
      writable.set(JAVA_LONG, at + WIDE_DESTINATION + 8, from.destinationLow);
    }
  }

  /**
   * Copies a row out; any thread.
   *
   * @param index of the row in this slab
   * @param payload whether to copy the payload too
   * @return false if what stands there cannot be a row: the slab is being filled anew
   */
  boolean read(long index, Datagram into, boolean payload) {
    if (index < 0 || index >= sizeBytes / INDEX_BYTES) {
      return false;
    }
    int at = memory.get(JAVA_INT, sizeBytes - (index + 1) * INDEX_BYTES);
    if (at < 0 || at > sizeBytes - HEADER_BYTES || (at & 7) != 0) {
      return false;
    }
    boolean wide = (memory.get(JAVA_SHORT, at + FLAGS) & FLAG_WIDE) != 0;
    int header = wide ? WIDE_HEADER_BYTES : HEADER_BYTES;
    int lengthBytes = Short.toUnsignedInt(memory.get(JAVA_SHORT, at + LENGTH));
    if (at + header + lengthBytes > sizeBytes) {
      return false;
    }
    readHeader(into, wide, at);
    into.lengthBytes = lengthBytes;
    if (payload) {
      into.reserve(lengthBytes);
      MemorySegment.copy(memory, JAVA_BYTE, at + header, into.bytes, 0, lengthBytes);
    }
    return true;
  }

  private void readHeader(Datagram into, boolean wide, int at) {
    int flags = memory.get(JAVA_SHORT, at + FLAGS);
    into.timeNs = memory.get(JAVA_LONG, at + TIME_NS);
    into.kernelTime = (flags & FLAG_KERNEL_TIME) != 0;
    into.destinationKnown = (flags & FLAG_DESTINATION) != 0;
    into.sent = (flags & FLAG_SENT) != 0;
    into.destinationPort = Short.toUnsignedInt(memory.get(JAVA_SHORT, at + DESTINATION_PORT));
    into.droppedByKernel = memory.get(JAVA_LONG, at + DROPPED);
    into.listener = memory.get(JAVA_INT, at + LISTENER);
    into.interfaceIndex = memory.get(JAVA_INT, at + INTERFACE_INDEX);
    into.trueLengthBytes = memory.get(JAVA_INT, at + TRUE_LENGTH);
    into.sourcePort = Short.toUnsignedInt(memory.get(JAVA_SHORT, at + SOURCE_PORT));
    into.ttlHops = memory.get(JAVA_SHORT, at + TTL_HOPS);
    into.trafficClass = memory.get(JAVA_SHORT, at + TRAFFIC_CLASS);
    int source = memory.get(JAVA_INT, at + SOURCE);
    if (wide) {
      into.sourceScope = source;
      into.sourceHigh = memory.get(JAVA_LONG, at + WIDE_SOURCE);
      into.sourceLow = memory.get(JAVA_LONG, at + WIDE_SOURCE + 8);
      into.destinationHigh = memory.get(JAVA_LONG, at + WIDE_DESTINATION);
      into.destinationLow = memory.get(JAVA_LONG, at + WIDE_DESTINATION + 8);
    } else {
      into.sourceScope = 0;
      into.sourceHigh = 0;
      into.sourceLow = AddressBits.mappedLow(source);
      into.destinationHigh = 0;
      into.destinationLow =
          into.destinationKnown ? AddressBits.mappedLow(memory.get(JAVA_INT, at + DESTINATION)) : 0;
    }
  }
}
