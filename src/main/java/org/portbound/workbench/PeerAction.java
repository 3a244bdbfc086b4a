package org.portbound.workbench;

/** What can be done to a peer process. */
public enum PeerAction {
  /** Ends it as it should end: it closes its sockets. */
  CLOSE,
  /** Kills it (SIGKILL): the kernel closes its sockets. */
  KILL,
  /** Stops it (SIGSTOP): it keeps its ports and reads nothing. */
  STOP,
  /** Continues it (SIGCONT). */
  CONTINUE
}
