package org.portbound.socket;

/** One of the two options that let sockets share a port, by the name of its C constant. */
public enum ReuseOption {
  /** Shares with every socket that has it too. */
  SO_REUSEADDR,
  /** Shares with every socket of the same user that has it too. */
  SO_REUSEPORT
}
