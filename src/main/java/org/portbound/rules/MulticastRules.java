package org.portbound.rules;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.portbound.socket.Endpoint;
import org.portbound.socket.Family;
import org.portbound.socket.GroupMembership;

/**
 * Who gets a copy of what goes to many.
 *
 * <p>Source: __udp_is_mcast_sock and ip_mc_sf_allow (net/ipv4), __udp_v6_is_mcast_sock and
 * inet6_mc_check (net/ipv6); for the machine as a whole ip_check_mc_rcu and ipv6_chk_mcast_addr.
 */
final class MulticastRules {
  /** Groups that every interface has joined by itself (RFC 1112, RFC 4291). */
  private static final Set<String> ALL_HOSTS = Set.of("224.0.0.1", "ff01::1", "ff02::1");

  private MulticastRules() {}

  /** Every socket that overlaps and is a member, or takes what others on the machine joined. */
  static Delivery copies(List<BoundSocket> sockets, Arrival arrival) {
    InetAddress group = arrival.destination().address();
    boolean joined =
        arrival.joinedElsewhere()
            || ALL_HOSTS.contains(withoutScope(group))
            || sockets.stream()
                .anyMatch(each -> admits(each, arrival, arrival.interfaceName()).orElse(false));
    if (!joined) {
      // The machine does not listen to the group at all: it is dropped before any socket is asked.
      return new Delivery.Nobody();
    }
    return all(
        sockets,
        each ->
            overlaps(each, arrival)
                && admits(each, arrival, asked(arrival)).orElse(each.multicastAll()));
  }

  /** IPv6 does not ask on which interface the socket joined (inet6_mc_check; seen on 6.18). */
  private static @Nullable String asked(Arrival arrival) {
    boolean ipv4 = Family.of(arrival.destination().address()) == Family.INET;
    return ipv4 ? arrival.interfaceName() : null;
  }

  /** Every socket on the port that is bound to the wildcard, or to the broadcast address. */
  static Delivery broadcast(List<BoundSocket> sockets, Arrival arrival) {
    return all(sockets, each -> overlaps(each, arrival));
  }

  private static boolean overlaps(BoundSocket socket, Arrival arrival) {
    return socket.local().port() == arrival.destination().port()
        && DeliveryRules.takesFamily(socket, arrival)
        && DeliveryRules.fitsDevice(socket, arrival.interfaceName())
        && DeliveryRules.fitsPeer(socket, arrival.source())
        && (DeliveryRules.isWildcard(socket)
            || DeliveryRules.boundTo(socket, arrival.destination().address()));
  }

  /** Whether the socket's membership takes this source, or empty if it has none. */
  private static Optional<Boolean> admits(
      BoundSocket socket, Arrival arrival, @Nullable String interfaceName) {
    String group = withoutScope(arrival.destination().address());
    for (GroupMembership each : socket.groups()) {
      if (withoutScope(each.group()).equals(group)
          && (interfaceName == null || each.interfaceName().equals(interfaceName))) {
        return Optional.of(each.sources().admits(arrival.source().address()));
      }
    }
    return Optional.empty();
  }

  private static String withoutScope(InetAddress address) {
    String text = Endpoint.text(address);
    int percent = text.indexOf('%');
    return percent < 0 ? text : text.substring(0, percent);
  }

  private static Delivery all(List<BoundSocket> sockets, Predicate<BoundSocket> which) {
    List<Integer> indices =
        IntStream.range(0, sockets.size()).filter(i -> which.test(sockets.get(i))).boxed().toList();
    return indices.isEmpty() ? new Delivery.Nobody() : new Delivery.Copies(indices);
  }
}
