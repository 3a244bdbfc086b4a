package org.portbound.rules;

import java.util.Locale;

/** Why the kernel allows a bind, or why it refuses it. */
public enum BindRule {
  /** Allowed: no socket is on this port. */
  PORT_FREE,
  /** Allowed: port 0, the kernel chooses one; it may be a port that is already shared. */
  KERNEL_CHOOSES_PORT,
  /** Allowed: the sockets on the port have other addresses. */
  OTHER_ADDRESSES,
  /** Allowed: IPV6_V6ONLY keeps the IPv6 wildcard apart from the IPv4 sockets on the port. */
  V6ONLY_APART,
  /** Allowed: the sockets that overlap are tied to other devices. */
  OTHER_DEVICES,
  /** Allowed: every socket that overlaps has SO_REUSEADDR, and so has the new one. */
  BOTH_REUSEADDR,
  /** Allowed: the deciding socket and the new one have SO_REUSEPORT and the same user. */
  BOTH_REUSEPORT_SAME_USER,

  /** Refused: neither the holder nor the new socket has an option. */
  NO_OPTION_ON_EITHER,
  /** Refused: the new socket has an option, the holder has none. */
  NO_OPTION_ON_HOLDER,
  /** Refused: the holder has an option, or it is not known what it has; the new socket has none. */
  NO_OPTION_ON_NEW,
  /** Refused: the new socket has SO_REUSEADDR alone, the holder SO_REUSEPORT alone. */
  PORT_THERE_ADDR_HERE,
  /** Refused: the new socket has SO_REUSEPORT alone, the holder SO_REUSEADDR alone. */
  ADDR_THERE_PORT_HERE,
  /** Refused: what they have in common is SO_REUSEPORT, and their users differ. */
  REUSEPORT_OTHER_USER,

  /** Impossible: a socket with IPV6_V6ONLY cannot take an IPv4-mapped address (EINVAL). */
  MAPPED_ADDRESS_ON_V6ONLY,
  /** Impossible: an AF_INET socket cannot take an IPv6 address (EAFNOSUPPORT). */
  IPV6_ADDRESS_ON_INET;

  /** Its name for programs, in small letters and with hyphens. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
