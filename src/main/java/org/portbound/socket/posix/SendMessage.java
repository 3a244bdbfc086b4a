package org.portbound.socket.posix;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;
import org.portbound.socket.Endpoint;
import org.portbound.socket.Family;

/** A message for sendmsg(2); a connected socket needs no destination in it. */
final class SendMessage {
  private SendMessage() {}

  /** The header, which points to a copy of the payload; all of it lives as long as the arena. */
  static MemorySegment of(
      Arena arena, Family family, @Nullable Endpoint destination, byte[] payload) {
    MemorySegment bytes = arena.allocate(Math.max(1, payload.length));
    MemorySegment.copy(payload, 0, bytes, JAVA_BYTE, 0, payload.length);
    return of(arena, family, destination, bytes, payload.length);
  }

  /** A message whose payload stays where it is, so that it may be changed and sent again. */
  static MemorySegment of(
      Arena arena,
      Family family,
      @Nullable Endpoint destination,
      MemorySegment payload,
      long lengthBytes) {
    MemorySegment vector = arena.allocate(MessageHeader.IOVEC_BYTES, Long.BYTES);
    MessageHeader.setVector(vector, 0, payload.address(), lengthBytes);
    MemorySegment message = arena.allocate(MessageHeader.BYTES, Long.BYTES);
    if (destination != null) {
      MemorySegment address = arena.allocate(SocketAddress.INET6_BYTES, Long.BYTES);
      int addressLength = SocketAddress.write(address, family, destination);
      MessageHeader.setName(message, 0, address.address());
      MessageHeader.setNameLength(message, 0, addressLength);
    }
    MessageHeader.setVectorAddress(message, 0, vector.address());
    return message;
  }

  /** {@code {msg_name={239.255.255.250:3702}, msg_iov=[{"exit", 4}]}}. */
  static String text(Family family, @Nullable Endpoint destination, byte[] payload) {
    return "{msg_name="
        + (destination == null ? "NULL" : Text.endpoint(family, destination))
        + ", msg_iov=[{"
        + Text.string(payload)
        + ", "
        + payload.length
        + "}]}";
  }
}
