package org.portbound.diagnosis;

import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.portbound.socket.Endpoint;
import org.portbound.socket.Family;
import org.portbound.socket.ReuseOptions;
import org.portbound.socket.SocketFlags;
import org.portbound.text.Message;

/**
 * A socket that is bound to a port, and who has it.
 *
 * @param local where it is bound
 * @param family from which table it came; a dual-stack socket is {@link Family#INET6}
 * @param peer where it is connected to, or null
 * @param uid user who created it
 * @param user that user's name, or null if the system has none
 * @param inode its inode, which stands for the socket
 * @param droppedByKernel datagrams that the kernel dropped at it
 * @param receiveQueueBytes kernel memory that its waiting datagrams take, which is more than their
 *     payload
 * @param processes the processes that have it open; empty if this user may not see them, or if they
 *     are outside this process namespace
 * @param ownListener number of the listener whose socket it is, or empty if it is not ours
 * @param flags its options, or null if they are not known: /proc does not tell
 */
public record Holder(
    Endpoint local,
    Family family,
    @Nullable Endpoint peer,
    int uid,
    @Nullable String user,
    long inode,
    long droppedByKernel,
    long receiveQueueBytes,
    List<HolderProcess> processes,
    OptionalInt ownListener,
    @Nullable SocketFlags flags) {
  private static final int ROOT = 0;

  /** Copies the processes. */
  public Holder {
    processes = List.copyOf(processes);
  }

  /** Its reuse options, or null if they are not known. */
  public @Nullable ReuseOptions reuse() {
    return flags == null ? null : flags.reuse();
  }

  /**
   * Why no process of it is seen, and what would show one; only of a socket without processes.
   *
   * @param viewer the user who looks: root sees every process of its process namespace
   */
  public Message unseen(int viewer) {
    if (inode == 0) {
      return Message.of("diagnosis.unseen.closing");
    }
    if (viewer == ROOT) {
      return Message.of("diagnosis.unseen.outside");
    }
    return Message.of(
        uid == viewer ? "diagnosis.unseen.protected" : "diagnosis.unseen.hidden",
        String.valueOf(local.port()));
  }

  /** This holder with options that were found out in another way. */
  public Holder withFlags(SocketFlags newFlags) {
    return new Holder(
        local,
        family,
        peer,
        uid,
        user,
        inode,
        droppedByKernel,
        receiveQueueBytes,
        processes,
        ownListener,
        newFlags);
  }
}
