package org.portbound.diagnosis.arrival;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.List;
import org.portbound.socket.Endpoint;
import org.portbound.socket.Family;
import org.portbound.socket.GroupMembership;
import org.portbound.socket.UdpSocket;

/**
 * The listener that is examined.
 *
 * @param listener its number
 * @param socket its open socket
 * @param groups what it has joined
 */
public record Subject(int listener, UdpSocket socket, List<GroupMembership> groups) {
  /** Copies the groups. */
  public Subject {
    groups = List.copyOf(groups);
  }

  Endpoint local() {
    return socket.local();
  }

  /** The interfaces on which it has joined a group. */
  List<String> interfacesOf(InetAddress group) {
    return groups().stream()
        .filter(each -> each.group().equals(group))
        .map(GroupMembership::interfaceName)
        .toList();
  }

  /** Whether it can get datagrams of the family at all (ipv6(7), IPV6_V6ONLY). */
  boolean takes(Family family) {
    boolean ipv4Address = local().address() instanceof Inet4Address;
    if (socket.plan().family() == Family.INET || ipv4Address) {
      return family == Family.INET;
    }
    return family == Family.INET6 || local().isWildcard() && !socket.plan().v6Only();
  }
}
