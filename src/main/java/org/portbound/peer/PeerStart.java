package org.portbound.peer;

import org.portbound.text.Message;

/** What came of starting a peer. */
public sealed interface PeerStart {
  /**
   * It runs and answers.
   *
   * @param peer the peer; the caller owns it and closes it
   */
  record Started(PeerProcess peer) implements PeerStart {}

  /**
   * This user may not start a process as that one.
   *
   * @param why with what would permit it
   */
  record NotPermitted(Message why) implements PeerStart {}

  /**
   * It did not start, or did not answer.
   *
   * @param why with the remedy where one is known
   */
  record Failed(Message why) implements PeerStart {}
}
