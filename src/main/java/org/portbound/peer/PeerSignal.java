package org.portbound.peer;

import org.portbound.text.Message;

/** What came of sending a signal to a peer. */
public sealed interface PeerSignal {
  /** It was sent. */
  record Sent() implements PeerSignal {}

  /** The peer had ended before. */
  record AlreadyEnded() implements PeerSignal {}

  /**
   * It could not be sent.
   *
   * @param why with what kill(1) said
   */
  record NotSent(Message why) implements PeerSignal {}
}
