package org.portbound.rules;

import java.util.Locale;

/** The rule by which a bind was allowed or refused. */
public enum BindRule {
  /** No socket on the port could get the same datagrams. */
  NOTHING_OVERLAPS,
  /** Port 0: the kernel picks a port. */
  KERNEL_CHOOSES_PORT,
  /** Every socket that overlaps has SO_REUSEADDR, and so has the new one. */
  BOTH_REUSEADDR,
  /** The socket that decides has SO_REUSEPORT, the new one too, and the same user created both. */
  BOTH_REUSEPORT_SAME_USER,
  /** Neither socket has an option. */
  NO_OPTION_ON_EITHER,
  /** The new socket has no option; the one there has. */
  NO_OPTION_ON_NEW,
  /** The socket there has no option; the new one has. */
  NO_OPTION_ON_HOLDER,
  /** The one there has SO_REUSEADDR only, the new one SO_REUSEPORT only. */
  ADDR_THERE_PORT_HERE,
  /** The one there has SO_REUSEPORT only, the new one SO_REUSEADDR only. */
  PORT_THERE_ADDR_HERE,
  /** Both have SO_REUSEPORT, but another user created the one there. */
  REUSEPORT_OTHER_USER;

  /** Its name for programs, such as {@code both-reuseaddr}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
