package org.portbound.socket.posix;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Optional;
import java.util.function.Supplier;
import org.portbound.socket.Errno;

/**
 * What an experiment needs of the kernel beside sockets: a network of its own, and another user.
 * Both change the calling thread alone, for good or until they are undone; the thread should be one
 * made for the experiment.
 */
public final class KernelLab {

  private KernelLab() {}

  /**
   * Gives the calling thread a network namespace of its own, with {@code lo} alone, up. Sockets
   * that the thread makes from now on live there. Needs CAP_SYS_ADMIN.
   *
   * @return why it could not, or empty
   */
  public static Optional<Errno> enterPrivateNetwork() {
    if (Kernel.libC().unshare(Constants.CLONE_NEWNET) != 0) {
      return Optional.of(Kernel.errnoOf(Kernel.errno()));
    }
    return bringLoopbackUp();
  }

  private static Optional<Errno> bringLoopbackUp() {
    int type = Constants.SOCK_DGRAM | Constants.SOCK_CLOEXEC;
    int descriptor = Aside.socket(Constants.AF_INET, type, Constants.IPPROTO_UDP);
    if (descriptor < 0) {
      return Optional.of(Kernel.errnoOf(Kernel.errno()));
    }
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment request = arena.allocate(Constants.IFREQ_BYTES, Long.BYTES);
      MemorySegment.copy(new byte[] {'l', 'o'}, 0, request, JAVA_BYTE, 0, 2);
      if (Aside.ioctl(descriptor, Constants.SIOCGIFFLAGS, request.address()) != 0) {
        return Optional.of(Kernel.errnoOf(Kernel.errno()));
      }
      short flags = request.get(JAVA_SHORT, Constants.IFNAMSIZ);
      request.set(JAVA_SHORT, Constants.IFNAMSIZ, (short) (flags | Constants.IFF_UP));
      return Aside.ioctl(descriptor, Constants.SIOCSIFFLAGS, request.address()) == 0
          ? Optional.empty()
          : Optional.of(Kernel.errnoOf(Kernel.errno()));
    } finally {
      Aside.close(descriptor);
    }
  }

  /**
   * The user as whom the calling thread creates files and sockets. setfsuid(2) answers with it, and
   * changes nothing for a user that cannot be.
   */
  public static int user() {
    return Kernel.libC().setfsuid(-1);
  }

  /** Whether the calling thread may create sockets as this user. */
  public static boolean mayBeUser(int uid) {
    int self = Kernel.libC().setfsuid(uid);
    int reached = user();
    Kernel.libC().setfsuid(self);
    return reached == uid;
  }

  /**
   * Does something as another user of files and sockets, on the calling thread. Whatever reads
   * files meanwhile, the loading of classes too, does it as that user.
   */
  public static <T> T asUser(int uid, Supplier<T> work) {
    int self = Kernel.libC().setfsuid(uid);
    try {
      return work.get();
    } finally {
      Kernel.libC().setfsuid(self);
    }
  }
}
