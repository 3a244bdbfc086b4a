package org.portbound.socket.posix;

import java.util.List;
import java.util.Optional;
import org.portbound.socket.Family;
import org.portbound.socket.FlagReader;
import org.portbound.socket.KernelReader;
import org.portbound.socket.ProcessReader;
import org.portbound.socket.SocketFlags;
import org.portbound.socket.SocketRow;

/**
 * Sockets of other processes: listed by sock_diag(7); duplicated with pidfd_open(2) and
 * pidfd_getfd(2), and asked. It takes the right to trace the process: the same user, or root. Any
 * thread.
 */
final class ForeignSockets implements FlagReader, KernelReader {
  @Override
  public Optional<SocketFlags> read(int pid, int descriptor, long inode, Family family) {
    try (ProcessReader reader = processes()) {
      return reader.flags(pid, descriptor, inode, family);
    }
  }

  @Override
  public Optional<KernelReader> kernel() {
    return Optional.of(this);
  }

  @Override
  public Optional<List<SocketRow>> sockets(int port) {
    return new SocketDump(port).read();
  }

  @Override
  public ProcessReader processes() {
    return new KernelProcessReader();
  }
}
