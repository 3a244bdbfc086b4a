package org.portbound.peer;

import java.util.List;
import org.portbound.socket.Opening;
import org.portbound.socket.SystemCall;
import org.portbound.text.Message;

/** What came of opening a socket in a peer. */
public sealed interface PeerOpening {
  /**
   * It is open, bound, in its groups, and receives.
   *
   * @param socket the socket
   * @param steps the calls made in the peer
   */
  record Opened(PeerSocket socket, List<SystemCall> steps) implements PeerOpening {
    /** Copies the steps. */
    public Opened {
      steps = List.copyOf(steps);
    }
  }

  /**
   * The kernel refused a call; nothing is left open.
   *
   * @param refused the refusal, as for a socket of this process
   */
  record Refused(Opening.Refused refused) implements PeerOpening {}

  /**
   * The peer did not answer, or could not try.
   *
   * @param why such as that it is stopped or gone
   */
  record NotAnswered(Message why) implements PeerOpening {}
}
