package org.portbound.socket.posix;

import static org.portbound.socket.posix.Constants.IPPROTO_IP;
import static org.portbound.socket.posix.Constants.IPPROTO_IPV6;
import static org.portbound.socket.posix.Constants.SOL_SOCKET;

import java.net.Inet4Address;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.portbound.socket.Endpoint;
import org.portbound.socket.SendOptions;

/**
 * The send options as they are set on one socket. Before each send exactly those are set that
 * differ from what the send wants, so nothing sticks from one send to the next. Guarded by its
 * socket's lock.
 */
final class SendState {
  /** Puts an option for hops back to the system's own value (ip(7), ipv6(7)). */
  private static final int SYSTEM_DEFAULT = -1;

  private static final int NO_INTERFACE = 0;
  private static final int NO_CLASS = 0;

  /** The code point's place in the octet, above the two bits of ECN (RFC 3168). */
  private static final int DSCP_SHIFT = 2;

  private static final int ON = 1;
  private static final int OFF = 0;

  /**
   * An option whose value is an int.
   *
   * @param initial its value on a new socket
   */
  private record IntOption(int level, int number, String name, int initial) {}

  private static final IntOption BROADCAST =
      new IntOption(SOL_SOCKET, Constants.SO_BROADCAST, "SO_BROADCAST", OFF);

  /**
   * What the options are called for one family of destinations; IPv4 destinations of an IPv6 socket
   * follow the IPv4 ones.
   *
   * @param multicastInterface for IPv4 the value is an ip_mreqn and the int is the index in it
   * @param trafficClass the code point in its upper six bits
   * @param pathMtuDiscovery whether fragments may be made
   */
  private record FamilyOptions(
      IntOption unicastHops,
      IntOption multicastHops,
      IntOption multicastLoop,
      IntOption multicastInterface,
      IntOption trafficClass,
      IntOption pathMtuDiscovery) {}

  private static final FamilyOptions IPV4 =
      new FamilyOptions(
          new IntOption(IPPROTO_IP, Constants.IP_TTL, "IP_TTL", SYSTEM_DEFAULT),
          new IntOption(IPPROTO_IP, Constants.IP_MULTICAST_TTL, "IP_MULTICAST_TTL", SYSTEM_DEFAULT),
          new IntOption(IPPROTO_IP, Constants.IP_MULTICAST_LOOP, "IP_MULTICAST_LOOP", ON),
          new IntOption(IPPROTO_IP, Constants.IP_MULTICAST_IF, "IP_MULTICAST_IF", NO_INTERFACE),
          new IntOption(IPPROTO_IP, Constants.IP_TOS, "IP_TOS", NO_CLASS),
          new IntOption(
              IPPROTO_IP, Constants.IP_MTU_DISCOVER, "IP_MTU_DISCOVER", Constants.PMTUDISC_WANT));

  private static final FamilyOptions IPV6 =
      new FamilyOptions(
          new IntOption(
              IPPROTO_IPV6, Constants.IPV6_UNICAST_HOPS, "IPV6_UNICAST_HOPS", SYSTEM_DEFAULT),
          new IntOption(
              IPPROTO_IPV6, Constants.IPV6_MULTICAST_HOPS, "IPV6_MULTICAST_HOPS", SYSTEM_DEFAULT),
          new IntOption(IPPROTO_IPV6, Constants.IPV6_MULTICAST_LOOP, "IPV6_MULTICAST_LOOP", ON),
          new IntOption(
              IPPROTO_IPV6, Constants.IPV6_MULTICAST_IF, "IPV6_MULTICAST_IF", NO_INTERFACE),
          new IntOption(IPPROTO_IPV6, Constants.IPV6_TCLASS, "IPV6_TCLASS", NO_CLASS),
          new IntOption(
              IPPROTO_IPV6,
              Constants.IPV6_MTU_DISCOVER,
              "IPV6_MTU_DISCOVER",
              Constants.PMTUDISC_WANT));

  private final Map<IntOption, Integer> current = new HashMap<>();

  void apply(Options options, Endpoint destination, SendOptions wanted) {
    FamilyOptions family = destination.address() instanceof Inet4Address ? IPV4 : IPV6;
    int hops = wanted.ttlHops().orElse(SYSTEM_DEFAULT);
    if (destination.address().isMulticastAddress()) {
      setInterface(options, family.multicastInterface(), wanted.interfaceName());
      set(options, family.multicastHops(), hops);
      set(options, family.multicastLoop(), wanted.loopback() ? ON : OFF);
    } else {
      set(options, family.unicastHops(), hops);
    }
    set(options, family.trafficClass(), wanted.dscp().orElse(NO_CLASS) << DSCP_SHIFT);
    set(
        options,
        family.pathMtuDiscovery(),
        wanted.dontFragment() ? Constants.PMTUDISC_DO : Constants.PMTUDISC_WANT);
    set(options, BROADCAST, wanted.broadcast() ? ON : OFF);
  }

  private void set(Options options, IntOption option, int value) {
    if (current.getOrDefault(option, option.initial()) != value
        && options.set(option.level(), option.number(), option.name(), value)) {
      current.put(option, value);
    }
  }

  /** The name is looked up for each send: its index is another one after it went and came. */
  private void setInterface(Options options, IntOption option, @Nullable String name) {
    int index = name == null ? NO_INTERFACE : options.interfaceIndex(name);
    boolean unknown = name != null && index == NO_INTERFACE;
    if (unknown || current.getOrDefault(option, option.initial()) == index) {
      return;
    }
    boolean set =
        option.level() == IPPROTO_IP
            ? options.set(
                option.level(),
                option.number(),
                option.name(),
                "{" + (name == null ? "0.0.0.0" : name) + "}",
                MembershipCalls.ipMreqn(options, new byte[4], index))
            : options.set(option.level(), option.number(), option.name(), index);
    if (set) {
      current.put(option, index);
    }
  }
}
