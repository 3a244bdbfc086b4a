package org.portbound.socket;

import java.util.List;
import java.util.Optional;

/**
 * Asks the kernel itself who has which sockets, where that takes less than its files. Any thread.
 */
public interface KernelReader {
  /** Stands for every port. */
  int ALL_PORTS = 0;

  /**
   * The bound UDP sockets of this network namespace: IPv4 ones first, each family in the order in
   * which the kernel keeps them.
   *
   * @param port those of this port alone, or {@link #ALL_PORTS}
   * @return empty if the kernel does not answer this question here
   */
  Optional<List<SocketRow>> sockets(int port);

  /** A reader for the calling thread. */
  ProcessReader processes();
}
