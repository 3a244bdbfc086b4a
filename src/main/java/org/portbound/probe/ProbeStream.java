package org.portbound.probe;

import org.portbound.socket.Endpoint;

/**
 * A stream at one listener, as it was at one moment.
 *
 * @param number its number in the monitor, from 1; never used again
 * @param listener number of the listener that received it
 * @param source where it comes from
 * @param session the sender's, see {@link org.portbound.decode.ProbeLayout}
 * @param stream its number in that session
 * @param lengthBytes of a payload
 * @param plannedPerSecond the sender's rate as planned, or infinite for as fast as it goes
 * @param state whether it still runs
 * @param perSecond how many came in the last second, each counted once
 * @param counts what came and what did not
 * @param delay how long it took
 * @param ttl hops that were left
 * @param firstNs when the first came, in nanoseconds since 1970
 * @param lastNs when the last came
 */
public record ProbeStream(
    int number,
    int listener,
    Endpoint source,
    long session,
    int stream,
    int lengthBytes,
    double plannedPerSecond,
    State state,
    double perSecond,
    Counts counts,
    Delay delay,
    Ttl ttl,
    long firstNs,
    long lastNs) {

  /** Where a stream is. */
  public enum State {
    /** Something came in the last two seconds. */
    RUNNING,
    /** The sender said that it had sent all. */
    ENDED,
    /** Nothing came for two seconds, and no word that it ended. */
    SILENT
  }

  /**
   * What came and what did not.
   *
   * @param expected how many should have come
   * @param received how many came, each counted once
   * @param lost how many did not come, and others did for a second or longer after them
   * @param pending how many did not come, and still may
   * @param duplicates how many came once more
   * @param outOfOrder of those received, how many came after one with a higher number
   * @param tooLate how many came so late that nobody remembers whether they were missing
   */
  public record Counts(
      long expected,
      long received,
      long lost,
      long pending,
      long duplicates,
      long outOfOrder,
      long tooLate) {
    /** Lost of those expected, from 0 to 1. */
    public double lostShare() {
      return expected == 0 ? 0 : (double) lost / expected;
    }

    /** The same if what is missing now never comes. */
    public double missingShare() {
      return expected == 0 ? 0 : (double) (lost + pending) / expected;
    }
  }

  /**
   * How long it took, in nanoseconds.
   *
   * @param sameClock whether sender and receiver read one clock, so that delays are true; otherwise
   *     they count from the quickest datagram
   * @param kernelTime whether the kernel stamped the arrival; otherwise the program did, later
   * @param minNs the least; 0 without a common clock
   * @param meanNs on the average
   * @param maxNs the most
   * @param jitterNs as of RFC 3550, 6.4.1
   */
  public record Delay(
      boolean sameClock,
      boolean kernelTime,
      long minNs,
      double meanNs,
      long maxNs,
      double jitterNs) {}

  /**
   * Hops that were left on arrival.
   *
   * @param min the fewest, or −1 if unknown
   * @param max the most, or −1 if unknown
   */
  public record Ttl(int min, int max) {}
}
