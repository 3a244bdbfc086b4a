package org.portbound.socket.posix;

import static org.portbound.socket.posix.Constants.IPPROTO_IP;
import static org.portbound.socket.posix.Constants.IPPROTO_IPV6;

import java.net.Inet4Address;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.portbound.socket.Endpoint;
import org.portbound.socket.SendOptions;

/**
 * The send options as they are set on one socket. Before each send exactly those are set that
 * differ from what the send wants, so nothing sticks from one send to the next. Guarded by its
 * socket's lock.
 */
final class SendState {
  /** The kernel's own value for TTL and hop limit options. */
  private static final int SYSTEM_DEFAULT = -1;

  private static final int ON = 1;

  private final Map<String, Object> current = new HashMap<>();

  void apply(Options options, Endpoint destination, SendOptions wanted) {
    boolean ipv4 = destination.address() instanceof Inet4Address;
    if (destination.address().isMulticastAddress()) {
      setInterface(options, ipv4, wanted.interfaceName());
      setMulticast(options, ipv4, wanted);
    } else {
      setHops(options, ipv4, "IP_TTL", "IPV6_UNICAST_HOPS", wanted.ttlHops());
    }
    setIfChanged(
        options,
        Constants.SOL_SOCKET,
        Constants.SO_BROADCAST,
        "SO_BROADCAST",
        wanted.broadcast() ? ON : 0,
        0);
  }

  private void setMulticast(Options options, boolean ipv4, SendOptions wanted) {
    setHops(options, ipv4, "IP_MULTICAST_TTL", "IPV6_MULTICAST_HOPS", wanted.ttlHops());
    int loop = wanted.loopback() ? ON : 0;
    if (ipv4) {
      setIfChanged(options, IPPROTO_IP, Constants.IP_MULTICAST_LOOP, "IP_MULTICAST_LOOP", loop, ON);
    } else {
      setIfChanged(
          options, IPPROTO_IPV6, Constants.IPV6_MULTICAST_LOOP, "IPV6_MULTICAST_LOOP", loop, ON);
    }
  }

  private void setHops(
      Options options, boolean ipv4, String ipName, String ipv6Name, OptionalInt hops) {
    int value = hops.orElse(SYSTEM_DEFAULT);
    if (ipv4) {
      int option = ipName.equals("IP_TTL") ? Constants.IP_TTL : Constants.IP_MULTICAST_TTL;
      setIfChanged(options, IPPROTO_IP, option, ipName, value, SYSTEM_DEFAULT);
    } else {
      int option =
          ipv6Name.equals("IPV6_UNICAST_HOPS")
              ? Constants.IPV6_UNICAST_HOPS
              : Constants.IPV6_MULTICAST_HOPS;
      setIfChanged(options, IPPROTO_IPV6, option, ipv6Name, value, SYSTEM_DEFAULT);
    }
  }

  private void setIfChanged(
      Options options, int level, int option, String name, int value, int initial) {
    if (current.getOrDefault(name, initial).equals(value)) {
      return;
    }
    if (options.set(level, option, name, value)) {
      current.put(name, value);
    }
  }

  private void setInterface(Options options, boolean ipv4, @Nullable String interfaceName) {
    String name = ipv4 ? "IP_MULTICAST_IF" : "IPV6_MULTICAST_IF";
    String wanted = interfaceName == null ? "" : interfaceName;
    if (current.getOrDefault(name, "").equals(wanted)) {
      return;
    }
    int index = interfaceName == null ? 0 : options.interfaceIndex(interfaceName);
    boolean set =
        ipv4
            ? options.set(
                IPPROTO_IP,
                Constants.IP_MULTICAST_IF,
                name,
                "{" + (wanted.isEmpty() ? "any" : wanted) + "}",
                Memberships.ipMreqn(options, new byte[4], index))
            : options.set(IPPROTO_IPV6, Constants.IPV6_MULTICAST_IF, name, index);
    if (set) {
      current.put(name, wanted);
    }
  }
}
