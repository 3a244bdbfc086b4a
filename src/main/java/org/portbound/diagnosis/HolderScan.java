package org.portbound.diagnosis;

import java.util.List;
import org.portbound.text.Message;

/**
 * Who holds a port, as far as this user may see.
 *
 * @param holders the sockets of this network namespace, IPv4 ones first, each family in the order
 *     in which the kernel looks at them: newest first, but for IPv6 sockets that share by
 *     SO_REUSEPORT
 * @param elsewhere sockets in other network namespaces, which never hold a port of this one; empty
 *     if they were not looked for
 * @param notes what could not be seen, and what would show it
 */
public record HolderScan(List<Holder> holders, List<Elsewhere> elsewhere, List<Message> notes) {
  /** Copies the lists. */
  public HolderScan {
    holders = List.copyOf(holders);
    elsewhere = List.copyOf(elsewhere);
    notes = List.copyOf(notes);
  }

  /** Of these sockets alone. */
  public static HolderScan of(List<Holder> holders) {
    return new HolderScan(holders, List.of(), List.of());
  }

  /**
   * Whether all sockets of this network namespace are among the holders. If not, that there are
   * none does not mean that nobody holds the port; the notes say why.
   */
  public boolean complete() {
    return ScanNotes.complete(notes);
  }

  /**
   * The sockets of another network namespace.
   *
   * @param holders not empty, in the order of {@link HolderScan#holders}
   */
  public record Elsewhere(NetworkNamespace namespace, List<Holder> holders) {
    /** Copies the sockets. */
    public Elsewhere {
      holders = List.copyOf(holders);
    }
  }
}
