package org.portbound.rules;

import java.util.List;

/** Who gets a datagram. Sockets are named by their index in the list that was asked about. */
public sealed interface Delivery {
  /** No socket; the kernel answers with ICMP port unreachable, or drops a multicast one. */
  record Nobody() implements Delivery {}

  /**
   * One socket.
   *
   * @param socket its index
   * @param rule why it
   */
  record One(int socket, DeliveryRule rule) implements Delivery {}

  /**
   * One of a reuseport group, by a hash of source and destination: the same flow always reaches the
   * same socket.
   *
   * @param sockets their indices
   */
  record Shared(List<Integer> sockets) implements Delivery {
    /** Copies the indices. */
    public Shared {
      sockets = List.copyOf(sockets);
    }
  }

  /**
   * Each of these gets a copy.
   *
   * @param sockets their indices
   */
  record Copies(List<Integer> sockets) implements Delivery {
    /** Copies the indices. */
    public Copies {
      sockets = List.copyOf(sockets);
    }
  }
}
