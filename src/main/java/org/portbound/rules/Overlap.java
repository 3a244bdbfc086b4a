package org.portbound.rules;

/**
 * Whether two sockets on one port could get the same datagram by their addresses
 * (inet_rcv_saddr_equal in net/ipv4/inet_connection_sock.c). Ports are not compared.
 */
final class Overlap {
  private Overlap() {}

  /** With {@code wildcards} a wildcard overlaps with every address; without, with itself alone. */
  static boolean between(BoundSocket one, BoundSocket other, boolean wildcards) {
    if (one.isIpv4Address() && other.isIpv4Address()) {
      return sameOrWildcard(one, other, wildcards);
    }
    if (!one.isIpv4Address() && !other.isIpv4Address()) {
      return sameOrWildcard(one, other, wildcards);
    }
    BoundSocket ipv6 = one.isIpv4Address() ? other : one;
    return wildcards && ipv6.local().isWildcard() && !ipv6.takesIpv6Only();
  }

  private static boolean sameOrWildcard(BoundSocket one, BoundSocket other, boolean wildcards) {
    return one.local().address().equals(other.local().address())
        || wildcards && (one.local().isWildcard() || other.local().isWildcard());
  }

  /** Two sockets that are tied to different devices never meet. */
  static boolean devicesMeet(BoundSocket one, BoundSocket other) {
    return one.device() == null || other.device() == null || one.device().equals(other.device());
  }
}
