package org.portbound.workbench;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.portbound.diagnosis.group.GroupLimits;
import org.portbound.socket.GroupMembership;
import org.portbound.socket.SourceFilter;

/**
 * The groups of a listener at one moment, as it joined them and as the kernel has them.
 *
 * @param listener its number
 * @param groups what it has joined, in that order
 * @param all4 IP_MULTICAST_ALL of its socket, or empty if that cannot be known
 * @param all6 IPV6_MULTICAST_ALL, or empty for an IPv4 socket, or if it cannot be known
 * @param ipv6 whether its socket is an IPv6 one
 * @param limits how much it may join
 */
public record GroupsView(
    int listener,
    List<JoinedView> groups,
    Optional<Boolean> all4,
    Optional<Boolean> all6,
    boolean ipv6,
    GroupLimits limits) {
  /** Copies the groups. */
  public GroupsView {
    groups = List.copyOf(groups);
  }

  /** What the kernel says of a membership. */
  public enum State {
    /** It lists the group on that interface. */
    CONFIRMED,
    /** The interface went away, and the membership with it. */
    LOST,
    /** Its list cannot be read here. */
    UNCONFIRMED
  }

  /**
   * One group.
   *
   * @param membership what was joined
   * @param state what the kernel says
   * @param members how many sockets of this machine are members there, this one counted in
   * @param kernelSources whose datagrams it takes by the kernel's own word, where that can be asked
   * @param datagrams received for the group by this listener, or −1 where destinations are not
   *     known
   */
  public record JoinedView(
      GroupMembership membership,
      State state,
      OptionalInt members,
      Optional<SourceFilter> kernelSources,
      long datagrams) {}

  /** How many of them count against the limit of IPv4 groups. */
  public long joined4() {
    return groups.stream()
        .filter(each -> each.membership().group().getAddress().length == 4)
        .count();
  }
}
