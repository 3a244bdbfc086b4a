package org.portbound.ui.refusal;

import java.util.ArrayList;
import java.util.Optional;
import org.portbound.diagnosis.Fix;
import org.portbound.socket.GroupMembership;
import org.portbound.socket.SocketPlan;

/** The command line that does in a terminal what a fix does in the window. */
final class CommandHint {
  private CommandHint() {}

  /** The command, or nothing for an advice, whose sentence holds its own. */
  static Optional<String> of(Fix fix) {
    return switch (fix) {
      case Fix.RebindTogether together -> Optional.of(listen(together.plan()));
      case Fix.SetOptionThenBind set -> Optional.of(listen(set.plan()));
      case Fix.BindInstead instead -> Optional.of(listen(instead.plan()));
      case Fix.StopProcess stop -> Optional.of("kill " + stop.pid());
      case Fix.Advice advice -> Optional.empty();
    };
  }

  private static String listen(SocketPlan plan) {
    var words = new ArrayList<String>();
    words.add("portbound listen " + plan.local());
    if (plan.reuse().reusePort()) {
      words.add("--reuseport");
    }
    if (plan.reuse().reuseAddr()) {
      words.add("--reuseaddr");
    }
    for (GroupMembership group : plan.groups()) {
      words.add("--group " + group);
    }
    return String.join(" ", words);
  }
}
