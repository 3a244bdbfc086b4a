package org.portbound.peer;

/**
 * A child of a peer that inherited a socket and keeps its port held: after the peer has closed it,
 * and after the peer is gone. It ends with Portbound. Any thread.
 */
public final class PeerHolder {
  private final int socket;
  private final ProcessHandle process;

  PeerHolder(int socket, ProcessHandle process) {
    this.socket = socket;
    this.process = process;
  }

  /** Number of the socket that it inherited. */
  public int socket() {
    return socket;
  }

  /** Its process id. */
  public long pid() {
    return process.pid();
  }

  /** Whether it still runs, and so still holds the socket. */
  public boolean running() {
    return process.isAlive()
        && ProcessState.of(process.pid()).map(state -> !state.ended()).orElse(false);
  }

  /** Kills it (SIGKILL). The port is free some milliseconds later if nobody else holds it. */
  public void end() {
    // The handle knows the process by its start time too, so a later one with its id is safe.
    process.destroyForcibly();
  }
}
