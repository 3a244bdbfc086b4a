package org.portbound.socket.posix;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Optional;
import org.portbound.socket.ReuseOptions;
import org.portbound.socket.SocketFlags;

/**
 * Sockets of other processes: duplicated with pidfd_open(2) and pidfd_getfd(2), asked, and closed
 * at once, for a duplicate keeps the port held. It takes the right to trace the process: the same
 * user, or root.
 */
final class ForeignSockets {
  // asm-generic/unistd.h; the same numbers on x86-64.
  private static final long SYS_PIDFD_OPEN = 434;
  private static final long SYS_PIDFD_GETFD = 438;

  private ForeignSockets() {}

  static Optional<SocketFlags> flags(int pid, int descriptor, long inode) {
    LibC libC = Kernel.libC();
    int process = (int) libC.syscall(SYS_PIDFD_OPEN, pid, 0, 0);
    if (process < 0) {
      return Optional.empty();
    }
    try {
      int duplicate = (int) libC.syscall(SYS_PIDFD_GETFD, process, descriptor, 0);
      if (duplicate < 0) {
        return Optional.empty();
      }
      try {
        boolean same = PosixSocket.inodeOf(duplicate).orElse(-1) == inode;
        return same ? Optional.of(read(duplicate)) : Optional.empty();
      } finally {
        libC.close(duplicate);
      }
    } finally {
      libC.close(process);
    }
  }

  private static SocketFlags read(int descriptor) {
    boolean ipv6 =
        option(descriptor, Constants.SOL_SOCKET, Constants.SO_DOMAIN) == Constants.AF_INET6;
    var reuse =
        new ReuseOptions(
            option(descriptor, Constants.SOL_SOCKET, Constants.SO_REUSEADDR) != 0,
            option(descriptor, Constants.SOL_SOCKET, Constants.SO_REUSEPORT) != 0);
    boolean v6Only = ipv6 && option(descriptor, Constants.IPPROTO_IPV6, Constants.IPV6_V6ONLY) != 0;
    return new SocketFlags(reuse, v6Only);
  }

  private static int option(int descriptor, int level, int option) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment value = arena.allocate(JAVA_INT);
      MemorySegment length = arena.allocate(JAVA_INT);
      length.set(JAVA_INT, 0, Integer.BYTES);
      int result =
          Kernel.libC().getsockopt(descriptor, level, option, value.address(), length.address());
      if (result != 0) {
        throw new IllegalStateException("getsockopt: " + Kernel.errnoOf(Kernel.errno()));
      }
      return value.get(JAVA_INT, 0);
    }
  }
}
