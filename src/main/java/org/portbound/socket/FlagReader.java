package org.portbound.socket;

import java.util.Optional;

/** Reads the flags of a socket that another process has open. Any thread. */
@FunctionalInterface
public interface FlagReader {
  /** Knows nothing of other processes. */
  FlagReader NONE = (pid, descriptor, inode, family) -> Optional.empty();

  /**
   * Reads the flags.
   *
   * @param pid the process
   * @param descriptor its file descriptor
   * @param inode the socket's inode; a descriptor that stands for another socket by now is not read
   * @param family the socket's
   * @return the flags, or empty if this user may not, or the process or socket is gone
   */
  Optional<SocketFlags> read(int pid, int descriptor, long inode, Family family);

  /** A quicker way to find these sockets and processes, if the provider has one. */
  default Optional<KernelReader> kernel() {
    return Optional.empty();
  }
}
