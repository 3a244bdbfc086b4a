package org.portbound.workbench;

/** Whether a listener's socket is open. */
public enum ListenerState {
  /** Bound and receiving. */
  OPEN,
  /** Closed by itself, not by the user, who may read the reason and bind it again. */
  CLOSED
}
