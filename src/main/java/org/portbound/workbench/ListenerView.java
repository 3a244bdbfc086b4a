package org.portbound.workbench;

import java.time.Instant;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.portbound.socket.Endpoint;
import org.portbound.socket.GroupMembership;
import org.portbound.socket.ReuseOptions;
import org.portbound.text.Message;

/**
 * A listener as it was at one moment.
 *
 * @param number its number, from 1; never used again
 * @param peer number of the peer process that has its socket, or 0 for this process
 * @param plan what it was opened from
 * @param state whether it is open
 * @param local where it is bound
 * @param reuse its reuse options as they are set now
 * @param groups the groups it has joined
 * @param descriptor file descriptor, or −1 if unknown or closed
 * @param receiveBufferBytes the receive buffer that the kernel granted
 * @param datagrams received so far
 * @param bytes payload bytes received so far
 * @param droppedByKernel dropped by the kernel so far, or empty where that is not known
 * @param droppedByUs received, but not stored; anything but 0 is a defect or a lack of memory
 * @param evicted rows that the log gave up to keep within its budget
 * @param opened when it was bound
 * @param closedBecause why it is closed, or null while it is open
 */
public record ListenerView(
    int number,
    int peer,
    ListenerPlan plan,
    ListenerState state,
    Endpoint local,
    ReuseOptions reuse,
    List<GroupMembership> groups,
    int descriptor,
    OptionalInt receiveBufferBytes,
    long datagrams,
    long bytes,
    OptionalLong droppedByKernel,
    long droppedByUs,
    long evicted,
    Instant opened,
    @Nullable Message closedBecause) {
  /** Copies the groups. */
  public ListenerView {
    groups = List.copyOf(groups);
  }
}
