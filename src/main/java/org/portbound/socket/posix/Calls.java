package org.portbound.socket.posix;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.portbound.socket.CallOutcome;
import org.portbound.socket.SystemCall;

/** Makes calls one after the other, and notes each, until one fails. One thread. */
final class Calls {
  private final List<SystemCall> made = new ArrayList<>();
  private @Nullable SystemCall failed;

  /**
   * Makes a call, unless one before it failed; −1 is its failure.
   *
   * @return what it returned, or −1 if it was not made
   */
  long make(int descriptor, String name, String arguments, LongSupplier call) {
    return make(descriptor, name, arguments, -1, call);
  }

  /**
   * The same, with another value that stands for failure. A call that was interrupted is repeated.
   */
  long make(int descriptor, String name, String arguments, long failure, LongSupplier call) {
    if (failed != null) {
      return failure;
    }
    Instant at = Instant.now();
    long startNs = System.nanoTime();
    long result;
    int number;
    do {
      result = call.getAsLong();
      number = result == failure ? Kernel.errno() : 0;
    } while (number == Constants.EINTR);
    long durationNs = System.nanoTime() - startNs;
    boolean refused = result == failure;
    var noted =
        new SystemCall(
            at,
            durationNs,
            descriptor,
            name,
            arguments,
            result,
            refused ? Kernel.errnoOf(number) : null);
    made.add(noted);
    failed = refused ? noted : null;
    return result;
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
