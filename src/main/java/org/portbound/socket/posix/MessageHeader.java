package org.portbound.socket.posix;

import static java.lang.foreign.ValueLayout.JAVA_INT_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;

import java.lang.foreign.MemorySegment;

/**
 * {@code struct msghdr}, {@code struct mmsghdr} (bits/socket.h) and {@code struct iovec}
 * (bits/types/struct_iovec.h) on 64-bit Linux.
 *
 * <p>msghdr: msg_name @0, msg_namelen @8 (4 bytes), msg_iov @16, msg_iovlen @24, msg_control @32,
 * msg_controllen @40, msg_flags @48. mmsghdr: a msghdr @0, msg_len @56. iovec: iov_base @0,
 * iov_len @8.
 */
final class MessageHeader {
  /** Size of msghdr. */
  static final int BYTES = 56;

  /** Size of mmsghdr. */
  static final int BATCHED_BYTES = 64;

  /** Size of iovec. */
  static final int IOVEC_BYTES = 16;

  private MessageHeader() {}

  /** Writes an iovec. */
  static void setVector(MemorySegment to, long at, long base, long lengthBytes) {
    to.set(JAVA_LONG_UNALIGNED, at, base);
    to.set(JAVA_LONG_UNALIGNED, at + 8, lengthBytes);
  }

  /** Points to one iovec. */
  static void setVectorAddress(MemorySegment to, long header, long vector) {
    to.set(JAVA_LONG_UNALIGNED, header + 16, vector);
    to.set(JAVA_LONG_UNALIGNED, header + 24, 1);
  }

  static void setName(MemorySegment to, long header, long name) {
    to.set(JAVA_LONG_UNALIGNED, header, name);
  }

  static void setNameLength(MemorySegment to, long header, int lengthBytes) {
    to.set(JAVA_INT_UNALIGNED, header + 8, lengthBytes);
  }

  static void setControl(MemorySegment to, long header, long control) {
    to.set(JAVA_LONG_UNALIGNED, header + 32, control);
  }

  static void setControlLength(MemorySegment to, long header, long lengthBytes) {
    to.set(JAVA_LONG_UNALIGNED, header + 40, lengthBytes);
  }

  static long controlLength(MemorySegment from, long header) {
    return from.get(JAVA_LONG_UNALIGNED, header + 40);
  }

  /** msg_len of a mmsghdr: how many bytes were received. */
  static int receivedBytes(MemorySegment from, long header) {
    return from.get(JAVA_INT_UNALIGNED, header + 56);
  }
}
