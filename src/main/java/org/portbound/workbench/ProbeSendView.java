package org.portbound.workbench;

import java.util.Map;
import org.portbound.socket.Endpoint;

/**
 * A stream of a probe that is sent, as it was at one moment.
 *
 * @param number its number, from 1; its number as a stream too
 * @param plan what it was started from
 * @param from where its socket is bound
 * @param state whether it still sends
 * @param sent datagrams that the kernel took, the marks at the end not counted
 * @param failures how many the kernel refused, by the name of the error; they have no number and so
 *     are nobody's loss
 * @param sendingNs how long it has been sending, or was, in nanoseconds
 * @param stalledNs how long it stood still beside, because the process was stopped or the machine
 *     was, in nanoseconds
 */
public record ProbeSendView(
    int number,
    ProbePlan plan,
    Endpoint from,
    State state,
    long sent,
    Map<String, Long> failures,
    long sendingNs,
    long stalledNs) {

  /** Where it is. */
  public enum State {
    /** It sends. */
    SENDING,
    /** All that was planned was attempted. */
    DONE,
    /** It was stopped before, or its socket is gone. */
    STOPPED
  }

  private static final double NS_PER_S = 1e9;

  /** Copies the failures. */
  public ProbeSendView {
    failures = Map.copyOf(failures);
  }

  /** Refused by the kernel, of every kind. */
  public long failed() {
    return failures.values().stream().mapToLong(Long::longValue).sum();
  }

  /** Datagrams a second, on the average since its beginning. */
  public double perSecond() {
    return sendingNs == 0 ? 0 : sent * NS_PER_S / sendingNs;
  }

  /** How much of what is planned was attempted, from 0 to 1; 0 for a stream without an end. */
  public double doneShare() {
    double byTime = plan.duration().map(most -> (double) sendingNs / most.toNanos()).orElse(0.0);
    double byCount =
        plan.schedule().count().isEmpty()
            ? 0
            : (double) (sent + failed()) / plan.schedule().count().getAsLong();
    return Math.min(1, Math.max(byTime, byCount));
  }

  /** Whether it has ended. */
  public boolean over() {
    return state != State.SENDING;
  }
}
