package org.portbound.workbench;

import org.portbound.socket.Endpoint;
import org.portbound.socket.ReuseOptions;

/** The socket that a datagram leaves from. */
public sealed interface Source {
  /**
   * An open listener's own socket.
   *
   * @param number the listener's number
   */
  record Listener(int number) implements Source {}

  /**
   * A socket of its own, bound for this send and closed after it.
   *
   * @param local address and port to send from
   * @param reuse options that let it share the port
   */
  record Bound(Endpoint local, ReuseOptions reuse) implements Source {}

  /** A socket of its own on any free port. */
  record AnyPort() implements Source {}
}
