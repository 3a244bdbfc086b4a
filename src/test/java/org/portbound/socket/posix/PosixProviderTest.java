package org.portbound.socket.posix;

import org.portbound.socket.ProviderContract;
import org.portbound.socket.SocketProvider;

/** The kernel's own calls keep the contract. */
class PosixProviderTest extends ProviderContract {
  @Override
  protected SocketProvider provider() {
    return new PosixProvider();
  }
}
