package org.portbound.socket;

import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * Everything that is decided about a socket before its first system call. The provider does exactly
 * this, in this order: socket, options, bind, groups; nothing is replaced by something else.
 *
 * @param family family of the socket; an IPv4 address with {@link Family#INET6} is bound as
 *     IPv4-mapped
 * @param local address and port to bind; port 0 lets the kernel choose
 * @param reuse SO_REUSEADDR and SO_REUSEPORT, set before bind
 * @param v6Only IPV6_V6ONLY: the socket takes IPv6 only; ignored for {@link Family#INET}
 * @param device SO_BINDTODEVICE, or null for any device
 * @param groups multicast groups to join after bind
 * @param receiveBufferBytes SO_RCVBUF as asked for, or empty for the system's default
 */
public record SocketPlan(
    Family family,
    Endpoint local,
    ReuseOptions reuse,
    boolean v6Only,
    @Nullable String device,
    List<GroupMembership> groups,
    OptionalInt receiveBufferBytes) {

  /** Copies the groups. */
  public SocketPlan {
    groups = List.copyOf(groups);
  }

  /** A plan for an endpoint in its own family, without options, device or groups. */
  public static SocketPlan of(Endpoint local) {
    return new SocketPlan(
        Family.of(local.address()),
        local,
        ReuseOptions.NONE,
        false,
        null,
        List.of(),
        OptionalInt.empty());
  }

  /** This plan with other reuse options. */
  public SocketPlan withReuse(ReuseOptions newReuse) {
    return new SocketPlan(family, local, newReuse, v6Only, device, groups, receiveBufferBytes);
  }

  /** This plan with another endpoint; the family stays. */
  public SocketPlan withLocal(Endpoint newLocal) {
    return new SocketPlan(family, newLocal, reuse, v6Only, device, groups, receiveBufferBytes);
  }

  /** This plan with other groups. */
  public SocketPlan withGroups(List<GroupMembership> newGroups) {
    return new SocketPlan(family, local, reuse, v6Only, device, newGroups, receiveBufferBytes);
  }

  /** This plan with IPV6_V6ONLY on or off. */
  public SocketPlan withV6Only(boolean newV6Only) {
    return new SocketPlan(family, local, reuse, newV6Only, device, groups, receiveBufferBytes);
  }

  /** This plan tied to a device, or to none. */
  public SocketPlan withDevice(@Nullable String newDevice) {
    return new SocketPlan(family, local, reuse, v6Only, newDevice, groups, receiveBufferBytes);
  }

  /** This plan in another family. */
  public SocketPlan withFamily(Family newFamily) {
    return new SocketPlan(newFamily, local, reuse, v6Only, device, groups, receiveBufferBytes);
  }

  /** This plan with a receive buffer of so many bytes. */
  public SocketPlan withReceiveBufferBytes(int bytes) {
    return new SocketPlan(family, local, reuse, v6Only, device, groups, OptionalInt.of(bytes));
  }
}
