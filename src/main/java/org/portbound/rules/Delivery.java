package org.portbound.rules;

import java.util.List;

/** Who gets a datagram. Indices are those of the list that was asked about, ascending. */
public sealed interface Delivery {
  /** No socket of the list. */
  record Nobody() implements Delivery {}

  /**
   * One socket alone.
   *
   * @param index the socket
   * @param rule why it and no other
   */
  record One(int index, DeliveryRule rule) implements Delivery {}

  /**
   * One of a group, which one the sender's address and port decide.
   *
   * @param indices the group, two sockets or more
   * @param rule how they share
   */
  record Shared(List<Integer> indices, DeliveryRule rule) implements Delivery {
    /** Copies the indices. */
    public Shared {
      indices = List.copyOf(indices);
    }
  }

  /**
   * Each of them gets a copy.
   *
   * @param indices the sockets, one or more
   */
  record Copies(List<Integer> indices) implements Delivery {
    /** Copies the indices. */
    public Copies {
      indices = List.copyOf(indices);
    }
  }
}
