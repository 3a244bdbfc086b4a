package org.portbound.code;

import java.net.InetAddress;
import org.portbound.socket.Endpoint;
import org.portbound.socket.SocketPlan;

/** Addresses as the programs in C write them. Pure functions. */
final class CAddress {
  private CAddress() {}

  /** An expression for an endpoint, for a socket of this plan. */
  static String of(SocketPlan plan, Endpoint endpoint) {
    InetAddress address = endpoint.address();
    String family = Parts.ipv6(plan) || Parts.ipv6(address) ? "AF_INET6" : "AF_INET";
    return "address(%s, \"%s\", %d)"
        .formatted(family, Parts.address(plan, address), endpoint.port());
  }

  /** The scope of a link-local address, which stands in the address itself. */
  static void scope(Lines lines, String variable, InetAddress address) {
    String scope = Parts.scope(address);
    lines.addIf(
        !scope.isEmpty(),
        "  ((struct sockaddr_in6 *)&%s)->sin6_scope_id = if_nametoindex(\"%s\");",
        variable,
        scope);
  }

  /** The size of such an address. */
  static String length(boolean ipv6) {
    return ipv6 ? "sizeof(struct sockaddr_in6)" : "sizeof(struct sockaddr_in)";
  }
}
