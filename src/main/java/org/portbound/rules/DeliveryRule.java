package org.portbound.rules;

import java.util.Locale;

/** Why a socket is the one that gets a unicast datagram. */
public enum DeliveryRule {
  /** It is connected to exactly this source. */
  CONNECTED_TO_SOURCE,
  /** It is bound to exactly this address, and it is the only one or the newest. */
  SPECIFIC_ADDRESS,
  /** It is bound to any address, and it is the only one or the newest. */
  WILDCARD;

  /** Its name for programs, such as {@code specific-address}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
