package org.portbound.rules;

import java.net.InetAddress;
import org.portbound.socket.Endpoint;
import org.portbound.socket.Family;
import org.portbound.socket.ReuseOptions;
import org.portbound.socket.SocketPlan;

/** Sockets as data, on one port. */
final class Sockets {
  static final int PORT = 12_345;
  static final int USER = 1000;
  static final int OTHER_USER = 1001;

  private Sockets() {}

  /** In the family of the address as it is written: {@code ::ffff:127.0.0.1} is an IPv6 socket. */
  static BoundSocket at(String address, ReuseOptions reuse) {
    return BoundSocket.of(plan(address, reuse), USER);
  }

  static BoundSocket byOther(String address, ReuseOptions reuse) {
    return BoundSocket.of(plan(address, reuse), OTHER_USER);
  }

  static BoundSocket v6Only(String address, ReuseOptions reuse) {
    return BoundSocket.of(plan(address, reuse).withV6Only(true), USER);
  }

  static BoundSocket on(String device, String address, ReuseOptions reuse) {
    SocketPlan plan = plan(address, reuse);
    return BoundSocket.of(
        new SocketPlan(
            plan.family(),
            plan.local(),
            plan.reuse(),
            plan.v6Only(),
            device,
            plan.groups(),
            plan.receiveBufferBytes()),
        USER);
  }

  static SocketPlan plan(String address, ReuseOptions reuse) {
    var local = new Endpoint(InetAddress.ofLiteral(address), PORT);
    var natural = address.indexOf(':') >= 0 ? Family.INET6 : Family.INET;
    return SocketPlan.of(local).withFamily(natural).withReuse(reuse);
  }
}
