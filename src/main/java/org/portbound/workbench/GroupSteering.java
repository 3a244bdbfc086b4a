package org.portbound.workbench;

import java.util.Locale;

/** What a user can have decide which socket of a reuseport group gets a datagram. */
public enum GroupSteering {
  /** The kernel's hash, as it is without being asked. */
  HASH,
  /** A program: the first byte of the payload is the index of the socket. */
  FIRST_BYTE,
  /** SO_INCOMING_CPU: the processors are dealt out to the sockets in turn. */
  CPU;

  /** Its name in identifiers: {@code first-byte}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
