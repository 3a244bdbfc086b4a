package org.portbound.peer;

/**
 * A child of a peer that inherited a socket and keeps its port held: after the peer has closed it,
 * and after the peer is gone. It ends with Portbound. Any thread.
 */
public final class PeerHolder {
  private final ProcessHandle process;

  PeerHolder(ProcessHandle process) {
    this.process = process;
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
