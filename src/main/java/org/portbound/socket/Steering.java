package org.portbound.socket;

import java.util.Locale;

/**
 * How a group of sockets with SO_REUSEPORT chooses the one that gets a datagram.
 *
 * <p>Seen on Linux 6.18, IPv4 and IPv6: the program is the group's, whichever member it was given
 * through; it outlives that member, and holds for those that join later. Its result is an index
 * into the group. Members are numbered as they bound; when one is closed or connects, the last
 * takes its place. An index past the last member falls back to the hash (socket(7),
 * reuseport_select_sock in net/core/sock_reuseport.c). A new program takes the place of the old.
 * Taking one away where there is none is ENOENT; giving one to a socket that is in no group is
 * EINVAL. A socket that was given a program before bind(2) has a group of its own by that, and may
 * not join another: EADDRINUSE.
 */
public enum Steering {
  /** The kernel's hash of the four addresses and ports. */
  HASH,
  /**
   * A classic BPF program whose result is the first byte of the payload; 0 for an empty payload, as
   * a load beyond the end ends the program with 0.
   */
  FIRST_BYTE;

  /** Its name in a terminal: {@code first-byte}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
