package org.portbound.diagnosis.group;

import java.util.List;
import org.portbound.text.Message;

/**
 * Why a call about a group failed, and what helps.
 *
 * @param headline the call and its error in one line
 * @param reasons why
 * @param fixes what helps, the least harm first
 */
public record GroupRefusal(Message headline, List<Message> reasons, List<GroupFix> fixes) {
  /** Copies the lists. */
  public GroupRefusal {
    reasons = List.copyOf(reasons);
    fixes = List.copyOf(fixes);
  }
}
