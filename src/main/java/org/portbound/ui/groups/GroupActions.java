package org.portbound.ui.groups;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.portbound.diagnosis.Forecast;
import org.portbound.diagnosis.group.GroupFix;
import org.portbound.socket.Family;
import org.portbound.socket.GroupMembership;
import org.portbound.socket.SourceFilter;
import org.portbound.workbench.GroupResult;
import org.portbound.workbench.GroupsView;

/**
 * What can be asked and wished for about a listener's groups. Nothing here blocks; each answer
 * comes later, on the JavaFX thread.
 */
public interface GroupActions {
  /** How they are now; empty if the listener is not open any more. */
  void view(int listener, Consumer<Optional<GroupsView>> then);

  /** What the kernel will say to a join. */
  void forecast(int listener, GroupMembership wanted, Consumer<Optional<Forecast>> then);

  /** Join these one after the other, up to the first that is refused. */
  void join(int listener, List<GroupMembership> wanted, Consumer<GroupResult> then);

  /** Leave it. */
  void leave(int listener, GroupMembership joined, Consumer<GroupResult> then);

  /** Take the datagrams of others. */
  void setSources(
      int listener, GroupMembership joined, SourceFilter now, Consumer<GroupResult> then);

  /** Switch IP_MULTICAST_ALL or IPV6_MULTICAST_ALL. */
  void setMulticastAll(int listener, Family groups, boolean on, Consumer<GroupResult> then);

  /** Carry out what helps. */
  void apply(int listener, GroupFix fix, Consumer<GroupResult> then);
}
