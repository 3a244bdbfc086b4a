package org.portbound.diagnosis;

import java.util.List;
import org.portbound.text.Message;

/**
 * Who holds a port, as far as this user may see.
 *
 * @param holders the sockets, IPv4 ones first, each family in the order in which the kernel looks
 *     at them: newest first, but for IPv6 sockets that share by SO_REUSEPORT
 * @param notes what could not be seen, and what would show it
 */
public record HolderScan(List<Holder> holders, List<Message> notes) {
  /** Copies both. */
  public HolderScan {
    holders = List.copyOf(holders);
    notes = List.copyOf(notes);
  }
}
