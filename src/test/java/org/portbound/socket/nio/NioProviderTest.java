package org.portbound.socket.nio;

import org.portbound.socket.ProviderContract;
import org.portbound.socket.SocketProvider;

final class NioProviderTest extends ProviderContract {
  @Override
  public SocketProvider provider() {
    return new NioProvider();
  }

  @Override
  public boolean knowsMetadata() {
    return false;
  }

  @Override
  public boolean hasEveryOption() {
    return false;
  }
}
