package org.portbound.socket;

import java.util.List;
import java.util.stream.Stream;

/** What came of one or more calls on an open socket. */
public sealed interface CallOutcome {
  /** The calls that were made, in order. */
  List<SystemCall> calls();

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

    /** This failure, with calls that were made after it because of it. */
    public Failed andThen(List<SystemCall> more) {
      return new Failed(failed, errno, Stream.concat(calls.stream(), more.stream()).toList());
    }
  }
}
