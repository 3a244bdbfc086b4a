package org.portbound.socket;

/**
 * Where sockets come from: the kernel's own calls ({@code posix}) or Java's channels ({@code nio}).
 * Any thread.
 */
public interface SocketProvider {
  /** {@code posix} or {@code nio}. */
  String name();

  /** Performs the plan, noting each call. Never throws for what the kernel refuses. */
  Opening open(SocketPlan plan);

  /** A new, empty set of sockets to receive from. */
  ReceiveSet newReceiveSet();

  /** Reads the flags of other processes' sockets, as far as this provider can. */
  default FlagReader flagReader() {
    return FlagReader.NONE;
  }
}
