package org.portbound.workbench;

import org.portbound.text.Message;

/** What came of opening a listener in a peer process. */
public sealed interface PeerOpenResult {
  /**
   * The kernel answered the peer.
   *
   * @param result what it said
   */
  record Answered(OpenResult result) implements PeerOpenResult {}

  /**
   * The peer did not answer; nothing was tried.
   *
   * @param why such as that it is stopped or gone
   */
  record NotAnswered(Message why) implements PeerOpenResult {}
}
