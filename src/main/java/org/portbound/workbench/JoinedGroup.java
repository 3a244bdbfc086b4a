package org.portbound.workbench;

import java.util.List;
import java.util.Optional;
import org.portbound.socket.GroupMembership;
import org.portbound.socket.Interface;

/**
 * A group that a listener has joined.
 *
 * @param membership which, where and from whom
 * @param interfaceIndex the kernel's index of the interface when it was joined, or 0 if unknown
 */
record JoinedGroup(GroupMembership membership, int interfaceIndex) {
  static JoinedGroup of(GroupMembership membership, List<Interface> interfaces) {
    return new JoinedGroup(
        membership, named(membership, interfaces).map(Interface::index).orElse(0));
  }

  /**
   * Whether its interface went away since: the kernel dropped the membership with it, and another
   * interface of that name does not have it (ip_mc_destroy_dev in net/ipv4/igmp.c).
   */
  boolean isLost(List<Interface> interfaces) {
    return interfaceIndex != 0
        && named(membership, interfaces).filter(each -> each.index() == interfaceIndex).isEmpty();
  }

  private static Optional<Interface> named(GroupMembership membership, List<Interface> interfaces) {
    return interfaces.stream()
        .filter(each -> each.name().equals(membership.interfaceName()))
        .findFirst();
  }
}
