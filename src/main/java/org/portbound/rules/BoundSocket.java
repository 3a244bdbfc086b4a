package org.portbound.rules;

import java.net.Inet4Address;
import org.jspecify.annotations.Nullable;
import org.portbound.socket.Endpoint;
import org.portbound.socket.Family;
import org.portbound.socket.ReuseOptions;
import org.portbound.socket.SocketPlan;

/**
 * What the kernel looks at when it judges a UDP socket on a port.
 *
 * @param family family of the socket
 * @param local where it is bound; after connect(2) the address that the connection chose
 * @param reuse its options as they are now
 * @param reusePortAtBind whether it had SO_REUSEPORT when it was bound, which gives it its place
 * @param v6Only IPV6_V6ONLY as set; ignored for {@link Family#INET}
 * @param device the device that it is bound to, or null
 * @param creatorUid user who created the socket: file-system uid at socket(2)
 * @param peer where it is connected to, or null
 * @param multicast its groups and IP_MULTICAST_ALL
 */
public record BoundSocket(
    Family family,
    Endpoint local,
    ReuseOptions reuse,
    boolean reusePortAtBind,
    boolean v6Only,
    @Nullable String device,
    int creatorUid,
    @Nullable Endpoint peer,
    MulticastState multicast) {

  /** An unconnected socket as planned, created by this user. */
  public static BoundSocket of(SocketPlan plan, int creatorUid) {
    return new BoundSocket(
        plan.family(),
        plan.local(),
        plan.reuse(),
        plan.reuse().reusePort(),
        plan.v6Only(),
        plan.device(),
        creatorUid,
        null,
        MulticastState.ofNew(plan.family(), plan.groups()));
  }

  /** The same socket, connected to a peer. */
  public BoundSocket connectedTo(Endpoint newPeer) {
    return connected(local, newPeer);
  }

  /** The same socket before its connect(2). */
  BoundSocket unconnected() {
    return new BoundSocket(
        family, local, reuse, reusePortAtBind, v6Only, device, creatorUid, null, multicast);
  }

  /** The same socket, connected to a peer from the address that the connection chose. */
  BoundSocket connected(Endpoint newLocal, Endpoint newPeer) {
    return new BoundSocket(
        family, newLocal, reuse, reusePortAtBind, v6Only, device, creatorUid, newPeer, multicast);
  }

  /** The same socket with other options set after its bind. */
  public BoundSocket withReuseNow(ReuseOptions now) {
    return new BoundSocket(
        family, local, now, reusePortAtBind, v6Only, device, creatorUid, peer, multicast);
  }

  /** The same socket with other groups, or another IP_MULTICAST_ALL. */
  public BoundSocket withMulticast(MulticastState newMulticast) {
    return new BoundSocket(
        family, local, reuse, reusePortAtBind, v6Only, device, creatorUid, peer, newMulticast);
  }

  /** Whether its address is an IPv4 one: of an IPv4 socket, or mapped into an IPv6 socket. */
  boolean isIpv4Address() {
    return local.address() instanceof Inet4Address;
  }

  /**
   * Whether it takes IPv6 alone: by option, or because it is bound to one IPv6 address (the kernel
   * sets the flag then: __inet6_bind in net/ipv6/af_inet6.c).
   */
  boolean takesIpv6Only() {
    return family == Family.INET6 && !isIpv4Address() && (v6Only || !local.isWildcard());
  }
}
