package org.portbound.workbench;

import java.time.Instant;
import org.portbound.diagnosis.Diagnosis;

/**
 * A listener that could not be opened, with the reason and what helps.
 *
 * @param number counts the refusals from 1
 * @param peer number of the peer process that tried, or 0 for this process
 * @param plan what was asked for
 * @param diagnosis why it was refused
 * @param at when
 */
public record Refusal(int number, int peer, ListenerPlan plan, Diagnosis diagnosis, Instant at) {
  /** Whether sockets of other programs are in the way. */
  boolean isOfStrangers() {
    return diagnosis.holders().stream().anyMatch(each -> each.ownListener().isEmpty());
  }
}
