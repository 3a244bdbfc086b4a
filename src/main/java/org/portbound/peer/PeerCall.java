package org.portbound.peer;

import org.portbound.socket.CallOutcome;
import org.portbound.text.Message;

/** What came of calls on a socket in a peer. */
public sealed interface PeerCall {
  /**
   * The kernel answered.
   *
   * @param outcome done or failed, with the calls made in the peer
   */
  record Called(CallOutcome outcome) implements PeerCall {}

  /**
   * The peer did not answer, or has no such socket.
   *
   * @param why such as that it is stopped or gone
   */
  record NotAnswered(Message why) implements PeerCall {}
}
