package org.portbound.socket.posix;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.portbound.socket.CallOutcome;
import org.portbound.socket.Errno;
import org.portbound.socket.SystemCall;

/** Makes calls one after the other, and notes each, until one fails. One thread. */
final class Calls {
  private static final int FAILURE = -1;

  private final List<SystemCall> made = new ArrayList<>();
  private @Nullable SystemCall failed;

  /**
   * Makes a call, unless one before it failed; −1 is its failure. A call that a signal interrupted
   * is repeated.
   *
   * @return what it returned, or −1 if it was not made
   */
  long make(int descriptor, String name, String arguments, LongSupplier call) {
    return make(descriptor, name, () -> arguments, call);
  }

  /**
   * The same for a call that writes into its arguments: they are put into words afterwards.
   *
   * @return what it returned, or −1 if it was not made
   */
  long make(int descriptor, String name, Supplier<String> arguments, LongSupplier call) {
    if (failed != null) {
      return FAILURE;
    }
    Instant at = Instant.now();
    long startNs = System.nanoTime();
    long result;
    int number;
    do {
      result = call.getAsLong();
      number = result == FAILURE ? Kernel.errno() : 0;
    } while (number == Constants.EINTR);
    note(at, startNs, descriptor, name, arguments.get(), result, number);
    return result;
  }

  /**
   * Makes a call that is worth a try, unless one before it failed: if it fails, nothing has
   * changed, and it is not noted.
   */
  void attempt(int descriptor, String name, String arguments, LongSupplier call) {
    if (failed != null) {
      return;
    }
    Instant at = Instant.now();
    long startNs = System.nanoTime();
    long result = call.getAsLong();
    if (result != FAILURE) {
      note(at, startNs, descriptor, name, arguments, result, 0);
    }
  }

  /**
   * The kernel's index of an interface, asked as if_nametoindex(3) does, but of the socket: so it
   * is that of the socket's own network. It is counted, and noted only if there is no such
   * interface, as the call that failed.
   *
   * @return the index, or 0 if there is no such interface or a call before failed
   */
  int interfaceIndex(int descriptor, String name) {
    if (failed != null) {
      return 0;
    }
    Instant at = Instant.now();
    long startNs = System.nanoTime();
    int index = 0;
    int number = Constants.ENODEV;
    byte[] bytes = name.getBytes(UTF_8);
    // The kernel would cut a longer name.
    if (bytes.length < Constants.IFNAMSIZ) {
      try (Arena arena = Arena.ofConfined()) {
        MemorySegment request = arena.allocate(Constants.IFREQ_BYTES, Long.BYTES);
        MemorySegment.copy(bytes, 0, request, JAVA_BYTE, 0, bytes.length);
        if (Aside.ioctl(descriptor, Constants.SIOCGIFINDEX, request.address()) == 0) {
          index = request.get(JAVA_INT, Constants.IFNAMSIZ);
        } else {
          number = Kernel.errno();
        }
      }
    }
    if (index == 0) {
      String arguments = Text.string(bytes);
      note(at, startNs, descriptor, "if_nametoindex", arguments, 0, number);
    }
    return index;
  }

  /**
   * Closes a descriptor, whatever failed before. Never repeated: on Linux the descriptor is gone
   * even if a signal interrupted the call (close(2)).
   */
  void close(int descriptor) {
    SystemCall before = failed;
    Instant at = Instant.now();
    long startNs = System.nanoTime();
    int result = Kernel.libC().close(descriptor);
    int number = result == FAILURE ? Kernel.errno() : 0;
    note(at, startNs, descriptor, "close", String.valueOf(descriptor), result, number);
    if (before != null) {
      failed = before;
    }
  }

  /** Makes calls although one has failed; that one stays the failure. */
  void takeBack(Runnable undo) {
    SystemCall before = failed;
    failed = null;
    undo.run();
    failed = before;
  }

  private void note(
      Instant at,
      long startNs,
      int descriptor,
      String name,
      String arguments,
      long result,
      int errno) {
    long durationNs = System.nanoTime() - startNs;
    Errno error = errno == 0 ? null : Kernel.errnoOf(errno);
    var noted = new SystemCall(at, durationNs, descriptor, name, arguments, result, error);
    made.add(noted);
    failed = error == null ? null : noted;
  }

  /** The call that failed, or null. */
  @Nullable SystemCall failed() {
    return failed;
  }

  /** The calls made so far. */
  List<SystemCall> made() {
    return made;
  }

  CallOutcome outcome() {
    return failed == null || failed.errno() == null
        ? new CallOutcome.Done(made)
        : new CallOutcome.Failed(failed, failed.errno(), made);
  }
}
