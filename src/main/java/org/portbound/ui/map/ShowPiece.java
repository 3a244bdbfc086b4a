package org.portbound.ui.map;

import java.net.InetAddress;
import org.portbound.socket.Endpoint;
import org.portbound.socket.Family;
import org.portbound.socket.ReuseOptions;
import org.portbound.socket.SocketPlan;
import org.portbound.workbench.ListenerPlan;
import org.portbound.workbench.ListenerView;
import org.portbound.workbench.ManyPorts;
import org.portbound.workbench.OpenResult;
import org.portbound.workbench.SharedGroup;
import org.portbound.workbench.Workbench;

/**
 * The first thing to see on an empty map: three sockets that share a port, and traffic for them.
 */
final class ShowPiece {
  private static final int COUNT = 3;
  private static final Endpoint ANY_PORT = Endpoint.parse("127.0.0.1:0");

  private ShowPiece() {}

  /**
   * Opens them on a port of the kernel's choice; blocks.
   *
   * @return how many were opened
   */
  static int open(Workbench workbench) {
    SocketPlan plan = SocketPlan.of(ANY_PORT).withReuse(ReuseOptions.PORT);
    for (int i = 0; i < COUNT; i++) {
      if (!(workbench.open(new ListenerPlan(plan, false))
          instanceof OpenResult.Listening(ListenerView listener))) {
        return i;
      }
      plan = plan.withLocal(listener.local());
    }
    return COUNT;
  }

  /**
   * Sends to a group from many ports; blocks. The first bytes go one further than the group has
   * members, so that a program's fall-back shows too.
   */
  static ManyPorts.Result send(Workbench workbench, SharedGroup group) {
    int first = group.members().getFirst().listener();
    Endpoint local =
        workbench.listeners().stream()
            .filter(each -> each.number() == first)
            .map(ListenerView::local)
            .findFirst()
            .orElse(ANY_PORT);
    return local.port() == 0
        ? new ManyPorts.Result(0, null)
        : workbench.sending().fromManyPorts(reachable(local), group.members().size() + 1);
  }

  /** A wildcard is reached by the loopback address of its family. */
  private static Endpoint reachable(Endpoint local) {
    if (!local.isWildcard()) {
      return local;
    }
    boolean ipv4 = Family.of(local.address()) == Family.INET;
    return new Endpoint(InetAddress.ofLiteral(ipv4 ? "127.0.0.1" : "::1"), local.port());
  }
}
