package org.portbound.diagnosis.group;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.portbound.socket.Endpoint;
import org.portbound.socket.Family;
import org.portbound.socket.GroupMembership;
import org.portbound.socket.Interface;
import org.portbound.socket.SocketPlan;

/**
 * The socket that is to join or leave, and where.
 *
 * @param plan what it was opened from, with its reuse options as they are now
 * @param local where it is bound
 * @param joined what it has joined
 * @param interfaces the network interfaces there are
 * @param limits how much it may join
 */
public record GroupSubject(
    SocketPlan plan,
    Endpoint local,
    List<GroupMembership> joined,
    List<Interface> interfaces,
    GroupLimits limits) {
  /** Copies the lists. */
  public GroupSubject {
    joined = List.copyOf(joined);
    interfaces = List.copyOf(interfaces);
  }

  Optional<GroupMembership> joinedAt(GroupMembership place) {
    return joined.stream().filter(place::isSamePlace).findFirst();
  }

  Optional<Interface> interfaceOf(GroupMembership place) {
    return interfaces.stream()
        .filter(each -> each.name().equals(place.interfaceName()))
        .findFirst();
  }

  String interfaceNames() {
    return interfaces.stream().map(Interface::name).collect(Collectors.joining(", "));
  }

  /** How many IPv4 groups it has joined, which is what the limit is about. */
  long joined4() {
    return joined.stream().filter(each -> Family.of(each.group()) == Family.INET).count();
  }

  /** Bound to one address of a host, it gets no multicast whatever it joins (udp.c). */
  boolean isDeaf() {
    return !local.isWildcard() && !local.address().isMulticastAddress();
  }

  /** Bound to a group's address, it gets that group alone. */
  boolean isBoundToAnother(GroupMembership place) {
    return local.address().isMulticastAddress() && !local.address().equals(place.group());
  }
}
