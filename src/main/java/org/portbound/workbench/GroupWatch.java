package org.portbound.workbench;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.portbound.socket.Endpoint;
import org.portbound.socket.Interface;
import org.portbound.socket.SocketProvider;
import org.portbound.text.Message;
import org.portbound.workbench.Notices.Severity;

/** Tells, once, when a listener loses a group because its interface went away. One thread. */
final class GroupWatch {
  private record Lost(int listener, JoinedGroup group) {}

  private final ListenerDesk desk;
  private final SocketProvider provider;
  private final Notices notices;
  private final Set<Lost> told = new HashSet<>();

  GroupWatch(ListenerDesk desk, SocketProvider provider, Notices notices) {
    this.desk = desk;
    this.provider = provider;
    this.notices = notices;
  }

  /** Looks at the interfaces, if any listener has joined a group. */
  void look() {
    List<OpenListener> members =
        desk.listeners().all().stream()
            .filter(each -> each.isOpen() && !each.groups().isEmpty())
            .toList();
    if (members.isEmpty()) {
      told.clear();
      return;
    }
    List<Interface> interfaces = provider.interfaces();
    var lost = new HashSet<Lost>();
    for (OpenListener each : members) {
      for (JoinedGroup group : each.groups()) {
        if (group.isLost(interfaces)) {
          lost.add(new Lost(each.number(), group));
        }
      }
    }
    told.retainAll(lost);
    lost.stream().filter(told::add).forEach(this::tell);
  }

  private void tell(Lost lost) {
    notices.add(
        Severity.WARNING,
        Message.of(
            "workbench.notice.group-lost",
            lost.listener(),
            Endpoint.text(lost.group().membership().group()),
            lost.group().membership().interfaceName()),
        null);
  }
}
