package org.portbound.socket.posix;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import org.portbound.socket.ReceivedDatagram;

/** Memory for one recvmmsg(2): touched once, used for every batch. For the receiving thread. */
final class Batch {
  /** How many datagrams a call takes; more gains nothing. */
  static final int SLOTS = 64;

  /** Room for either kind of address; a multiple of 8. */
  private static final int NAME_BYTES = 32;

  /** More than a datagram can carry, so that nothing is ever cut. */
  private static final int PAYLOAD_BYTES = 1 << 16;

  /**
   * From one payload to the next, in bytes. Not a power of two: then the beginnings of all payloads
   * would fall into the same few sets of the processor's caches and drive each other out.
   */
  private static final int PAYLOAD_STRIDE_BYTES = PAYLOAD_BYTES + 1_088;

  private final MemorySegment headers;
  private final MemorySegment names;
  private final MemorySegment controls;
  private final MemorySegment payloads;

  /** Slots whose lengths the kernel may have overwritten. */
  private int used = SLOTS;

  /**
   * @param arena must live as long as the batch is used: its memory is read without asking
   */
  Batch(Arena arena) {
    headers = allocate(arena, MessageHeader.BATCHED_BYTES);
    names = allocate(arena, NAME_BYTES);
    controls = allocate(arena, ControlMessages.BUFFER_BYTES);
    payloads = allocate(arena, PAYLOAD_STRIDE_BYTES);
    MemorySegment vectors = arena.allocate((long) SLOTS * MessageHeader.IOVEC_BYTES, Long.BYTES);
    for (int i = 0; i < SLOTS; i++) {
      long vector = (long) i * MessageHeader.IOVEC_BYTES;
      MessageHeader.setVector(
          vectors, vector, payloads.address() + (long) i * PAYLOAD_STRIDE_BYTES, PAYLOAD_BYTES);
      long header = header(i);
      MessageHeader.setName(headers, header, names.address() + (long) i * NAME_BYTES);
      MessageHeader.setVectorAddress(headers, header, vectors.address() + vector);
      MessageHeader.setControl(
          headers, header, controls.address() + (long) i * ControlMessages.BUFFER_BYTES);
    }
  }

  /** Memory for all slots, without the question at each access whether the arena was closed. */
  private static MemorySegment allocate(Arena arena, int bytesPerSlot) {
    MemorySegment memory = arena.allocate((long) SLOTS * bytesPerSlot, Long.BYTES);
    return MemorySegment.ofAddress(memory.address()).reinterpret(memory.byteSize());
  }

  private static long header(int slot) {
    return (long) slot * MessageHeader.BATCHED_BYTES;
  }

  /** The kernel writes the lengths; each slot gets them anew before it is used again. */
  private void reset() {
    for (int i = 0; i < used; i++) {
      MessageHeader.setNameLength(headers, header(i), NAME_BYTES);
      MessageHeader.setControlLength(headers, header(i), ControlMessages.BUFFER_BYTES);
    }
  }

  /**
   * Takes what waits in the socket, up to {@link #SLOTS} datagrams, without waiting.
   *
   * @return how many, or −1 with errno
   */
  int receive(int descriptor) {
    reset();
    int count =
        Kernel.libC()
            .recvmmsg(
                descriptor,
                headers.address(),
                SLOTS,
                Constants.MSG_DONTWAIT | Constants.MSG_TRUNC,
                0);
    // The kernel also touches the slot at which it found no more.
    used = Math.min(Math.max(count, 0) + 1, SLOTS);
    return count;
  }

  /** The payload of the first slots, in bytes. */
  long bytes(int count) {
    long bytes = 0;
    for (int i = 0; i < count; i++) {
      bytes += MessageHeader.receivedBytes(headers, header(i));
    }
    return bytes;
  }

  /** Reads a slot; it holds until the next call. */
  void read(int slot, ReceivedDatagram into) {
    into.clear();
    // The kernel leaves SO_RXQ_OVFL out until the first drop (net/socket.c, sock_recv_drops).
    into.droppedByKernel = 0;
    long header = header(slot);
    // With MSG_TRUNC the length is the true one, also where the buffer was too short.
    into.trueLengthBytes = MessageHeader.receivedBytes(headers, header);
    into.memory = payloads;
    into.payloadOffset = (long) slot * PAYLOAD_STRIDE_BYTES;
    into.payloadLengthBytes = Math.min(into.trueLengthBytes, PAYLOAD_BYTES);
    SocketAddress.readSource(names, (long) slot * NAME_BYTES, into);
    ControlMessages.read(
        controls,
        (long) slot * ControlMessages.BUFFER_BYTES,
        MessageHeader.controlLength(headers, header),
        into);
  }
}
