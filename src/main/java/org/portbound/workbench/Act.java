package org.portbound.workbench;

import org.jspecify.annotations.Nullable;
import org.portbound.socket.Endpoint;
import org.portbound.socket.Family;
import org.portbound.socket.GroupMembership;
import org.portbound.socket.ReuseOption;
import org.portbound.text.Message;

/**
 * One thing that was done on the workbench, with what the kernel said. Where there is an {@code
 * errno}, it is the name of the error, such as {@code EADDRINUSE}, or null for success.
 */
public sealed interface Act {
  /** The listener that it is about, or 0. */
  default int listener() {
    return 0;
  }

  /**
   * A listener was bound.
   *
   * @param peer the peer process that did it, or 0 for this process
   * @param plan as it was asked for
   * @param local where it is bound
   */
  record Opened(int listener, int peer, ListenerPlan plan, Endpoint local) implements Act {}

  /**
   * A listener was refused.
   *
   * @param peer the peer process that tried, or 0 for this process
   * @param strangers whether sockets of other programs were in the way
   */
  record Refused(int peer, ListenerPlan plan, String errno, boolean strangers) implements Act {}

  /** A listener was closed, by the user or by a datagram. */
  record Closed(int listener) implements Act {}

  /** A peer process was started. */
  record Started(int peer, boolean otherUser) implements Act {}

  /** Something was done to a peer process. */
  record Signalled(int peer, PeerAction action) implements Act {}

  /** A peer process is gone, for whatever reason. */
  record Gone(int peer) implements Act {}

  /** A child of its process inherited a listener's socket. */
  record Inherited(int listener) implements Act {}

  /** A reuse option was switched on an open listener. */
  record Reuse(int listener, ReuseOption option, boolean on, @Nullable String errno)
      implements Act {}

  /** A listener was connected. */
  record Connected(int listener, Endpoint to, @Nullable String errno) implements Act {}

  /** A listener joined a group. */
  record Joined(int listener, GroupMembership group, @Nullable String errno) implements Act {}

  /** A listener left a group. */
  record Left(int listener, GroupMembership group, @Nullable String errno) implements Act {}

  /** The sources of a group that a listener had joined were changed. */
  record Sources(int listener, GroupMembership group) implements Act {}

  /** IP_MULTICAST_ALL or IPV6_MULTICAST_ALL was switched. */
  record MulticastAll(int listener, Family groups, boolean on, @Nullable String errno)
      implements Act {}

  /**
   * A datagram was sent.
   *
   * @param plan with the bytes as they were sent
   * @param from where from, as getsockname(2) told
   * @param firstRow number of the first row of the log that may be this datagram
   */
  record Sent(SendPlan plan, Endpoint from, long firstRow) implements Act {}

  /**
   * A datagram was not sent.
   *
   * @param errno what the kernel said, of the bind if the socket was not opened, else of the send
   * @param opened whether there was a socket to send from
   */
  record NotSent(SendPlan plan, String errno, boolean opened) implements Act {}

  /**
   * Something else.
   *
   * @param what in words
   */
  record Other(Message what) implements Act {}
}
