package org.portbound.ui;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/** Ports that nobody has at this moment. */
final class FreePorts {
  private FreePorts() {}

  /** Any free port. */
  static int any() {
    return orAny(0);
  }

  /** This port if it is free on every address, else any. */
  static int orAny(int wanted) {
    try (var socket = new DatagramSocket(null)) {
      socket.bind(new InetSocketAddress(InetAddress.ofLiteral("0.0.0.0"), wanted));
      return socket.getLocalPort();
    } catch (IOException e) {
      if (wanted == 0) {
        throw new UncheckedIOException(e);
      }
      return any();
    }
  }
}
