package org.portbound.socket.posix;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.List;
import java.util.Optional;
import java.util.function.IntUnaryOperator;
import org.portbound.socket.Family;
import org.portbound.socket.ReuseOptions;
import org.portbound.socket.SocketFlags;

/**
 * Asks for the flags of sockets in other processes: duplicates a socket by pidfd_open(2) and
 * pidfd_getfd(2), asks the duplicate, and closes it at once, for it keeps the port held. One
 * thread.
 */
final class PidfdFlags implements AutoCloseable {
  // asm-generic/unistd.h; fstat has another number on x86-64.
  private static final long SYS_PIDFD_OPEN = 434;
  private static final long SYS_PIDFD_GETFD = 438;
  private static final long SYS_FSTAT = System.getProperty("os.arch").equals("amd64") ? 5 : 80;

  /** Struct stat has 144 bytes on x86-64 and 128 on others (asm/stat.h). */
  private static final int STAT_BYTES = 144;

  private static final int NOTHING = -1;

  private final LibC libC = Kernel.libC();
  private final IntUnaryOperator opened;
  private final MemorySegment memory;

  /** The process that was asked last, and its descriptor here. */
  private int traced = NOTHING;

  private int process = NOTHING;

  private final AsideTally pidfdOpens = new AsideTally("pidfd_open", "…, 0");
  private final AsideTally pidfdGetfds = new AsideTally("pidfd_getfd", "…, …, 0");
  private final AsideTally addrAsked = asked(Constants.SOL_SOCKET, Constants.SO_REUSEADDR);
  private final AsideTally portAsked = asked(Constants.SOL_SOCKET, Constants.SO_REUSEPORT);
  private final AsideTally v6OnlyAsked = asked(Constants.IPPROTO_IPV6, Constants.IPV6_V6ONLY);
  private final AsideTally closes = new AsideTally("close", "…");

  /**
   * @param arena outlives this
   * @param opened hears of each descriptor that was opened, or not, straight after the call
   */
  PidfdFlags(Arena arena, IntUnaryOperator opened) {
    this.opened = opened;
    this.memory = arena.allocate(STAT_BYTES, Long.BYTES);
  }

  private static AsideTally asked(int level, int option) {
    return new AsideTally("getsockopt", Aside.anysOption(level, option));
  }

  /** As {@link org.portbound.socket.ProcessReader#flags} says. */
  Optional<SocketFlags> read(int pid, int descriptor, long inode, Family family) {
    if (pid != traced) {
      closeProcess();
      traced = pid;
      process = opened.applyAsInt(pidfdOpens.counted(libC.syscall(SYS_PIDFD_OPEN, pid, 0, 0)));
    }
    if (process < 0) {
      return Optional.empty();
    }
    int duplicate =
        opened.applyAsInt(
            pidfdGetfds.counted(libC.syscall(SYS_PIDFD_GETFD, process, descriptor, 0)));
    if (duplicate < 0) {
      return Optional.empty();
    }
    try {
      return isSocket(duplicate, inode) ? Optional.of(flags(duplicate, family)) : Optional.empty();
    } finally {
      closes.counted(libC.close(duplicate));
    }
  }

  /** By fstat(2): st_ino follows st_dev in struct stat (asm/stat.h), both of eight bytes. */
  private boolean isSocket(int descriptor, long inode) {
    return libC.syscall(SYS_FSTAT, descriptor, memory.address(), 0) == 0
        && memory.get(ValueLayout.JAVA_LONG, Long.BYTES) == inode;
  }

  private SocketFlags flags(int descriptor, Family family) {
    var reuse =
        new ReuseOptions(
            isSet(addrAsked, descriptor, Constants.SOL_SOCKET, Constants.SO_REUSEADDR),
            isSet(portAsked, descriptor, Constants.SOL_SOCKET, Constants.SO_REUSEPORT));
    return new SocketFlags(
        reuse,
        family == Family.INET6
            && isSet(v6OnlyAsked, descriptor, Constants.IPPROTO_IPV6, Constants.IPV6_V6ONLY));
  }

  /** Whether an option is on. */
  private boolean isSet(AsideTally tally, int descriptor, int level, int option) {
    long address = memory.address();
    memory.set(ValueLayout.JAVA_INT, Integer.BYTES, Integer.BYTES);
    int result = libC.getsockopt(descriptor, level, option, address, address + Integer.BYTES);
    return tally.counted(result) == 0 && memory.get(ValueLayout.JAVA_INT, 0) != 0;
  }

  private void closeProcess() {
    if (process >= 0) {
      closes.counted(libC.close(process));
    }
    process = NOTHING;
  }

  /** Hands its counts over too. */
  @Override
  public void close() {
    closeProcess();
    for (AsideTally each :
        List.of(pidfdOpens, pidfdGetfds, addrAsked, portAsked, v6OnlyAsked, closes)) {
      each.handOver();
    }
  }
}
