package org.portbound.socket.posix;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import org.portbound.socket.Endpoint;
import org.portbound.socket.Family;

/**
 * A message for sendmsg(2).
 *
 * <p>{@code struct msghdr} on 64-bit Linux (bits/socket.h), 56 bytes: msg_name @0, msg_namelen @8,
 * msg_iov @16, msg_iovlen @24, msg_control @32, msg_controllen @40, msg_flags @48. {@code struct
 * iovec}: iov_base @0, iov_len @8.
 */
final class SendMessage {
  private static final int MSGHDR_BYTES = 56;
  private static final int IOVEC_BYTES = 16;

  private SendMessage() {}

  static MemorySegment of(Arena arena, Family family, Endpoint destination, byte[] payload) {
    MemorySegment bytes = arena.allocate(Math.max(1, payload.length));
    MemorySegment.copy(payload, 0, bytes, JAVA_BYTE, 0, payload.length);
    return of(arena, family, destination, bytes, payload.length);
  }

  /** A message whose payload stays where it is, so that it may be changed and sent again. */
  static MemorySegment of(
      Arena arena, Family family, Endpoint destination, MemorySegment payload, long lengthBytes) {
    MemorySegment vector = arena.allocate(IOVEC_BYTES, JAVA_LONG.byteAlignment());
    vector.set(JAVA_LONG, 0, payload.address());
    vector.set(JAVA_LONG, 8, lengthBytes);
    MemorySegment address = arena.allocate(SocketAddress.INET6_BYTES, JAVA_LONG.byteAlignment());
    int addressLength = SocketAddress.write(address, family, destination);
    MemorySegment message = arena.allocate(MSGHDR_BYTES, JAVA_LONG.byteAlignment());
    message.set(JAVA_LONG, 0, address.address());
    message.set(JAVA_INT, 8, addressLength);
    message.set(JAVA_LONG, 16, vector.address());
    message.set(JAVA_LONG, 24, 1);
    return message;
  }

  /** {@code {msg_name={239.255.255.250:3702}, msg_iov=[{"exit", 4}]}}. */
  static String text(Family family, Endpoint destination, byte[] payload) {
    return "{msg_name="
        + Text.endpoint(family, destination)
        + ", msg_iov=[{"
        + Text.bytes(payload)
        + ", "
        + payload.length
        + "}]}";
  }
}
