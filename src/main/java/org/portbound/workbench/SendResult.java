package org.portbound.workbench;

import java.util.List;
import org.portbound.socket.Endpoint;
import org.portbound.text.Message;

/** What came of a send. */
public sealed interface SendResult {
  /**
   * The kernel took it.
   *
   * @param from the address and port it was sent from, as getsockname(2) told
   * @param to where to
   * @param lengthBytes length of the payload
   */
  record Sent(Endpoint from, Endpoint to, int lengthBytes) implements SendResult {}

  /**
   * The socket to send from could not be opened; nothing was sent, from this port or any other.
   *
   * @param refusal why
   */
  record NotOpened(Refusal refusal) implements SendResult {}

  /**
   * The kernel refused the send or one of its options.
   *
   * @param headline the call and its error
   * @param reasons why, and what helps
   */
  record Failed(Message headline, List<Message> reasons) implements SendResult {
    /** Copies the reasons. */
    public Failed {
      reasons = List.copyOf(reasons);
    }
  }

  /**
   * The listener to send from is not open.
   *
   * @param number the listener's number
   */
  record NoListener(int number) implements SendResult {}
}
