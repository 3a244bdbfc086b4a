package org.portbound.rules;

import java.net.Inet4Address;
import java.nio.ByteBuffer;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.portbound.socket.Endpoint;

/**
 * One question about a unicast datagram, answered in the steps of __udp4_lib_lookup and
 * __udp6_lib_lookup (net/ipv4/udp.c, net/ipv6/udp.c).
 */
record UnicastLookup(PortModel port, Endpoint source, Endpoint destination, String device) {
  /** The connection, then the address, then the wildcard. */
  Delivery find() {
    for (Member each : port.connected()) {
      if (isConnection(each)) {
        return new Delivery.One(each.number(), DeliveryRule.CONNECTED_TO_SOURCE);
      }
    }
    Object specific = Member.chainKey(destination.address());
    Delivery found = best(specific, DeliveryRule.SPECIFIC_ADDRESS);
    return found instanceof Delivery.Nobody
        ? best(Member.ANY_ADDRESS, DeliveryRule.WILDCARD)
        : found;
  }

  /** inet_match, inet6_match. */
  private boolean isConnection(Member member) {
    return member.address().equals(destination.address())
        && source.equals(member.peer())
        && (ipv4() || member.inet6())
        && deviceFits(member);
  }

  /** udp4_lib_lookup2, udp6_lib_lookup2: the best score wins, and among equals the first. */
  private Delivery best(Object chainKey, DeliveryRule rule) {
    Delivery best = new Delivery.Nobody();
    int bestScore = 0;
    for (Member each : port.chain(chainKey)) {
      int score = score(each, chainKey);
      if (score <= bestScore) {
        continue;
      }
      bestScore = score;
      @Nullable ReuseportGroup group = each.reusePort() ? each.group() : null;
      List<Integer> choosable = group == null ? List.of() : group.choosable();
      best =
          choosable.size() > 1
              ? new Delivery.Shared(choosable)
              : new Delivery.One(choosable.isEmpty() ? each.number() : choosable.getFirst(), rule);
      // A group that knows of connections lets the walk go on to a better score.
      if (!choosable.isEmpty() && group != null && !group.hasConnections()) {
        return best;
      }
    }
    return best;
  }

  /**
   * compute_score, made greater than 0; 0 if the socket cannot get it. A connected socket would
   * have been found as a connection.
   */
  private int score(Member member, Object chainKey) {
    if (member.peer() != null || !addressFits(member, chainKey) || !deviceFits(member)) {
      return 0;
    }
    int familyScore = ipv4() && !member.inet6() ? 2 : 1;
    boolean tied = member.socket().device() != null || member.scope() != 0;
    return tied ? familyScore + 4 : familyScore;
  }

  private boolean addressFits(Member member, Object chainKey) {
    boolean wildcard = chainKey.equals(Member.ANY_ADDRESS);
    if (ipv4()) {
      int wanted = wildcard ? 0 : ByteBuffer.wrap(destination.address().getAddress()).getInt();
      return !member.ipv6Only() && member.ipv4Bits() == wanted;
    }
    return member.inet6()
        && !member.isIpv4Address()
        && (wildcard ? member.isWildcard() : member.address().equals(destination.address()));
  }

  private boolean deviceFits(Member member) {
    String tied = member.socket().device();
    return tied == null || tied.equals(device);
  }

  private boolean ipv4() {
    return destination.address() instanceof Inet4Address;
  }
}
