package org.portbound.socket;

import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * How one datagram is sent. Set on the socket before the send, only where given.
 *
 * @param interfaceName outgoing interface for multicast (IP_MULTICAST_IF / IPV6_MULTICAST_IF), or
 *     null to leave it to the kernel
 * @param ttlHops time to live: for a group IP_MULTICAST_TTL / IPV6_MULTICAST_HOPS, else IP_TTL /
 *     IPV6_UNICAST_HOPS; 0 to 255, or empty for the socket's own
 * @param loopback IP_MULTICAST_LOOP / IPV6_MULTICAST_LOOP: whether receivers on this machine get
 *     multicast too
 * @param broadcast SO_BROADCAST
 * @param dontFragment IP_MTU_DISCOVER / IPV6_MTU_DISCOVER: the datagram goes whole or not at all
 * @param dscp the differentiated services code point (RFC 2474), in the upper six bits of IP_TOS /
 *     IPV6_TCLASS; 0 to 63, or empty for the socket's own
 */
public record SendOptions(
    @Nullable String interfaceName,
    OptionalInt ttlHops,
    boolean loopback,
    boolean broadcast,
    boolean dontFragment,
    OptionalInt dscp) {
  /** The kernel's own choices. */
  public static final SendOptions DEFAULT = new SendOptions(null, OptionalInt.empty(), true, false);

  private static final int MAX_TTL_HOPS = 255;
  private static final int MAX_DSCP = 63;

  /**
   * @throws IllegalArgumentException if the TTL or the code point is out of range
   */
  public SendOptions {
    if (ttlHops.isPresent() && outside(ttlHops.getAsInt(), MAX_TTL_HOPS)) {
      throw new IllegalArgumentException(
          "TTL " + ttlHops.getAsInt() + " is not between 0 and 255 hops");
    }
    if (dscp.isPresent() && outside(dscp.getAsInt(), MAX_DSCP)) {
      throw new IllegalArgumentException("DSCP " + dscp.getAsInt() + " is not between 0 and 63");
    }
  }

  /** Options that may be fragmented, with the socket's own code point. */
  public SendOptions(
      @Nullable String interfaceName, OptionalInt ttlHops, boolean loopback, boolean broadcast) {
    this(interfaceName, ttlHops, loopback, broadcast, false, OptionalInt.empty());
  }

  private static boolean outside(int value, int most) {
    return value < 0 || value > most;
  }

  /** These options with another outgoing interface. */
  public SendOptions withInterface(@Nullable String name) {
    return new SendOptions(name, ttlHops, loopback, broadcast, dontFragment, dscp);
  }

  /** These options with SO_BROADCAST or without. */
  public SendOptions withBroadcast(boolean on) {
    return new SendOptions(interfaceName, ttlHops, loopback, on, dontFragment, dscp);
  }

  /** These options with a TTL. */
  public SendOptions withTtl(int hops) {
    return new SendOptions(
        interfaceName, OptionalInt.of(hops), loopback, broadcast, dontFragment, dscp);
  }

  /** These options, whole or not at all, or in fragments where it must be. */
  public SendOptions withDontFragment(boolean on) {
    return new SendOptions(interfaceName, ttlHops, loopback, broadcast, on, dscp);
  }

  /** These options with a code point. */
  public SendOptions withDscp(int codePoint) {
    return new SendOptions(
        interfaceName, ttlHops, loopback, broadcast, dontFragment, OptionalInt.of(codePoint));
  }
}
