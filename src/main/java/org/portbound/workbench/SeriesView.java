package org.portbound.workbench;

import java.util.Map;
import org.portbound.socket.Endpoint;

/**
 * A series as it was at one moment.
 *
 * @param number its number, from 1; never used again
 * @param plan what it was started from
 * @param listener number of the listener it sends from
 * @param from where that is bound
 * @param state whether it still sends
 * @param sent datagrams that the kernel took
 * @param bytes payload bytes in them
 * @param failures how many the kernel refused, by the name of the error
 * @param sendingNs how long it has been sending, or was, in nanoseconds
 * @param stalledNs how long it stood still beside, because the process was stopped or the machine
 *     was, in nanoseconds
 */
public record SeriesView(
    int number,
    SeriesPlan plan,
    int listener,
    Endpoint from,
    State state,
    long sent,
    long bytes,
    Map<String, Long> failures,
    long sendingNs,
    long stalledNs) {

  /** Where a series is. */
  public enum State {
    /** It sends. */
    SENDING,
    /** All were attempted; its own socket still waits for answers. */
    LINGERING,
    /** All were attempted. */
    DONE,
    /** It was stopped, or its socket was closed, before all were attempted. */
    STOPPED
  }

  private static final double NS_PER_S = 1e9;

  /** Copies the failures. */
  public SeriesView {
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

  /** How much of what is planned was attempted, from 0 to 1; 0 for a series without an end. */
  public double doneShare() {
    long most = plan.schedule().count().orElse(0);
    return most == 0 ? 0 : (double) (sent + failed()) / most;
  }

  /** Whether its thread has ended. */
  public boolean over() {
    return state == State.DONE || state == State.STOPPED;
  }
}
