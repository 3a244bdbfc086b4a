package org.portbound.socket;

import java.nio.file.Path;
import java.util.List;

/**
 * Where sockets come from: the kernel's own calls ({@code posix}) or Java's channels ({@code nio}).
 * Any thread.
 */
public interface SocketProvider {
  /** {@code posix} or {@code nio}. */
  String name();

  /** Performs the plan, noting each call. Never throws for what the kernel refuses. */
  Opening open(SocketPlan plan);

  /**
   * The same for a socket that nobody will receive from: nothing is asked to be told of what
   * arrives, above all no kernel time. While any socket of the machine has SO_TIMESTAMPNS, or once
   * had it, the kernel reads the clock for each packet (net_enable_timestamp in net/core/dev.c).
   */
  default Opening openToSend(SocketPlan plan) {
    return open(plan);
  }

  /** A new, empty set of sockets to receive from. */
  ReceiveSet newReceiveSet();

  /**
   * How large a packet can be on the way to a destination. Sends nothing.
   *
   * @param options those it will be sent with: the interface decides for groups
   */
  default PathMtu pathMtu(Endpoint destination, SendOptions options) {
    return PathMtu.UNKNOWN;
  }

  /** Whether it tells where each datagram was sent to. */
  default boolean knowsDestinations() {
    return true;
  }

  /** Reads the flags of other processes' sockets, as far as this provider can. */
  default FlagReader flagReader() {
    return FlagReader.NONE;
  }

  /** The interfaces of the network in which its sockets are. */
  default List<Interface> interfaces() {
    return Interface.all();
  }

  /** Where the kernel lists what is in that network (proc_pid_net(5)); need not be there. */
  default Path networkFiles() {
    return Path.of("/proc/net");
  }

  /**
   * Starts a program that inherits the descriptor of a socket under its own number, and no other;
   * the socket stays open until both have closed it. Its standard input, output and error are
   * /dev/null. Fails with EOPNOTSUPP where the provider knows no descriptor.
   *
   * @param socket an open socket of this provider
   * @param command the program's absolute path and its arguments
   */
  default Spawning spawnInheriting(UdpSocket socket, List<String> command) {
    return Spawning.refused(command, socket.descriptor(), Errno.EOPNOTSUPP);
  }
}
