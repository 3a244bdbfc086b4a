package org.portbound.rules;

import java.net.Inet4Address;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.portbound.socket.Endpoint;
import org.portbound.socket.Family;

/**
 * Who gets a unicast datagram (udp4_lib_lookup2, udp6_lib_lookup2 and compute_score in
 * net/ipv4/udp.c and net/ipv6/udp.c).
 *
 * <p>The kernel looks for sockets bound to the destination address first, then for wildcard ones.
 * In each round it walks them in the order of {@link Walk} and keeps the one with the best score;
 * the first one with SO_REUSEPORT that is better than those before it hands the datagram to its
 * group at once, unless the group has connected members.
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
    var lookup = new Lookup(oldestFirst, source, destination, device);
    Delivery specific = lookup.round(false);
    return specific instanceof Delivery.Nobody ? lookup.round(true) : specific;
  }

  /** One question; the two rounds share it. */
  private record Lookup(
      List<BoundSocket> sockets, Endpoint source, Endpoint destination, String device) {

    Delivery round(boolean wildcards) {
      Delivery best = new Delivery.Nobody();
      int bestScore = 0;
      for (int index : Walk.order(sockets)) {
        int score = score(sockets.get(index), wildcards);
        if (score <= bestScore) {
          continue;
        }
        bestScore = score;
        BoundSocket socket = sockets.get(index);
        if (socket.peer() != null || !socket.reuse().reusePort()) {
          best = new Delivery.One(index, rule(socket));
          continue;
        }
        List<Integer> group = group(socket);
        List<Integer> unconnected =
            group.stream().filter(each -> sockets.get(each).peer() == null).toList();
        best =
            unconnected.size() == 1
                ? new Delivery.One(unconnected.getFirst(), rule(socket))
                : new Delivery.Shared(unconnected);
        if (unconnected.size() == group.size()) {
          return best;
        }
      }
      return best;
    }

    private static DeliveryRule rule(BoundSocket socket) {
      if (socket.peer() != null) {
        return DeliveryRule.CONNECTED_TO_SOURCE;
      }
      return socket.local().isWildcard() ? DeliveryRule.WILDCARD : DeliveryRule.SPECIFIC_ADDRESS;
    }

    /** 0 if it cannot get the datagram; an IPv4 socket is worth more than a dual-stack one. */
    private int score(BoundSocket socket, boolean wildcards) {
      boolean ipv4 = destination.address() instanceof Inet4Address;
      boolean addressFits =
          wildcards
              ? socket.local().isWildcard()
              : socket.local().address().equals(destination.address());
      if (!addressFits || !socket.takes(ipv4)) {
        return 0;
      }
      int score = ipv4 && socket.family() == Family.INET ? 2 : 1;
      if (socket.device() != null) {
        if (!socket.device().equals(device)) {
          return 0;
        }
        score += 4;
      }
      @Nullable Endpoint peer = socket.peer();
      if (peer != null) {
        if (!peer.equals(source)) {
          return 0;
        }
        score += 8;
      }
      return score;
    }

    /** Sockets that joined the same group at their binds (udp_reuseport_add_sock). */
    private List<Integer> group(BoundSocket of) {
      var members = new ArrayList<Integer>();
      for (int i = 0; i < sockets.size(); i++) {
        BoundSocket each = sockets.get(i);
        if (each.reuse().reusePort()
            && each.creatorUid() == of.creatorUid()
            && each.family() == of.family()
            && each.takesIpv6Only() == of.takesIpv6Only()
            && Objects.equals(each.device(), of.device())
            && Overlap.between(each, of, false)) {
          members.add(i);
        }
      }
      return members;
    }
  }
}
