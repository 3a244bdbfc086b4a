package org.portbound.socket.posix;

import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.portbound.socket.ProviderContract;
import org.portbound.socket.SocketProvider;

@EnabledOnOs(OS.LINUX)
final class PosixProviderTest extends ProviderContract {
  @Override
  public SocketProvider provider() {
    return new PosixProvider();
  }

  @Override
  public boolean knowsMetadata() {
    return true;
  }

  @Override
  public boolean hasEveryOption() {
    return true;
  }
}
