package org.portbound.socket.posix;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.MemorySegment;
import java.net.Inet4Address;
import org.portbound.socket.Endpoint;
import org.portbound.socket.GroupMembership;

/**
 * Joining and leaving groups.
 *
 * <p>{@code struct ip_mreqn} (linux/in.h): imr_multiaddr @0, imr_address @4, imr_ifindex @8. {@code
 * struct ipv6_mreq} (linux/in6.h): ipv6mr_multiaddr @0, ipv6mr_ifindex @16.
 */
final class Memberships {
  private static final int IP_MREQN_BYTES = 12;
  private static final int IPV6_MREQ_BYTES = 20;

  private Memberships() {}

  /** Joins or leaves; the options note the calls. An IPv6 socket takes IPv4 groups as well. */
  static void change(Options options, GroupMembership membership, boolean join) {
    int index = options.interfaceIndex(membership.interfaceName());
    if (index == 0) {
      return;
    }
    String shown =
        "{" + Endpoint.text(membership.group()) + ", " + membership.interfaceName() + "}";
    byte[] group = membership.group().getAddress();
    if (membership.group() instanceof Inet4Address) {
      MemorySegment request = ipMreqn(options, group, index);
      options.set(
          Constants.IPPROTO_IP,
          join ? Constants.IP_ADD_MEMBERSHIP : Constants.IP_DROP_MEMBERSHIP,
          join ? "IP_ADD_MEMBERSHIP" : "IP_DROP_MEMBERSHIP",
          shown,
          request);
      return;
    }
    MemorySegment request = options.arena().allocate(IPV6_MREQ_BYTES, JAVA_INT.byteSize());
    MemorySegment.copy(group, 0, request, JAVA_BYTE, 0, group.length);
    request.set(JAVA_INT, 16, index);
    options.set(
        Constants.IPPROTO_IPV6,
        join ? Constants.IPV6_JOIN_GROUP : Constants.IPV6_LEAVE_GROUP,
        join ? "IPV6_JOIN_GROUP" : "IPV6_LEAVE_GROUP",
        shown,
        request);
  }

  /** An ip_mreqn; with four zero bytes it names an interface alone, for IP_MULTICAST_IF. */
  static MemorySegment ipMreqn(Options options, byte[] group, int interfaceIndex) {
    MemorySegment request = options.arena().allocate(IP_MREQN_BYTES, JAVA_INT.byteSize());
    MemorySegment.copy(group, 0, request, JAVA_BYTE, 0, group.length);
    request.set(JAVA_INT, 8, interfaceIndex);
    return request;
  }
}
