package org.portbound.peer;

import org.portbound.socket.Errno;
import org.portbound.socket.SystemCall;
import org.portbound.text.Message;

/** What came of letting a child of a peer inherit a socket. */
public sealed interface PeerHolding {
  /**
   * A child holds the socket too.
   *
   * @param holder the child
   * @param call the call that started it
   */
  record Held(PeerHolder holder, SystemCall call) implements PeerHolding {}

  /**
   * The child was not started.
   *
   * @param call the call that failed
   * @param errno its error; EOPNOTSUPP where the peer's provider knows no descriptors
   */
  record Refused(SystemCall call, Errno errno) implements PeerHolding {}

  /**
   * The peer did not answer, or has no such socket.
   *
   * @param why such as that it is stopped or gone
   */
  record NotAnswered(Message why) implements PeerHolding {}
}
