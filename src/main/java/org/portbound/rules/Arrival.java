package org.portbound.rules;

import org.jspecify.annotations.Nullable;
import org.portbound.socket.Endpoint;

/**
 * A datagram that reaches this machine.
 *
 * @param source who sent it
 * @param destination where it goes
 * @param interfaceName the interface on which it comes in, {@code lo} for what this machine sends
 *     to itself; null if that is left open
 * @param joinedElsewhere whether a socket that is not in the list has joined the destination group
 *     on that interface; means nothing for unicast
 */
public record Arrival(
    Endpoint source,
    Endpoint destination,
    @Nullable String interfaceName,
    boolean joinedElsewhere) {

  /** A datagram from one socket of this machine to another. */
  public static Arrival overLoopback(Endpoint source, Endpoint destination) {
    return new Arrival(source, destination, "lo", false);
  }
}
