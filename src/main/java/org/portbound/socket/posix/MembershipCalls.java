package org.portbound.socket.posix;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.MemorySegment;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.portbound.socket.Endpoint;
import org.portbound.socket.Family;
import org.portbound.socket.GroupMembership;
import org.portbound.socket.SourceFilter;

/**
 * The calls about one group on one interface.
 *
 * <p>{@code struct ip_mreqn} (linux/in.h): imr_multiaddr @0, imr_address @4, imr_ifindex @8. {@code
 * struct ipv6_mreq} (linux/in6.h): ipv6mr_multiaddr @0, ipv6mr_ifindex @16. {@code struct
 * group_source_req} (linux/in.h, RFC 3678 section 5.1): gsr_interface @0 (4 bytes), gsr_group @8
 * and gsr_source @136, each a sockaddr_storage of 128 bytes. {@code struct group_filter}:
 * gf_interface @0, gf_group @8, gf_fmode @136, gf_numsrc @140, gf_slist @144.
 */
final class MembershipCalls {
  private static final int IP_MREQN_BYTES = 12;
  private static final int IPV6_MREQ_BYTES = 20;
  private static final int STORAGE_BYTES = 128;

  private static final int GSR_GROUP = 8;
  private static final int GSR_SOURCE = 136;
  private static final int GROUP_SOURCE_REQ_BYTES = 264;

  private static final int GF_MODE = 136;
  private static final int GF_COUNT = 140;
  private static final int GF_LIST = 144;

  private final Options options;
  private final GroupMembership membership;
  private final int interfaceIndex;

  MembershipCalls(Options options, GroupMembership membership, int interfaceIndex) {
    this.options = options;
    this.membership = membership;
    this.interfaceIndex = interfaceIndex;
  }

  /** Joins, with a call for the group or for each source. */
  void join() {
    SourceFilter sources = membership.sources();
    switch (sources.mode()) {
      case ONLY -> sources.sources().forEach(this::joinSource);
      case ALL_BUT -> {
        wholeGroup(true);
        sources.sources().forEach(this::block);
      }
    }
  }

  /** Leaves, whatever the sources: the kernel drops the group's list with it. */
  void leave() {
    wholeGroup(false);
  }

  /**
   * Makes other sources of these. While the mode stays, and some of those that are named, there is
   * a call for each source that comes or goes; else one that sets the whole filter.
   */
  void changeTo(SourceFilter now) {
    SourceFilter before = membership.sources();
    List<InetAddress> gone = without(before.sources(), now.sources());
    List<InetAddress> come = without(now.sources(), before.sources());
    boolean kept = gone.size() < before.sources().size();
    if (before.mode() != now.mode() || now.mode() == SourceFilter.Mode.ONLY && !kept) {
      setFilter(now);
    } else if (now.mode() == SourceFilter.Mode.ONLY) {
      gone.forEach(one -> source(Constants.MCAST_LEAVE_SOURCE_GROUP, "LEAVE_SOURCE_GROUP", one));
      come.forEach(this::joinSource);
    } else {
      gone.forEach(one -> source(Constants.MCAST_UNBLOCK_SOURCE, "UNBLOCK_SOURCE", one));
      come.forEach(this::block);
    }
  }

  private static List<InetAddress> without(List<InetAddress> from, List<InetAddress> others) {
    return from.stream().filter(each -> !others.contains(each)).toList();
  }

  private void joinSource(InetAddress source) {
    source(Constants.MCAST_JOIN_SOURCE_GROUP, "JOIN_SOURCE_GROUP", source);
  }

  private void block(InetAddress source) {
    source(Constants.MCAST_BLOCK_SOURCE, "BLOCK_SOURCE", source);
  }

  /** The whole filter at once (MCAST_MSFILTER); the group must be joined. */
  void setFilter(SourceFilter filter) {
    List<InetAddress> sources = filter.sources();
    MemorySegment request = filterRequest(sources.size());
    boolean only = filter.mode() == SourceFilter.Mode.ONLY;
    request.set(JAVA_INT, GF_MODE, only ? Constants.MCAST_INCLUDE : Constants.MCAST_EXCLUDE);
    for (int i = 0; i < sources.size(); i++) {
      address(request, GF_LIST + (long) i * STORAGE_BYTES, sources.get(i));
    }
    String shown = sources.stream().map(Endpoint::text).collect(Collectors.joining(", "));
    options.set(
        level(),
        Constants.MCAST_MSFILTER,
        "MCAST_MSFILTER",
        "{%s, %s, %s, [%s]}"
            .formatted(
                Endpoint.text(membership.group()),
                membership.interfaceName(),
                only ? "MCAST_INCLUDE" : "MCAST_EXCLUDE",
                shown),
        request);
  }

  /**
   * What a getsockopt of MCAST_MSFILTER takes and fills in.
   *
   * @param room for so many sources
   */
  MemorySegment filterRequest(int room) {
    MemorySegment request =
        options.arena().allocate(GF_LIST + (long) room * STORAGE_BYTES, JAVA_LONG.byteSize());
    request.set(JAVA_INT, 0, interfaceIndex);
    address(request, GSR_GROUP, membership.group());
    request.set(JAVA_INT, GF_COUNT, room);
    return request;
  }

  /** What it was filled in with; the kernel counts also those for which there was no room. */
  static SourceFilter filter(MemorySegment filled, int room) {
    int count = Math.min(filled.get(JAVA_INT, GF_COUNT), room);
    var sources = new ArrayList<InetAddress>();
    for (int i = 0; i < count; i++) {
      long at = GF_LIST + (long) i * STORAGE_BYTES;
      sources.add(SocketAddress.read(filled.asSlice(at, STORAGE_BYTES)).address());
    }
    boolean only = filled.get(JAVA_INT, GF_MODE) == Constants.MCAST_INCLUDE && count > 0;
    return new SourceFilter(only ? SourceFilter.Mode.ONLY : SourceFilter.Mode.ALL_BUT, sources);
  }

  /** The level of the calls: an IPv6 socket takes IPv4 groups as well. */
  int level() {
    return ipv4() ? Constants.IPPROTO_IP : Constants.IPPROTO_IPV6;
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
        level(),
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

  private static void address(MemorySegment request, long at, InetAddress address) {
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
