package org.portbound.workbench;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.portbound.diagnosis.SendFix;
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
   * @param replies how its replies are found, if they are waited for
   */
  record Sent(Endpoint from, Endpoint to, int lengthBytes, Optional<ReplyWait> replies)
      implements SendResult {}

  /**
   * The socket to send from could not be opened; nothing was sent, from this port or any other.
   *
   * @param plan what was to be sent
   * @param refusal why
   * @param holder number of a listener of ours that has just this address and port, or empty
   */
  record NotOpened(SendPlan plan, Refusal refusal, OptionalInt holder) implements SendResult {}

  /**
   * The kernel refused the send or one of its options.
   *
   * @param plan what was to be sent
   * @param headline the call and its error
   * @param reasons why
   * @param fixes what helps, the least harm first
   */
  record Failed(SendPlan plan, Message headline, List<Message> reasons, List<SendFix> fixes)
      implements SendResult {
    /** Copies the lists. */
    public Failed {
      reasons = List.copyOf(reasons);
      fixes = List.copyOf(fixes);
    }
  }

  /**
   * The listener to send from is not open.
   *
   * @param number the listener's number
   */
  record NoListener(int number) implements SendResult {}
}
