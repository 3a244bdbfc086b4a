package org.portbound.rules;

import java.util.List;
import org.portbound.socket.Endpoint;

/**
 * Who gets a datagram, asked about sockets whose history is not known; with a history see {@link
 * PortModel}.
 *
 * <p>A connected socket comes first, the last to connect before all others. Then the kernel looks
 * for sockets bound to the destination address, then for wildcard ones: IPv4 before dual-stack,
 * those tied to the device before the others, the newest first. The first one with SO_REUSEPORT
 * hands the datagram to its group. Kernels before 6.13 have no table of connections: among sockets
 * with the same peer they take the newest bind (udp_lib_hash4 came with 6.13).
 */
public final class DeliveryRules {
  private DeliveryRules() {}

  /**
   * Who gets a unicast datagram.
   *
   * @param oldestFirst the sockets bound on the destination port, in the order of their binds
   * @param source where it comes from
   * @param destination where it goes
   * @param device the interface that it comes in on
   */
  public static Delivery unicast(
      List<BoundSocket> oldestFirst, Endpoint source, Endpoint destination, String device) {
    return PortModel.of(oldestFirst).unicast(source, destination, device);
  }

  /**
   * Who gets a copy of a multicast datagram.
   *
   * @param oldestFirst the sockets bound on the destination port, in the order of their binds
   * @param source where it comes from
   * @param group the group and port that it goes to
   * @param device the interface that it comes in on
   * @param joinedElsewhere whether a socket on another port joined the group on that interface
   */
  public static Delivery multicast(
      List<BoundSocket> oldestFirst,
      Endpoint source,
      Endpoint group,
      String device,
      boolean joinedElsewhere) {
    return PortModel.of(oldestFirst).multicast(source, group, device, joinedElsewhere);
  }
}
