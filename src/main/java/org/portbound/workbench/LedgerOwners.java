package org.portbound.workbench;

/** Whose sockets are whose. Any thread. */
interface LedgerOwners {
  /** The peer that has a listener's socket, or 0 for this process. */
  int peer(int listener);

  /** The open listener of this process that has a descriptor, or 0. */
  int listener(int descriptor);
}
