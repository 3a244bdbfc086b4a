package org.portbound.rules;

import java.net.InetAddress;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.portbound.socket.AddressBits;
import org.portbound.socket.Endpoint;
import org.portbound.socket.Family;

/**
 * Who gets a datagram.
 *
 * <p>Source: __udp4_lib_lookup, udp4_lib_lookup2 and compute_score in net/ipv4/udp.c and their
 * counterparts in net/ipv6/udp.c; reuseport_add_sock in net/core/sock_reuseport.c. SO_INCOMING_CPU
 * and reuseport programs (BPF) are left out: {@link PortModel} knows them.
 */
public final class DeliveryRules {
  private DeliveryRules() {}

  /**
   * Who gets a datagram: a copy each for a group or the broadcast address 255.255.255.255, else
   * one.
   *
   * @param oldestFirst the sockets in the order of their binds; those on other ports are passed by
   */
  public static Delivery deliver(List<BoundSocket> oldestFirst, Arrival arrival) {
    return deliver(oldestFirst, arrival, () -> NumberedGroups.of(oldestFirst));
  }

  /**
   * The same, where the groups are known.
   *
   * @param groups asked for only if they matter
   */
  static Delivery deliver(
      List<BoundSocket> oldestFirst, Arrival arrival, Supplier<NumberedGroups> groups) {
    InetAddress destination = arrival.destination().address();
    if (destination.isMulticastAddress()) {
      return MulticastRules.copies(oldestFirst, arrival);
    }
    return Endpoint.text(destination).equals("255.255.255.255")
        ? MulticastRules.broadcast(oldestFirst, arrival)
        : unicast(oldestFirst, arrival, groups);
  }

  /** Who gets a datagram that one socket at most may get. */
  public static Delivery unicast(List<BoundSocket> oldestFirst, Arrival arrival) {
    return unicast(oldestFirst, arrival, () -> NumberedGroups.of(oldestFirst));
  }

  private static Delivery unicast(
      List<BoundSocket> oldestFirst, Arrival arrival, Supplier<NumberedGroups> groups) {
    int[] fitting =
        IntStream.of(Walk.chain(oldestFirst))
            .filter(i -> fits(oldestFirst.get(i), arrival))
            .toArray();
    Delivery connected = connected(oldestFirst, fitting, arrival);
    if (connected != null) {
      return connected;
    }
    int[] open =
        IntStream.of(fitting).filter(i -> oldestFirst.get(i).connection() == null).toArray();
    int[] specific = IntStream.of(open).filter(i -> !isWildcard(oldestFirst.get(i))).toArray();
    if (specific.length == 0) {
      return firstOfTheBest(oldestFirst, open, groups, DeliveryRule.ONLY_ONE);
    }
    return firstOfTheBest(
        oldestFirst,
        specific,
        groups,
        specific.length < open.length ? DeliveryRule.SPECIFIC_ADDRESS : DeliveryRule.ONLY_ONE);
  }

  private static boolean fits(BoundSocket socket, Arrival arrival) {
    return socket.local().port() == arrival.destination().port()
        && takesFamily(socket, arrival)
        && fitsDevice(socket, arrival.interfaceName())
        && fitsPeer(socket, arrival.source())
        && (isWildcard(socket) || boundTo(socket, arrival.destination().address()));
  }

  /** Whether a socket of this family and form can get IPv4, or IPv6, at all. */
  static boolean takesFamily(BoundSocket socket, Arrival arrival) {
    return Family.of(arrival.destination().address()) == Family.INET
        ? socket.boundToIpv4() || socket.dualStackWildcard()
        : socket.family() == Family.INET6 && !socket.boundToIpv4();
  }

  static boolean fitsDevice(BoundSocket socket, @Nullable String interfaceName) {
    String device = socket.boundDevice();
    return device == null || interfaceName == null || device.equals(interfaceName);
  }

  static boolean fitsPeer(BoundSocket socket, Endpoint source) {
    Connection connection = socket.connection();
    return connection == null
        || (connection.peer().port() == source.port()
            && same(connection.peer().address(), source.address()));
  }

  static boolean isWildcard(BoundSocket socket) {
    return socket.anyIpv4() || socket.anyIpv6();
  }

  static boolean boundTo(BoundSocket socket, InetAddress address) {
    return same(socket.address(), address);
  }

  private static boolean same(InetAddress one, InetAddress other) {
    return AddressBits.low(one) == AddressBits.low(other)
        && AddressBits.high(one) == AddressBits.high(other);
  }

  private static int connectOrder(BoundSocket socket) {
    Connection connection = socket.connection();
    return connection == null ? Integer.MIN_VALUE : connection.order();
  }

  private static @Nullable Delivery connected(
      List<BoundSocket> sockets, int[] fitting, Arrival arrival) {
    int best = -1;
    for (int i : fitting) {
      BoundSocket socket = sockets.get(i);
      if (socket.connection() != null
          && boundTo(socket, arrival.destination().address())
          && (best < 0 || connectOrder(socket) > connectOrder(sockets.get(best)))) {
        best = i;
      }
    }
    return best < 0 ? null : new Delivery.One(best, DeliveryRule.CONNECTED);
  }

  /**
   * The walk of udp4_lib_lookup2: the best score so far is kept; a socket with SO_REUSEPORT that
   * beats it ends the walk with its whole group, unless a member of the group was connected
   * (reuseport_has_conns).
   *
   * @param chain indices of the sockets that fit, in the kernel's order
   * @param alone the rule to name if nothing else in the chain stood against the winner
   */
  private static Delivery firstOfTheBest(
      List<BoundSocket> sockets, int[] chain, Supplier<NumberedGroups> known, DeliveryRule alone) {
    if (chain.length == 0) {
      return new Delivery.Nobody();
    }
    NumberedGroups groups = known.get();
    int best = -1;
    for (int i : chain) {
      if (best >= 0 && score(sockets.get(i)) <= score(sockets.get(best))) {
        continue;
      }
      best = i;
      if (groups.endsSearch(i)) {
        break;
      }
    }
    int winner = best;
    List<Integer> group =
        IntStream.of(chain).filter(i -> groups.together(winner, i)).sorted().boxed().toList();
    return group.size() > 1
        ? new Delivery.Shared(group, DeliveryRule.REUSEPORT_HASH)
        : new Delivery.One(best, rule(sockets, chain, best, alone));
  }

  private static int score(BoundSocket socket) {
    // compute_score: IPv4 sockets 2, IPv6 sockets taking IPv4 1; tied to the device 4 more.
    return (socket.family() == Family.INET ? 2 : 1) + (socket.boundDevice() != null ? 4 : 0);
  }

  private static DeliveryRule rule(
      List<BoundSocket> sockets, int[] chain, int winner, DeliveryRule alone) {
    BoundSocket best = sockets.get(winner);
    DeliveryRule rule = alone;
    boolean newest = true;
    for (int i : chain) {
      BoundSocket other = sockets.get(i);
      if (i == winner) {
        continue;
      }
      if (score(other) == score(best)) {
        newest &= i < winner;
        rule = newest ? DeliveryRule.NEWEST : DeliveryRule.FIRST_ASKED;
      } else if (score(other) > score(best)) {
        return DeliveryRule.FIRST_ASKED;
      } else if (rule == alone) {
        boolean byDevice = other.boundDevice() == null && best.boundDevice() != null;
        rule = byDevice ? DeliveryRule.BOUND_TO_DEVICE : DeliveryRule.IPV4_BEFORE_DUAL_STACK;
      }
    }
    return rule;
  }
}
