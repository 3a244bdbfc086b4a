package org.portbound.ui.ports;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.portbound.diagnosis.Forecast;
import org.portbound.diagnosis.Holder;
import org.portbound.diagnosis.HolderScan;
import org.portbound.diagnosis.OptionInference.Inferred;
import org.portbound.socket.ReuseOptions;
import org.portbound.socket.SocketPlan;
import org.portbound.text.Message;
import org.portbound.workbench.Workbench;

/**
 * A port as it is explained.
 *
 * @param plan what would be bound there, but for the options
 * @param sockets the sockets on the port, those of other network namespaces last
 * @param notes what could not be seen, and what would show it
 * @param forecasts what four binds here would come to
 */
record PortExplanation(
    SocketPlan plan,
    List<PortRow.Seen> sockets,
    List<Message> notes,
    Map<ReuseOptions, Forecast> forecasts) {
  /** Copies the lists. */
  PortExplanation {
    sockets = List.copyOf(sockets);
    notes = List.copyOf(notes);
  }

  /**
   * Explains the port of a socket. Reads /proc: may take a moment.
   *
   * @param inferred what was found out about options
   */
  static PortExplanation of(
      Workbench workbench, Holder chosen, Map<PortRow.Key, Inferred> inferred) {
    SocketPlan plan = SocketPlan.of(chosen.local()).withFamily(chosen.family());
    HolderScan scan = workbench.outlook().holders(chosen.local().port());
    List<Holder> known =
        scan.holders().stream()
            .map(each -> known(each, inferred.get(PortRow.Key.of(each))))
            .toList();
    return new PortExplanation(
        plan, seen(scan, inferred), scan.notes(), workbench.outlook().forecast(plan, known));
  }

  private static Holder known(Holder holder, @Nullable Inferred inferred) {
    return inferred == null ? holder : inferred.known();
  }

  /** All sockets of a scan, with what was found out about them. */
  static List<PortRow.Seen> seen(HolderScan scan, Map<PortRow.Key, Inferred> inferred) {
    var seen = new ArrayList<PortRow.Seen>();
    for (Holder each : scan.holders()) {
      seen.add(new PortRow.Seen(each, inferred.get(PortRow.Key.of(each)), null));
    }
    for (HolderScan.Elsewhere there : scan.elsewhere()) {
      for (Holder each : there.holders()) {
        seen.add(new PortRow.Seen(each, null, there.namespace()));
      }
    }
    return seen;
  }

  int port() {
    return plan.local().port();
  }

  /** How many sockets hold the port here. */
  int holding() {
    return (int) sockets.stream().filter(each -> each.elsewhere() == null).count();
  }

  /** Whether there are options of holders left to find out. */
  boolean unknownLeft() {
    return sockets.stream()
        .filter(each -> each.elsewhere() == null)
        .anyMatch(
            each ->
                each.holder().flags() == null
                    && (each.inferred() == null || each.inferred().reuse() == null));
  }
}
