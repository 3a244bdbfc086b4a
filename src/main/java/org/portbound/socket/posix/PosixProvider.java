package org.portbound.socket.posix;

import java.util.List;
import org.portbound.socket.FlagReader;
import org.portbound.socket.Opening;
import org.portbound.socket.ReceiveSet;
import org.portbound.socket.SocketPlan;
import org.portbound.socket.SocketProvider;
import org.portbound.socket.Spawning;
import org.portbound.socket.UdpSocket;

/** Sockets through the kernel's own calls, on 64-bit Linux. Any thread. */
public final class PosixProvider implements SocketProvider {
  /**
   * Binds to the C library.
   *
   * @throws IllegalStateException if it cannot be reached, with the remedy
   */
  public PosixProvider() {
    try {
      Kernel.errnoOf(0);
    } catch (LinkageError e) {
      throw new IllegalStateException(
          "the C library cannot be called here ("
              + e.getMessage()
              + "): use Java's channels, --provider nio",
          e);
    }
  }

  @Override
  public String name() {
    return "posix";
  }

  @Override
  public Opening open(SocketPlan plan) {
    return new Opener(plan).open();
  }

  @Override
  public ReceiveSet newReceiveSet() {
    return new PosixReceiveSet();
  }

  @Override
  public FlagReader flagReader() {
    return ForeignSockets::flags;
  }

  @Override
  public Spawning spawnInheriting(UdpSocket socket, List<String> command) {
    return ((PosixSocket) socket).spawnInheriting(command);
  }
}
