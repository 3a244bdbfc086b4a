package org.portbound.ui.map;

import org.portbound.capture.Datagram;
import org.portbound.socket.AddressBits;
import org.portbound.socket.Endpoint;

/**
 * A destination. Where the kernel did not tell the address that a datagram was sent to, it is the
 * one that the listener is bound to.
 *
 * @param known whether the kernel told it
 * @param high address, first eight bytes, as in {@link AddressBits}
 * @param low address, last eight bytes
 * @param port the port; that of {@link #OTHERS} is none
 */
record PlaceKey(boolean known, long high, long low, int port) {
  /** All that there is no room for. */
  static final PlaceKey OTHERS = new PlaceKey(false, 0, 0, -1);

  /** Where a datagram went that a listener got. */
  static PlaceKey of(Datagram row, Endpoint local) {
    return row.destinationKnown()
        ? new PlaceKey(true, row.destinationHigh(), row.destinationLow(), local.port())
        : new PlaceKey(
            false,
            AddressBits.high(local.address()),
            AddressBits.low(local.address()),
            local.port());
  }

  String id() {
    return "place " + known + " " + high + " " + low + " " + port;
  }

  MapPicture.Kind kind() {
    if (!known) {
      return MapPicture.Kind.UNKNOWN;
    }
    boolean ipv4 = AddressBits.isIpv4(high, low);
    if (ipv4 ? (low >>> 28 & 0xf) == 0xe : high >>> 56 == 0xff) {
      return MapPicture.Kind.GROUP;
    }
    return ipv4 && (int) low == -1 ? MapPicture.Kind.BROADCAST : MapPicture.Kind.UNICAST;
  }

  /** Whether each of several listeners may have got a copy of one datagram. */
  boolean copies() {
    return kind() == MapPicture.Kind.GROUP || kind() == MapPicture.Kind.BROADCAST;
  }

  String text() {
    return equals(OTHERS) ? "" : endpoint().toString();
  }

  Endpoint endpoint() {
    return new Endpoint(AddressBits.address(high, low, 0), port);
  }
}
