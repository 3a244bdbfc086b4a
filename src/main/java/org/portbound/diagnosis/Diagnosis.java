package org.portbound.diagnosis;

import java.util.List;
import org.portbound.socket.Opening;
import org.portbound.text.Message;

/**
 * Why a socket could not be opened, and what helps.
 *
 * @param refused what was refused, with the calls made
 * @param headline the call, its arguments and its error in one line
 * @param reasons which call failed, who is in the way, by which rule
 * @param holders the sockets in the way, if it is about a port
 * @param notes what could not be seen, and what would show it
 * @param fixes what helps, the least harm first
 */
public record Diagnosis(
    Opening.Refused refused,
    Message headline,
    List<Message> reasons,
    List<Holder> holders,
    List<Message> notes,
    List<Fix> fixes) {
  /** Copies the lists. */
  public Diagnosis {
    reasons = List.copyOf(reasons);
    holders = List.copyOf(holders);
    notes = List.copyOf(notes);
    fixes = List.copyOf(fixes);
  }

  /**
   * Why a send failed.
   *
   * @param headline the call and its error in one line
   * @param reasons why
   * @param fixes what helps, the least harm first
   */
  public record Explanation(Message headline, List<Message> reasons, List<SendFix> fixes) {
    /** Copies the lists. */
    public Explanation {
      reasons = List.copyOf(reasons);
      fixes = List.copyOf(fixes);
    }
  }
}
