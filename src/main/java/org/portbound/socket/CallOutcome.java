package org.portbound.socket;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What came of one or more calls on an open socket. */
public sealed interface CallOutcome {
  /** The calls that were made, in order. */
  List<SystemCall> calls();

  /** The name of the error, such as {@code EINVAL}, or null if every call succeeded. */
  default @Nullable String error() {
    return this instanceof Failed failed ? failed.errno().name() : null;
  }

  /** A call that this kind of socket does not make: EOPNOTSUPP, with no call made. */
  static Failed notSupported(String name) {
    var call = new SystemCall(Instant.now(), 0, -1, name, "…", -1, Errno.EOPNOTSUPP);
    return new Failed(call, Errno.EOPNOTSUPP, List.of());
  }

  /**
   * Every call succeeded.
   *
   * @param calls the calls made
   */
  record Done(List<SystemCall> calls) implements CallOutcome {
    /** Copies the calls. */
    public Done {
      calls = List.copyOf(calls);
    }
  }

  /**
   * A call failed; those after it were not made.
   *
   * @param failed the call that failed
   * @param errno its error
   * @param calls the calls made, the failed one last but for what took back those before it
   */
  record Failed(SystemCall failed, Errno errno, List<SystemCall> calls) implements CallOutcome {
    /** Copies the calls. */
    public Failed {
      calls = List.copyOf(calls);
    }
  }
}
