package org.portbound.experiment;

import java.net.Inet4Address;
import java.net.InetAddress;
import org.portbound.socket.Endpoint;
import org.portbound.socket.Family;
import org.portbound.socket.ReuseOptions;
import org.portbound.socket.SocketPlan;

/**
 * What a socket binds, but for the port.
 *
 * @param family its family
 * @param address an IPv4 one in its mapped form for {@link Family#INET6}
 * @param v6Only IPV6_V6ONLY
 */
public record BindAddress(Family family, InetAddress address, boolean v6Only) {
  /** Of an address that the program itself wrote. */
  static BindAddress of(Family family, String address, boolean v6Only) {
    return new BindAddress(family, InetAddress.ofLiteral(address), v6Only);
  }

  /** A plan for a socket there. */
  public SocketPlan plan(int port, ReuseOptions reuse) {
    return SocketPlan.of(new Endpoint(address, port))
        .withFamily(family)
        .withV6Only(v6Only)
        .withReuse(reuse);
  }

  /** {@code 127.0.0.1}, {@code ::ffff:127.0.0.1}, {@code :: V6ONLY}. */
  @Override
  public String toString() {
    boolean mapped = family == Family.INET6 && address instanceof Inet4Address;
    return (mapped ? "::ffff:" : "") + Endpoint.text(address) + (v6Only ? " V6ONLY" : "");
  }
}
