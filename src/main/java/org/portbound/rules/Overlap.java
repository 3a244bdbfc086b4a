package org.portbound.rules;

import java.util.Objects;

/**
 * Whether two sockets on one port could get the same datagram by their addresses
 * (inet_rcv_saddr_equal in net/ipv4/inet_connection_sock.c). Ports are not compared.
 */
final class Overlap {
  private Overlap() {}

  /**
   * With {@code wildcards} a wildcard overlaps with every address; without, with itself alone.
   *
   * @param one the socket that asks: the kernel's answer is not quite symmetric
   */
  static boolean between(Member one, Member other, boolean wildcards) {
    if (!one.inet6()) {
      return !other.ipv6Only() && sameIpv4(one, other, wildcards);
    }
    boolean oneIpv4 = one.isIpv4Address();
    boolean otherIpv4 = other.isIpv4Address();
    if (oneIpv4 && otherIpv4) {
      return !other.ipv6Only() && sameIpv4(one, other, wildcards);
    }
    boolean oneAny = !oneIpv4 && one.isWildcard();
    boolean otherAny = !otherIpv4 && other.isWildcard();
    if (oneAny && otherAny) {
      return true;
    }
    if (wildcards && otherAny && !(other.ipv6Only() && oneIpv4)) {
      return true;
    }
    if (wildcards && oneAny && !(one.ipv6Only() && otherIpv4)) {
      return true;
    }
    return one.address().equals(other.address());
  }

  private static boolean sameIpv4(Member one, Member other, boolean wildcards) {
    return one.ipv4Bits() == other.ipv4Bits()
        || wildcards && (one.ipv4Bits() == 0 || other.ipv4Bits() == 0);
  }

  /**
   * Two sockets that are tied to different devices never meet. The scope of a link-local address
   * ties a socket as SO_BINDTODEVICE does (__inet6_bind in net/ipv6/af_inet6.c).
   */
  static boolean devicesMeet(Member one, Member other) {
    String mine = one.socket().device();
    String theirs = other.socket().device();
    boolean scopesDiffer = one.scope() != 0 && other.scope() != 0 && one.scope() != other.scope();
    return (mine == null || theirs == null || mine.equals(theirs)) && !scopesDiffer;
  }

  /** Whether two sockets are tied to the same device, or both to none. */
  static boolean sameDevice(Member one, Member other) {
    return Objects.equals(one.socket().device(), other.socket().device())
        && one.scope() == other.scope();
  }
}
