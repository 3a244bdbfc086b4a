package org.portbound.workbench;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.portbound.capture.Counters;
import org.portbound.diagnosis.OwnSocket;
import org.portbound.socket.GroupMembership;
import org.portbound.socket.UdpSocket;
import org.portbound.text.Message;

/**
 * A listener of the workbench with its socket.
 *
 * <p>Immutable; a change of state is a new object under the same number. Any thread.
 *
 * @param number its number
 * @param peer number of the peer process that has the socket, or 0 for this process
 * @param plan what it was opened from
 * @param groups what it has joined, also what was lost with its interface
 * @param socket its socket, open or, if {@code closedBecause} is there, closed
 * @param opened when it was bound
 * @param droppedAtClose what the kernel had dropped when it was closed
 * @param closedBecause why it is closed, or null while it is open
 */
record OpenListener(
    int number,
    int peer,
    ListenerPlan plan,
    List<JoinedGroup> groups,
    UdpSocket socket,
    Instant opened,
    OptionalLong droppedAtClose,
    @Nullable Message closedBecause) {

  /** Copies the groups. */
  OpenListener {
    groups = List.copyOf(groups);
  }

  OpenListener(
      int number, int peer, ListenerPlan plan, List<JoinedGroup> groups, UdpSocket socket) {
    this(number, peer, plan, groups, socket, Instant.now(), OptionalLong.empty(), null);
  }

  /** With this group joined, in the place of one that was joined there before. */
  OpenListener joined(JoinedGroup group) {
    var changed = new ArrayList<>(groups);
    int place = 0;
    while (place < changed.size()
        && !changed.get(place).membership().isSamePlace(group.membership())) {
      place++;
    }
    if (place == changed.size()) {
      changed.add(group);
    } else {
      changed.set(place, group);
    }
    return withGroups(changed);
  }

  OpenListener left(GroupMembership group) {
    return withGroups(
        groups.stream().filter(each -> !each.membership().isSamePlace(group)).toList());
  }

  private OpenListener withGroups(List<JoinedGroup> now) {
    return new OpenListener(number, peer, plan, now, socket, opened, droppedAtClose, closedBecause);
  }

  List<GroupMembership> memberships() {
    return groups.stream().map(JoinedGroup::membership).toList();
  }

  boolean isOpen() {
    return closedBecause == null;
  }

  OpenListener closed(Message because, OptionalLong dropped) {
    return new OpenListener(number, peer, plan, groups, socket, opened, dropped, because);
  }

  ListenerView view(Counters counters) {
    return new ListenerView(
        number,
        peer,
        plan,
        isOpen() ? ListenerState.OPEN : ListenerState.CLOSED,
        socket.local(),
        socket.reuse(),
        memberships(),
        isOpen() ? socket.descriptor() : -1,
        socket.receiveBufferBytes(),
        counters.datagrams(),
        counters.bytes(),
        droppedByKernel(counters),
        counters.notStored(),
        counters.evicted(),
        opened,
        closedBecause);
  }

  private OptionalLong droppedByKernel(Counters counters) {
    OptionalLong asked = isOpen() ? socket.droppedByKernel() : droppedAtClose;
    boolean heard = counters.droppedByKernel() != Counters.UNKNOWN;
    return asked.isEmpty() && heard ? OptionalLong.of(counters.droppedByKernel()) : asked;
  }

  OwnSocket own(int uid) {
    return new OwnSocket(
        number,
        socket.plan().withReuse(socket.reuse()).withGroups(memberships()),
        socket.local(),
        socket.reuse(),
        uid,
        socket.inode());
  }
}
