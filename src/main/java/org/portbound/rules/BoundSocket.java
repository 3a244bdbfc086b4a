package org.portbound.rules;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.portbound.socket.AddressBits;
import org.portbound.socket.Endpoint;
import org.portbound.socket.Family;
import org.portbound.socket.GroupMembership;
import org.portbound.socket.ReuseOptions;
import org.portbound.socket.SocketPlan;

/**
 * A UDP socket as the kernel sees it when it decides who may bind and who gets a datagram. Also
 * stands for a socket that is about to be bound.
 *
 * @param family its family; with {@link Family#INET6} an IPv4 address is the mapped one
 * @param local what it was bound to by bind(2), or is to be bound to
 * @param reuse its reuse options as they are now: the kernel reads them when the next socket binds
 * @param reusePortAtBind whether it had SO_REUSEPORT when it was bound, which gives it its place in
 *     the kernel's order
 * @param v6Only IPV6_V6ONLY; means nothing for {@link Family#INET}
 * @param device SO_BINDTODEVICE, or null for none
 * @param creatorUid the file-system uid at socket(2), normally the effective uid of whoever created
 *     it; not of whoever binds it
 * @param connection what connect(2) made of it, or null
 * @param groups the groups it has joined
 * @param multicastAll IP_MULTICAST_ALL / IPV6_MULTICAST_ALL: whether it also gets groups that only
 *     others on the machine have joined
 */
public record BoundSocket(
    Family family,
    Endpoint local,
    ReuseOptions reuse,
    boolean reusePortAtBind,
    boolean v6Only,
    @Nullable String device,
    int creatorUid,
    @Nullable Connection connection,
    List<GroupMembership> groups,
    boolean multicastAll) {

  /** Copies the groups. */
  public BoundSocket {
    groups = List.copyOf(groups);
  }

  /**
   * The socket that a plan makes. IP_MULTICAST_ALL is off: the providers switch it off.
   *
   * @param creatorUid the user who opens it
   */
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
        plan.groups(),
        false);
  }

  /** This socket, bound with other reuse options. */
  public BoundSocket withReuse(ReuseOptions newReuse) {
    return new BoundSocket(
        family,
        local,
        newReuse,
        newReuse.reusePort(),
        v6Only,
        device,
        creatorUid,
        connection,
        groups,
        multicastAll);
  }

  /** This socket with other reuse options set after its bind. */
  public BoundSocket withReuseNow(ReuseOptions newReuse) {
    return new BoundSocket(
        family,
        local,
        newReuse,
        reusePortAtBind,
        v6Only,
        device,
        creatorUid,
        connection,
        groups,
        multicastAll);
  }

  /** This socket with IPV6_V6ONLY on or off. */
  public BoundSocket withV6Only(boolean newV6Only) {
    return new BoundSocket(
        family,
        local,
        reuse,
        reusePortAtBind,
        newV6Only,
        device,
        creatorUid,
        connection,
        groups,
        multicastAll);
  }

  /** This socket tied to a device, or to none. */
  public BoundSocket withDevice(@Nullable String newDevice) {
    return new BoundSocket(
        family,
        local,
        reuse,
        reusePortAtBind,
        v6Only,
        newDevice,
        creatorUid,
        connection,
        groups,
        multicastAll);
  }

  /** This socket connected. */
  public BoundSocket withConnection(@Nullable Connection newConnection) {
    return new BoundSocket(
        family,
        local,
        reuse,
        reusePortAtBind,
        v6Only,
        device,
        creatorUid,
        newConnection,
        groups,
        multicastAll);
  }

  /** This socket with IP_MULTICAST_ALL on or off. */
  public BoundSocket withMulticastAll(boolean newMulticastAll) {
    return new BoundSocket(
        family,
        local,
        reuse,
        reusePortAtBind,
        v6Only,
        device,
        creatorUid,
        connection,
        groups,
        newMulticastAll);
  }

  /** True if it is bound to an IPv4 address, as AF_INET or mapped. */
  boolean boundToIpv4() {
    return AddressBits.isIpv4(high(), low());
  }

  /** True for {@code 0.0.0.0} and {@code ::ffff:0.0.0.0}. */
  boolean anyIpv4() {
    return boundToIpv4() && (int) low() == 0;
  }

  /** True for {@code ::}. */
  boolean anyIpv6() {
    return high() == 0 && low() == 0;
  }

  /** True for {@code ::} without IPV6_V6ONLY: it takes IPv4 as well. */
  boolean dualStackWildcard() {
    return anyIpv6() && !v6Only;
  }

  /** The address that counts: the one it was given by connect(2), else the one it is bound to. */
  InetAddress address() {
    return connection != null ? connection.local().address() : local.address();
  }

  long high() {
    return AddressBits.high(address());
  }

  long low() {
    return AddressBits.low(address());
  }

  /**
   * True for a socket on {@code ::} without IPV6_V6ONLY that is connected to an IPv6 peer. It hears
   * no IPv4 any more, but still stands in the way of it: the kernel notes 127.0.0.6
   * (LOOPBACK4_IPV6) as its IPv4 address and, other than after bind(2), does not mark it as IPv6
   * only (__ip6_datagram_connect).
   */
  boolean keepsIpv4Shadow() {
    return family == Family.INET6
        && !v6Only
        && connection != null
        && AddressBits.high(local.address()) == 0
        && AddressBits.low(local.address()) == 0
        && !boundToIpv4();
  }

  /**
   * Whether the kernel marks it as IPv6 only: by the option, or because it was bound to one IPv6
   * address (sk_ipv6only in __inet6_bind). A later connect does not change the mark.
   */
  boolean markedIpv6Only() {
    InetAddress bound = local.address();
    return bound instanceof Inet6Address && (v6Only || !bound.isAnyLocalAddress());
  }

  boolean sameAddress(BoundSocket other) {
    return low() == other.low() && high() == other.high();
  }

  /**
   * What the socket is tied to: SO_BINDTODEVICE, or the interface that a link-local address names
   * (__inet6_bind sets sk_bound_dev_if from the scope).
   */
  @Nullable String boundDevice() {
    if (device != null || !(local.address() instanceof Inet6Address v6)) {
      return device;
    }
    return needsScope(v6) && v6.getScopeId() != 0 ? scopeName(v6) : null;
  }

  private static boolean needsScope(InetAddress address) {
    return address.isLinkLocalAddress() || address.isMCLinkLocal() || address.isMCNodeLocal();
  }

  private static String scopeName(Inet6Address address) {
    NetworkInterface scope = address.getScopedInterface();
    return scope != null ? scope.getName() : "%" + address.getScopeId();
  }
}
