package org.portbound.socket.nio;

import org.portbound.socket.ProviderContract;
import org.portbound.socket.SocketProvider;

/** Java's channels under the contract of every provider. */
final class NioProviderTest extends ProviderContract {
  @Override
  protected SocketProvider provider() {
    return new NioProvider();
  }

  @Override
  public boolean knowsMetadata() {
    return false;
  }
}
