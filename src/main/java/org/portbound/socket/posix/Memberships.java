package org.portbound.socket.posix;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.MemorySegment;
import java.net.InetAddress;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.portbound.socket.GroupMembership;
import org.portbound.socket.SourceFilter;

/**
 * The groups of one socket. The kernel knows an interface by its index, and keeps a membership even
 * when the interface goes away; so the index is kept that a group was joined on. Whoever owns the
 * socket sees to it that one thread is here at a time.
 */
final class Memberships {
  /** More than either family's limit is by default (igmp_max_msf 10, mld_max_msf 64). */
  private static final int SOURCES_ASKED_FOR = 256;

  private record Place(InetAddress group, String interfaceName) {
    static Place of(GroupMembership membership) {
      return new Place(membership.group(), membership.interfaceName());
    }
  }

  private final Map<Place, Integer> indices = new HashMap<>();

  /**
   * Joins; the options note the calls. A membership left over from an interface of this name that
   * is gone is dropped first: it would count against the limit. If a source fails, what was joined
   * before it is left again.
   */
  void join(Options options, GroupMembership membership) {
    int index = options.interfaceIndex(membership.interfaceName());
    if (index == 0) {
      return;
    }
    Integer before = indices.get(Place.of(membership));
    if (before != null && before != index) {
      new MembershipCalls(options, membership, before).leave();
    }
    int already = options.made();
    new MembershipCalls(options, membership, index).join();
    if (!options.failed()) {
      indices.put(Place.of(membership), index);
    } else if (options.made() > already + 1 && (before == null || before != index)) {
      options.takeBack(again -> new MembershipCalls(again, membership, index).leave());
    }
  }

  /** Leaves, also what was joined on an interface that is gone. */
  void leave(Options options, GroupMembership membership) {
    int index = index(options, membership);
    if (index != 0) {
      new MembershipCalls(options, membership, index).leave();
      if (!options.failed()) {
        indices.remove(Place.of(membership));
      }
    }
  }

  /** Changes the sources; if that fails halfway, they are again what they were. */
  void setSources(Options options, GroupMembership joined, SourceFilter now) {
    int index = index(options, joined);
    if (index == 0) {
      return;
    }
    var calls = new MembershipCalls(options, joined, index);
    int already = options.made();
    calls.changeTo(now);
    if (options.failed() && options.made() > already + 1) {
      options.takeBack(
          again -> new MembershipCalls(again, joined, index).setFilter(joined.sources()));
    }
  }

  /** The kernel's own word on whose datagrams it takes; empty if it is no member. */
  Optional<SourceFilter> ask(Options options, int descriptor, GroupMembership membership) {
    int index = index(options, membership);
    if (index == 0) {
      return Optional.empty();
    }
    var calls = new MembershipCalls(options, membership, index);
    MemorySegment filter = calls.filterRequest(SOURCES_ASKED_FOR);
    MemorySegment length = options.arena().allocate(JAVA_INT);
    length.set(JAVA_INT, 0, (int) filter.byteSize());
    int result =
        Aside.getsockoptOfOurs(
            descriptor,
            calls.level(),
            Constants.MCAST_MSFILTER,
            filter.address(),
            length.address());
    return result == 0
        ? Optional.of(MembershipCalls.filter(filter, SOURCES_ASKED_FOR))
        : Optional.empty();
  }

  /** The index it was joined on, else the interface's own; 0 if there is none. */
  int index(Options options, GroupMembership membership) {
    Integer known = indices.get(Place.of(membership));
    return known == null ? options.interfaceIndex(membership.interfaceName()) : known;
  }
}
