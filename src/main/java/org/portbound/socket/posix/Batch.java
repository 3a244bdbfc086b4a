package org.portbound.socket.posix;

import static java.lang.foreign.ValueLayout.JAVA_INT_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import org.portbound.socket.ReceivedDatagram;

/**
 * Memory for one recvmmsg(2): touched once, used for every batch. Belongs to the receiving thread.
 *
 * <p>{@code struct mmsghdr} on 64-bit Linux (bits/socket.h), 64 bytes: msg_name @0, msg_namelen @8,
 * msg_iov @16, msg_iovlen @24, msg_control @32, msg_controllen @40, msg_flags @48, msg_len @56.
 * {@code struct iovec}: iov_base @0, iov_len @8.
 */
final class Batch {
  /** How many datagrams a call takes; more gains nothing. */
  static final int SLOTS = 64;

  private static final int HEADER_BYTES = 64;
  private static final int IOVEC_BYTES = 16;
  private static final int NAME_BYTES = 32;
  private static final int PAYLOAD_BYTES = 1 << 16;

  private final MemorySegment headers;
  private final MemorySegment names;
  private final MemorySegment controls;
  private final MemorySegment payloads;

  Batch(Arena arena) {
    headers = arena.allocate((long) SLOTS * HEADER_BYTES, Long.BYTES);
    names = arena.allocate((long) SLOTS * NAME_BYTES, Long.BYTES);
    controls = arena.allocate((long) SLOTS * ControlMessages.BUFFER_BYTES, Long.BYTES);
    payloads = arena.allocate((long) SLOTS * PAYLOAD_BYTES, Long.BYTES);
    MemorySegment vectors = arena.allocate((long) SLOTS * IOVEC_BYTES, Long.BYTES);
    for (int i = 0; i < SLOTS; i++) {
      long vector = (long) i * IOVEC_BYTES;
      vectors.set(JAVA_LONG_UNALIGNED, vector, payloads.address() + (long) i * PAYLOAD_BYTES);
      vectors.set(JAVA_LONG_UNALIGNED, vector + 8, PAYLOAD_BYTES);
      long header = (long) i * HEADER_BYTES;
      headers.set(JAVA_LONG_UNALIGNED, header, names.address() + (long) i * NAME_BYTES);
      headers.set(JAVA_LONG_UNALIGNED, header + 16, vectors.address() + vector);
      headers.set(JAVA_LONG_UNALIGNED, header + 24, 1);
      headers.set(
          JAVA_LONG_UNALIGNED,
          header + 32,
          controls.address() + (long) i * ControlMessages.BUFFER_BYTES);
      reset(i);
    }
  }

  /** The kernel writes the lengths; each slot gets them anew before it is used again. */
  private void reset(int slot) {
    long header = (long) slot * HEADER_BYTES;
    headers.set(JAVA_INT_UNALIGNED, header + 8, NAME_BYTES);
    headers.set(JAVA_LONG_UNALIGNED, header + 40, ControlMessages.BUFFER_BYTES);
  }

  /**
   * Takes what waits in the socket, up to {@link #SLOTS} datagrams, without waiting.
   *
   * @return how many, or −1 with errno
   */
  int receive(int descriptor) {
    return Kernel.libC()
        .recvmmsg(
            descriptor, headers.address(), SLOTS, Constants.MSG_DONTWAIT | Constants.MSG_TRUNC, 0);
  }

  /** Reads a slot, then makes it ready for the next call. */
  void read(int slot, ReceivedDatagram into) {
    into.clear();
    long header = (long) slot * HEADER_BYTES;
    // With MSG_TRUNC the length is the true one, also where the buffer was too short.
    into.trueLengthBytes = headers.get(JAVA_INT_UNALIGNED, header + 56);
    into.memory = payloads;
    into.payloadOffset = (long) slot * PAYLOAD_BYTES;
    into.payloadLengthBytes = Math.min(into.trueLengthBytes, PAYLOAD_BYTES);
    SocketAddress.readSource(names, (long) slot * NAME_BYTES, into);
    ControlMessages.read(
        controls,
        (long) slot * ControlMessages.BUFFER_BYTES,
        headers.get(JAVA_LONG_UNALIGNED, header + 40),
        into);
    reset(slot);
  }
}
