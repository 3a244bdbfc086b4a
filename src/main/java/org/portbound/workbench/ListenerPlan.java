package org.portbound.workbench;

import org.portbound.socket.SocketPlan;

/**
 * A listener that is to be opened.
 *
 * @param socket its socket
 * @param closeOnExit whether a datagram with the text {@code exit} closes it
 */
public record ListenerPlan(SocketPlan socket, boolean closeOnExit) {
  /** This plan with another socket. */
  public ListenerPlan withSocket(SocketPlan newSocket) {
    return new ListenerPlan(newSocket, closeOnExit);
  }
}
