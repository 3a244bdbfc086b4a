package org.portbound.socket;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;

/**
 * What every provider must do, on real sockets. A provider's test extends this; the tests
 * themselves stand in the interfaces, one for each side of a socket.
 *
 * <p>The limit runs in a thread of its own: a wait in the kernel cannot be interrupted.
 */
@Timeout(value = 10, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
public abstract class ProviderContract
    implements OpeningContract,
        GroupContract,
        SourceFilterContract,
        SendingContract,
        PathContract,
        ReceivingContract {
  private Sockets sockets;

  /** The provider under test. */
  protected abstract SocketProvider provider();

  @BeforeEach
  void startEmpty() {
    sockets = new Sockets(provider());
  }

  @AfterEach
  void closeAll() throws Exception {
    sockets.close();
  }

  @Override
  public Sockets sockets() {
    return sockets;
  }

  /** Whether destination, interface, hops, traffic class, time and drops are told. */
  @Override
  public boolean knowsMetadata() {
    return true;
  }
}
