package org.portbound.ui.ports;

import java.util.List;
import org.portbound.diagnosis.BindOutlook;
import org.portbound.diagnosis.Holder;
import org.portbound.diagnosis.SystemUsers;
import org.portbound.socket.SocketPlan;
import org.portbound.text.Message;

/**
 * A port as it is explained.
 *
 * @param plan what would be bound there, but for the options
 * @param sockets the sockets on the port
 * @param notes what could not be seen, and what would show it
 * @param outlooks what four binds would come to
 */
record PortExplanation(
    SocketPlan plan, List<PortRow.Seen> sockets, List<Message> notes, List<BindOutlook> outlooks) {
  /** Copies the lists. */
  PortExplanation {
    sockets = List.copyOf(sockets);
    notes = List.copyOf(notes);
    outlooks = List.copyOf(outlooks);
  }

  /** Explains the port of one of the sockets on it. Any thread. */
  static PortExplanation of(Holder chosen, List<PortRow.Seen> sockets, List<Message> notes) {
    SocketPlan plan = SocketPlan.of(chosen.local()).withFamily(chosen.family());
    List<Holder> known = sockets.stream().map(PortExplanation::known).toList();
    return new PortExplanation(
        plan, sockets, notes, BindOutlook.ofAll(plan, known, SystemUsers.effectiveUid()));
  }

  private static Holder known(PortRow.Seen seen) {
    var inferred = seen.inferred();
    return inferred == null ? seen.holder() : inferred.known();
  }

  int port() {
    return plan.local().port();
  }

  /** Whether there are options left to find out. */
  boolean unknownLeft() {
    return sockets.stream()
        .anyMatch(
            each ->
                each.holder().flags() == null
                    && (each.inferred() == null || each.inferred().reuse() == null));
  }
}
