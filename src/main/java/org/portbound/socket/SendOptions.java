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
 */
public record SendOptions(
    @Nullable String interfaceName, OptionalInt ttlHops, boolean loopback, boolean broadcast) {
  /** The kernel's own choices. */
  public static final SendOptions DEFAULT = new SendOptions(null, OptionalInt.empty(), true, false);

  /**
   * @throws IllegalArgumentException if the TTL is out of range
   */
  public SendOptions {
    if (ttlHops.isPresent() && (ttlHops.getAsInt() < 0 || ttlHops.getAsInt() > 255)) {
      throw new IllegalArgumentException(
          "TTL " + ttlHops.getAsInt() + " is not between 0 and 255 hops");
    }
  }

  /** These options with another outgoing interface. */
  public SendOptions withInterface(@Nullable String name) {
    return new SendOptions(name, ttlHops, loopback, broadcast);
  }

  /** These options with SO_BROADCAST or without. */
  public SendOptions withBroadcast(boolean on) {
    return new SendOptions(interfaceName, ttlHops, loopback, on);
  }

  /** These options with a TTL. */
  public SendOptions withTtl(int hops) {
    return new SendOptions(interfaceName, OptionalInt.of(hops), loopback, broadcast);
  }
}
