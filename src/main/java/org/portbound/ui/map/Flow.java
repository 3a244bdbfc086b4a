package org.portbound.ui.map;

import org.portbound.capture.Datagram;

/**
 * A source address and port.
 *
 * @param high address, first eight bytes, as in {@link org.portbound.socket.AddressBits}
 * @param low address, last eight bytes
 * @param port the port; {@link #ALL} stands for every port of the address
 */
record Flow(long high, long low, int port) {
  static final int ALL = -1;

  static Flow of(Datagram row) {
    return new Flow(row.sourceHigh(), row.sourceLow(), row.sourcePort());
  }

  /** The whole address. */
  Flow anyPort() {
    return new Flow(high, low, ALL);
  }
}
