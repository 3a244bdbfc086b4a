package org.portbound.rules;

/**
 * Whether two sockets on one port could get the same datagram by their addresses
 * (inet_rcv_saddr_equal in net/ipv4/inet_connection_sock.c). Ports are not compared.
 */
final class Overlap {
  private Overlap() {}

  /**
   * Whether they overlap; a wildcard does with every address of its families.
   *
   * @param one the socket that asks: the kernel's answer is not quite symmetric
   */
  static boolean between(Member one, Member other) {
    if (!one.inet6()) {
      return !other.ipv6Only() && sameIpv4(one, other);
    }
    boolean oneIpv4 = one.isIpv4Address();
    boolean otherIpv4 = other.isIpv4Address();
    if (oneIpv4 && otherIpv4) {
      return !other.ipv6Only() && sameIpv4(one, other);
    }
    boolean oneAny = !oneIpv4 && one.isWildcard();
    boolean otherAny = !otherIpv4 && other.isWildcard();
    return oneAny && otherAny
        || otherAny && !(other.ipv6Only() && oneIpv4)
        || oneAny && !(one.ipv6Only() && otherIpv4)
        || one.address().equals(other.address());
  }

  private static boolean sameIpv4(Member one, Member other) {
    return one.ipv4Bits() == other.ipv4Bits() || one.ipv4Bits() == 0 || other.ipv4Bits() == 0;
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
}
