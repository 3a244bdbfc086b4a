package org.portbound.rules;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.List;
import java.util.function.Predicate;
import org.portbound.socket.Endpoint;
import org.portbound.socket.GroupMembership;

/**
 * One question about a datagram that goes to many: __udp_is_mcast_sock in net/ipv4/udp.c with
 * ip_mc_sf_allow in net/ipv4/igmp.c, __udp_v6_is_mcast_sock in net/ipv6/udp.c with inet6_mc_check
 * in net/ipv6/mcast.c.
 */
record CopyLookup(List<Member> sockets, Endpoint source, Endpoint destination, String device) {
  private static final InetAddress ALL_HOSTS = InetAddress.ofLiteral("224.0.0.1");
  private static final List<InetAddress> ALL_NODES =
      List.of(InetAddress.ofLiteral("ff01::1"), InetAddress.ofLiteral("ff02::1"));

  Delivery multicast(boolean joinedElsewhere) {
    boolean taken =
        joinedElsewhere || alwaysJoined() || sockets.stream().anyMatch(each -> joined(each, true));
    return taken ? copies(this::wants) : new Delivery.Nobody();
  }

  Delivery broadcast() {
    return copies(_ -> true);
  }

  private Delivery copies(Predicate<Member> wanted) {
    List<Integer> receivers =
        sockets.stream()
            .filter(each -> reaches(each) && wanted.test(each))
            .map(Member::number)
            .toList();
    return receivers.isEmpty() ? new Delivery.Nobody() : new Delivery.Copies(receivers);
  }

  /** By family, address, peer and device. */
  private boolean reaches(Member member) {
    boolean family = ipv4() ? !member.ipv6Only() : member.inet6() && !member.isIpv4Address();
    boolean address =
        member.address().equals(destination.address())
            || (ipv4() ? member.ipv4Bits() == 0 : member.isWildcard());
    Endpoint peer = member.peer();
    String tied = member.socket().device();
    return family
        && address
        && (peer == null || peer.equals(source))
        && (tied == null || tied.equals(device));
  }

  private boolean wants(Member member) {
    MulticastState state = member.socket().multicast();
    // IPv6 does not ask on which interface the socket joined.
    return joined(member, ipv4()) || (ipv4() ? state.all4() : state.all6());
  }

  private boolean joined(Member member, boolean onThisInterface) {
    for (GroupMembership each : member.socket().multicast().joined()) {
      if (each.group().equals(destination.address())
          && (!onThisInterface || each.interfaceName().equals(device))) {
        return true;
      }
    }
    return false;
  }

  /** Groups in which every interface is by itself (RFC 1112, RFC 4291). */
  private boolean alwaysJoined() {
    return ipv4()
        ? destination.address().equals(ALL_HOSTS)
        : ALL_NODES.contains(destination.address());
  }

  private boolean ipv4() {
    return destination.address() instanceof Inet4Address;
  }
}
