package org.portbound.rules;

import java.util.List;
import org.portbound.socket.Family;
import org.portbound.socket.GroupMembership;

/**
 * What a socket has to do with multicast.
 *
 * @param joined the groups that it joined, each on its interface
 * @param all4 IP_MULTICAST_ALL: it also gets IPv4 groups that others joined
 * @param all6 IPV6_MULTICAST_ALL: the same for IPv6 groups
 */
public record MulticastState(List<GroupMembership> joined, boolean all4, boolean all6) {
  /** Copies the groups. */
  public MulticastState {
    joined = List.copyOf(joined);
  }

  /**
   * As the kernel makes a socket: IP_MULTICAST_ALL is on for AF_INET and off for AF_INET6
   * (inet_create, inet6_create); IPV6_MULTICAST_ALL is on.
   */
  public static MulticastState ofNew(Family family, List<GroupMembership> joined) {
    return new MulticastState(joined, family == Family.INET, true);
  }
}
