package org.portbound.socket.posix;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.MemorySegment;
import java.net.Inet4Address;
import java.net.InetAddress;
import org.portbound.socket.Endpoint;
import org.portbound.socket.Family;
import org.portbound.socket.GroupMembership;
import org.portbound.socket.SourceFilter;

/**
 * Joining and leaving groups.
 *
 * <p>{@code struct ip_mreqn} (linux/in.h): imr_multiaddr @0, imr_address @4, imr_ifindex @8. {@code
 * struct ipv6_mreq} (linux/in6.h): ipv6mr_multiaddr @0, ipv6mr_ifindex @16. {@code struct
 * group_source_req} (linux/in.h, RFC 3678 section 5.1): gsr_interface @0 (4 bytes), gsr_group @8
 * and gsr_source @136, each a sockaddr_storage of 128 bytes.
 */
final class Memberships {
  private static final int IP_MREQN_BYTES = 12;
  private static final int IPV6_MREQ_BYTES = 20;

  private static final int GSR_GROUP = 8;
  private static final int GSR_SOURCE = 136;
  private static final int GROUP_SOURCE_REQ_BYTES = 264;

  private final Options options;
  private final GroupMembership membership;
  private final int interfaceIndex;

  private Memberships(Options options, GroupMembership membership, int interfaceIndex) {
    this.options = options;
    this.membership = membership;
    this.interfaceIndex = interfaceIndex;
  }

  /**
   * Joins, with a call for the group or for each source; the options note the calls. An IPv6 socket
   * takes IPv4 groups as well. If it fails after the first call, the kernel keeps what was joined.
   */
  static void join(Options options, GroupMembership membership) {
    int index = options.interfaceIndex(membership.interfaceName());
    if (index != 0) {
      new Memberships(options, membership, index).join();
    }
  }

  /** Leaves, whatever the sources: the kernel drops the group's list with it. */
  static void leave(Options options, GroupMembership membership) {
    int index = options.interfaceIndex(membership.interfaceName());
    if (index != 0) {
      new Memberships(options, membership, index).wholeGroup(false);
    }
  }

  private void join() {
    SourceFilter sources = membership.sources();
    switch (sources.mode()) {
      case ONLY ->
          sources
              .sources()
              .forEach(
                  each -> source(Constants.MCAST_JOIN_SOURCE_GROUP, "JOIN_SOURCE_GROUP", each));
      case ALL_BUT -> {
        wholeGroup(true);
        sources
            .sources()
            .forEach(each -> source(Constants.MCAST_BLOCK_SOURCE, "BLOCK_SOURCE", each));
      }
    }
  }

  private boolean ipv4() {
    return membership.group() instanceof Inet4Address;
  }

  private void wholeGroup(boolean join) {
    String shown =
        "{" + Endpoint.text(membership.group()) + ", " + membership.interfaceName() + "}";
    byte[] group = membership.group().getAddress();
    if (ipv4()) {
      options.set(
          Constants.IPPROTO_IP,
          join ? Constants.IP_ADD_MEMBERSHIP : Constants.IP_DROP_MEMBERSHIP,
          join ? "IP_ADD_MEMBERSHIP" : "IP_DROP_MEMBERSHIP",
          shown,
          ipMreqn(options, group, interfaceIndex));
      return;
    }
    MemorySegment request = options.arena().allocate(IPV6_MREQ_BYTES, JAVA_INT.byteSize());
    MemorySegment.copy(group, 0, request, JAVA_BYTE, 0, group.length);
    request.set(JAVA_INT, 16, interfaceIndex);
    options.set(
        Constants.IPPROTO_IPV6,
        join ? Constants.IPV6_JOIN_GROUP : Constants.IPV6_LEAVE_GROUP,
        join ? "IPV6_JOIN_GROUP" : "IPV6_LEAVE_GROUP",
        shown,
        request);
  }

  private void source(int option, String name, InetAddress source) {
    MemorySegment request = options.arena().allocate(GROUP_SOURCE_REQ_BYTES, JAVA_LONG.byteSize());
    request.set(JAVA_INT, 0, interfaceIndex);
    address(request, GSR_GROUP, membership.group());
    address(request, GSR_SOURCE, source);
    options.set(
        ipv4() ? Constants.IPPROTO_IP : Constants.IPPROTO_IPV6,
        option,
        "MCAST_" + name,
        "{"
            + Endpoint.text(membership.group())
            + ", "
            + membership.interfaceName()
            + ", "
            + Endpoint.text(source)
            + "}",
        request);
  }

  private static void address(MemorySegment request, int at, InetAddress address) {
    SocketAddress.write(
        request.asSlice(at, SocketAddress.INET6_BYTES),
        Family.of(address),
        new Endpoint(address, 0));
  }

  /** An ip_mreqn; with four zero bytes it names an interface alone, for IP_MULTICAST_IF. */
  static MemorySegment ipMreqn(Options options, byte[] group, int interfaceIndex) {
    MemorySegment request = options.arena().allocate(IP_MREQN_BYTES, JAVA_INT.byteSize());
    MemorySegment.copy(group, 0, request, JAVA_BYTE, 0, group.length);
    request.set(JAVA_INT, 8, interfaceIndex);
    return request;
  }
}
