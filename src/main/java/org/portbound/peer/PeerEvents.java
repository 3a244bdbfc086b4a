package org.portbound.peer;

import org.portbound.socket.CallTotals;
import org.portbound.socket.ReceivedDatagram;
import org.portbound.socket.SystemCall;
import org.portbound.text.Message;

/**
 * What a peer tells by itself. Called on the peer's own threads, never two calls at once; while a
 * call takes its time the peer's pipe fills up and the kernel drops and counts. A call must not
 * command the same peer: its answer could never be read.
 */
public interface PeerEvents {
  /**
   * A socket of the peer received a datagram.
   *
   * @param datagram its tag is the socket's number; valid during this call only
   */
  void datagram(ReceivedDatagram datagram);

  /**
   * A receive call of the peer reported an error; the socket stays open.
   *
   * @param socket the socket's number
   * @param call the call in the peer
   */
  void receiveFailed(int socket, SystemCall call);

  /**
   * Calls that the peer counts, told some times a second.
   *
   * @param socket the socket's number, or 0 for calls that belong to none
   * @param soFar what they came to since they began
   * @param ended whether there will be no more of them
   */
  default void calls(int socket, CallTotals soFar, boolean ended) {}

  /** Something to be told: a line of the peer's standard error, or a line that made no sense. */
  void notice(Message message);

  /**
   * The peer is gone, and its sockets with it, except those that a child of it holds. Last call.
   */
  void exited(PeerExit exit);
}
