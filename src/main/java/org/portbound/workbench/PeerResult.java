package org.portbound.workbench;

import org.portbound.text.Message;

/** What came of a command to a peer. */
public sealed interface PeerResult {
  /**
   * It was done.
   *
   * @param peer the peer as it is now
   */
  record Done(PeerView peer) implements PeerResult {}

  /**
   * It was not.
   *
   * @param why names the obstacle and what would help
   */
  record NotDone(Message why) implements PeerResult {}
}
