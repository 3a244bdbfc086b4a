package org.portbound.file.bench;

import org.portbound.socket.SocketPlan;

/**
 * A listener as it is saved.
 *
 * @param socket its socket
 * @param closeOnExit whether a datagram with the text {@code exit} closes it
 * @param process 0 for the program itself; else it is opened in a second process, and listeners
 *     with the same number share one
 */
public record BenchListener(SocketPlan socket, boolean closeOnExit, int process) {
  /** Most second processes that a file may ask for. */
  public static final int MAX_PROCESS = 16;

  /** One of the program itself. */
  public BenchListener(SocketPlan socket) {
    this(socket, false, 0);
  }
}
