package org.portbound.peer;

import org.portbound.socket.SocketProvider;
import org.portbound.socket.nio.NioProvider;
import org.portbound.socket.posix.PosixProvider;

/** The providers under test. */
final class TestProviders {
  private TestProviders() {}

  static SocketProvider posix() {
    return new PosixProvider();
  }

  static SocketProvider nio() {
    return new NioProvider();
  }
}
