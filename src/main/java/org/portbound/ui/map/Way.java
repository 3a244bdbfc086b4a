package org.portbound.ui.map;

import java.util.Locale;
import org.portbound.rules.Delivery;
import org.portbound.rules.DeliveryRule;

/** How a datagram got from its destination to a listener. */
enum Way {
  /** Nothing came yet. */
  NONE,
  ONLY,
  CONNECTED,
  SPECIFIC,
  NEWEST,
  HASH,
  PROGRAM,
  CPU,
  /** One of several that the rules tell apart by something rarer. */
  FIRST,
  /** A copy for each member of the group, or for each listener on a broadcast. */
  COPY,
  /** By the rules it would go elsewhere: the sockets have changed since, or there are others. */
  UNEXPLAINED;

  /** Its name in keys: {@code ui.map.way.hash}. */
  String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** What the rules say of a datagram that this listener got. */
  static Way of(Delivery delivery, int listener) {
    return switch (delivery) {
      case Delivery.Nobody _ -> UNEXPLAINED;
      case Delivery.One(int index, DeliveryRule rule) -> index == listener ? of(rule) : UNEXPLAINED;
      case Delivery.Shared(var indices, DeliveryRule rule) ->
          indices.contains(listener) ? of(rule) : UNEXPLAINED;
      case Delivery.Copies(var indices) -> indices.contains(listener) ? COPY : UNEXPLAINED;
    };
  }

  private static Way of(DeliveryRule rule) {
    return switch (rule) {
      case ONLY_ONE -> ONLY;
      case CONNECTED -> CONNECTED;
      case SPECIFIC_ADDRESS -> SPECIFIC;
      case NEWEST -> NEWEST;
      case REUSEPORT_HASH -> HASH;
      case STEERED_BY_PROGRAM -> PROGRAM;
      case STEERED_BY_CPU -> CPU;
      case BOUND_TO_DEVICE, IPV4_BEFORE_DUAL_STACK, FIRST_ASKED -> FIRST;
    };
  }
}
