package org.portbound.capture;

import org.portbound.socket.ReceivedDatagram;

/**
 * Gets every datagram beside the log, on the receiving thread, such as a recording to disk. What it
 * takes keeps the sockets waiting, and what it throws ends it: the receiver goes on without it.
 */
public interface DatagramTap {
  /**
   * One datagram, after it was appended to the log: received, or, if such rows are kept, sent by
   * us.
   *
   * @param datagram valid during this call only; its {@code tag} is the listener, or 0 if it was
   *     sent from a socket of its own
   * @param timeNs when it arrived, in nanoseconds since 1970
   */
  void accept(ReceivedDatagram datagram, long timeNs);

  /** A round of receiving is over; nothing may come for a while. */
  void roundOver();

  /** It will get no more: the tap was taken out, or the receiver ends. */
  void ended();
}
