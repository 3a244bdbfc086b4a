package org.portbound.socket;

/** Takes datagrams from a {@link ReceiveSet}, on the receiving thread. */
public interface DatagramSink {
  /**
   * One datagram.
   *
   * @param datagram valid during this call only: it is used again for the next one
   */
  void accept(ReceivedDatagram datagram);

  /**
   * A receive call reported an error, such as ECONNREFUSED on a connected socket. The socket stays
   * in the set.
   */
  void failed(int tag, SystemCall call);
}
