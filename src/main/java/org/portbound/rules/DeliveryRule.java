package org.portbound.rules;

import java.util.Locale;

/** Why a datagram goes where it goes. */
public enum DeliveryRule {
  /** It is the only socket that fits. */
  ONLY_ONE,
  /** It is connected to exactly this sender; among several such, it connected last. */
  CONNECTED,
  /** It is bound to the destination address; the others are bound to the wildcard. */
  SPECIFIC_ADDRESS,
  /** It is tied to the interface on which the datagram came; the others are tied to none. */
  BOUND_TO_DEVICE,
  /** It is an IPv4 socket; the others take IPv4 as dual-stack IPv6 sockets. */
  IPV4_BEFORE_DUAL_STACK,
  /** Among equals it was bound last, and it does not share by SO_REUSEPORT. */
  NEWEST,
  /**
   * It is asked first, though it was not bound last or another fits better: IPv6 sockets with
   * SO_REUSEPORT are asked last, and one with SO_REUSEPORT ends the search.
   */
  FIRST_ASKED,
  /**
   * A group of sockets with SO_REUSEPORT, same address and user: a hash of the sender's and the
   * destination's address and port picks one, always the same for the same four.
   */
  REUSEPORT_HASH,
  /** The program of a reuseport group named it: the result is its place in the group. */
  STEERED_BY_PROGRAM,
  /**
   * Of a reuseport group it has the number of the processor that took the datagram in
   * (SO_INCOMING_CPU); among several such the hash picks.
   */
  STEERED_BY_CPU;

  /** Its name for programs, in small letters and with hyphens. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
