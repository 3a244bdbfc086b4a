package org.portbound.ui;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.portbound.diagnosis.Forecast;
import org.portbound.diagnosis.group.GroupFix;
import org.portbound.socket.Family;
import org.portbound.socket.GroupMembership;
import org.portbound.socket.SourceFilter;
import org.portbound.ui.control.Commands;
import org.portbound.ui.groups.GroupActions;
import org.portbound.workbench.GroupResult;
import org.portbound.workbench.Groups;
import org.portbound.workbench.GroupsView;
import org.portbound.workbench.Workbench;

/** What the user wants of a listener's groups, carried to the workbench. JavaFX thread. */
final class GroupWishes implements GroupActions {
  private final Groups groups;
  private final Commands commands;

  GroupWishes(Workbench workbench, Commands commands) {
    this.groups = workbench.groups();
    this.commands = commands;
  }

  @Override
  public void view(int listener, Consumer<Optional<GroupsView>> then) {
    commands.ask(() -> groups.view(listener), then);
  }

  @Override
  public void forecast(int listener, GroupMembership wanted, Consumer<Optional<Forecast>> then) {
    commands.ask(() -> groups.forecast(listener, wanted), then);
  }

  @Override
  public void join(int listener, List<GroupMembership> wanted, Consumer<GroupResult> then) {
    commands.run(() -> joinEach(listener, wanted), then);
  }

  private GroupResult joinEach(int listener, List<GroupMembership> wanted) {
    GroupResult last = new GroupResult.Done(null);
    for (GroupMembership each : wanted) {
      last = groups.join(listener, each);
      if (!(last instanceof GroupResult.Done)) {
        return last;
      }
    }
    return last;
  }

  @Override
  public void leave(int listener, GroupMembership joined, Consumer<GroupResult> then) {
    commands.run(() -> groups.leave(listener, joined), then);
  }

  @Override
  public void setSources(
      int listener, GroupMembership joined, SourceFilter now, Consumer<GroupResult> then) {
    commands.run(() -> groups.setSources(listener, joined, now), then);
  }

  @Override
  public void setMulticastAll(int listener, Family family, boolean on, Consumer<GroupResult> then) {
    commands.run(() -> groups.setMulticastAll(listener, family, on), then);
  }

  @Override
  public void apply(int listener, GroupFix fix, Consumer<GroupResult> then) {
    commands.run(() -> groups.apply(listener, fix), then);
  }
}
