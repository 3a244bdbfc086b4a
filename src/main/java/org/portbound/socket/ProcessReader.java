package org.portbound.socket;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads what /proc tells of processes (proc(5)). One thread. Paths are those of files, such as
 * {@code /proc/1/stat}.
 */
public interface ProcessReader extends AutoCloseable {
  /** The answer for a directory that cannot be read: no such process any more, or not permitted. */
  int UNREADABLE = -1;

  /** Takes the sockets among the descriptors of a process. */
  @FunctionalInterface
  interface Sink {
    /**
     * Takes one.
     *
     * @param descriptor its number in that process
     * @param inode the socket's inode
     */
    void socket(int descriptor, long inode);
  }

  /**
   * Tells the sockets in a directory of descriptors (proc_pid_fd(5)).
   *
   * @return how many descriptors there are, sockets or not, or {@link #UNREADABLE}
   */
  int descriptors(String directory, Sink sink);

  /** Where a symbolic link leads, or null if it is not there or may not be read. */
  @Nullable String link(String path);

  /** A file's text, or nothing if it is not there or may not be read. */
  String text(String path);

  /**
   * The flags of a socket that a process has open.
   *
   * @param pid the process
   * @param descriptor its file descriptor
   * @param inode the socket's inode; a descriptor that stands for another socket by now is not read
   * @param family the socket's
   * @return the flags, or empty if this user may not, or the process or socket is gone
   */
  Optional<SocketFlags> flags(int pid, int descriptor, long inode, Family family);

  /** Whether something was not read because this process may open no more files (EMFILE). */
  boolean ranOut();

  @Override
  void close();
}
