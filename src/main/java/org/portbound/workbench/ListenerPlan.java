package org.portbound.workbench;

import org.portbound.socket.SocketPlan;

/**
 * A listener that is to be opened.
 *
 * @param socket its socket
 * @param closeOnExit whether a datagram with the text {@code exit} closes it
 * @param forReplies whether it is the socket of a send, open for as long as replies are waited for
 */
public record ListenerPlan(SocketPlan socket, boolean closeOnExit, boolean forReplies) {
  /** One that stays until the user closes it. */
  public ListenerPlan(SocketPlan socket, boolean closeOnExit) {
    this(socket, closeOnExit, false);
  }

  /** This plan with another socket. */
  public ListenerPlan withSocket(SocketPlan newSocket) {
    return new ListenerPlan(newSocket, closeOnExit, forReplies);
  }
}
