package org.portbound.socket.posix;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.portbound.socket.Endpoint;
import org.portbound.socket.FlagReader;
import org.portbound.socket.Opening;
import org.portbound.socket.PathMtu;
import org.portbound.socket.ReceiveSet;
import org.portbound.socket.SendOptions;
import org.portbound.socket.SocketPlan;
import org.portbound.socket.SocketProvider;
import org.portbound.socket.Spawning;
import org.portbound.socket.UdpSocket;

/** Sockets through the kernel's own calls, on 64-bit Linux. Any thread. */
public final class PosixProvider implements SocketProvider {
  private static final Set<String> SYSTEMS = Set.of("Linux amd64", "Linux aarch64");

  /**
   * Binds to the C library.
   *
   * @throws IllegalStateException if it cannot be reached, with the remedy
   */
  public PosixProvider() {
    String system = System.getProperty("os.name") + " " + System.getProperty("os.arch");
    if (!SYSTEMS.contains(system)) {
      throw unusable("its structures are those of 64-bit Linux, not of " + system, null);
    }
    try {
      Kernel.libC();
    } catch (LinkageError e) {
      throw unusable("the C library cannot be called (" + rootOf(e) + ")", e);
    }
  }

  private static IllegalStateException unusable(String why, @Nullable Throwable cause) {
    return new IllegalStateException(
        "the posix provider does not work here, " + why + ": use --provider nio", cause);
  }

  /** The first line of what went wrong at the bottom; jffi puts whole traces into its messages. */
  private static String rootOf(Throwable error) {
    Throwable root = error;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root.toString().lines().findFirst().orElse("");
  }

  @Override
  public String name() {
    return "posix";
  }

  @Override
  public Opening open(SocketPlan plan) {
    return new Opener(plan, true).open();
  }

  @Override
  public Opening openToSend(SocketPlan plan) {
    return new Opener(plan, false).open();
  }

  @Override
  public ReceiveSet newReceiveSet() {
    return new PosixReceiveSet();
  }

  @Override
  public PathMtu pathMtu(Endpoint destination, SendOptions options) {
    return PathMtuQuestion.ask(destination, options);
  }

  @Override
  public FlagReader flagReader() {
    return new ForeignSockets();
  }

  @Override
  public Spawning spawnInheriting(UdpSocket socket, List<String> command) {
    return ((PosixSocket) socket).spawnInheriting(command);
  }
}
