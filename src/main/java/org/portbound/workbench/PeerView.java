package org.portbound.workbench;

import java.util.List;
import java.util.OptionalInt;
import org.portbound.peer.PeerProcess;

/**
 * A peer process as it was at one moment.
 *
 * @param number its number, from 1; never used again
 * @param pid its process id
 * @param uid its user, or empty where that is not known
 * @param user the name of its user
 * @param state whether it runs, is stopped, or has ended
 * @param holders process ids of its children that hold sockets
 */
public record PeerView(
    int number,
    long pid,
    OptionalInt uid,
    String user,
    PeerProcess.State state,
    List<Long> holders) {
  /** Copies the holders. */
  public PeerView {
    holders = List.copyOf(holders);
  }
}
