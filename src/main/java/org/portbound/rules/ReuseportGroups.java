package org.portbound.rules;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.portbound.socket.Family;
import org.portbound.socket.ReuseOptions;
import org.portbound.socket.Steering;

/**
 * Which sockets share by SO_REUSEPORT, found by playing through what happened to them.
 *
 * <p>A socket that binds with the option joins the group of the first socket in the chain that has
 * the option then, and the same family, address, device and user (udp_reuseport_add_sock). Who is
 * in a group stays in it when the option is switched off. A socket that connects leaves its group,
 * and what remains of that is marked (reuseport_has_conns_set, udp_lib_hash4); one that was on a
 * wildcard leaves before it could mark it (udp_lib_rehash). Not thread-safe.
 */
final class ReuseportGroups {
  private final Map<Integer, Member> members = new HashMap<>();

  /** The sockets that have the option now, by their place in the chain, the first one in front. */
  private final Map<Key, NavigableMap<Integer, Member>> sharers = new HashMap<>();

  private final Set<Integer> marked = new HashSet<>();

  /** The members of each group by their index in the kernel. */
  private final Map<Integer, List<Integer>> orders = new HashMap<>();

  private final Map<Integer, Steering> programs = new HashMap<>();
  private int headPlace;
  private int tailPlace;
  private int groups;

  /** What the kernel keeps for one socket. */
  private static final class Member {
    private final int number;
    private final int place;
    private BoundSocket socket;
    private @Nullable Integer group;
    private int incomingCpu = Clue.UNKNOWN;

    Member(int number, int place, BoundSocket socket) {
      this.number = number;
      this.place = place;
      this.socket = socket;
    }
  }

  /** What the members of a group have in common. */
  private record Key(
      int port,
      Family family,
      long high,
      long low,
      boolean ipv6Only,
      @Nullable String device,
      int uid) {
    static Key of(BoundSocket socket) {
      return new Key(
          socket.local().port(),
          socket.family(),
          socket.high(),
          socket.low(),
          socket.markedIpv6Only(),
          socket.boundDevice(),
          socket.creatorUid());
    }
  }

  /**
   * The groups of sockets of which only the present state is known.
   *
   * @param sockets in the order of their binds; their numbers are their indices
   */
  static ReuseportGroups of(List<BoundSocket> sockets) {
    var groups = new ReuseportGroups();
    var connects = new ArrayList<Integer>();
    for (int i = 0; i < sockets.size(); i++) {
      if (sockets.get(i).connection() != null) {
        connects.add(i);
      }
    }
    connects.sort(Comparator.comparingInt(i -> order(sockets.get(i).connection())));
    int done = 0;
    for (int i = 0; i < sockets.size(); i++) {
      while (done < connects.size()
          && boundBefore(sockets.get(connects.get(done)).connection()) <= i) {
        int number = connects.get(done++);
        groups.connect(number, sockets.get(number));
      }
      groups.bindAsItIsNow(i, sockets.get(i));
    }
    for (int number : connects.subList(done, connects.size())) {
      groups.connect(number, sockets.get(number));
    }
    return groups;
  }

  private static int order(@Nullable Connection connection) {
    return connection == null ? 0 : connection.order();
  }

  private static int boundBefore(@Nullable Connection connection) {
    return connection == null ? 0 : connection.boundBefore();
  }

  /** When the option was switched is not known: taken to be right after the bind. */
  private void bindAsItIsNow(int number, BoundSocket socket) {
    BoundSocket open = socket.connection() == null ? socket : socket.withConnection(null);
    ReuseOptions now = socket.reuse();
    if (now.reusePort() == socket.reusePortAtBind()) {
      bind(number, open);
    } else {
      bind(number, open.withReuse(new ReuseOptions(now.reuseAddr(), socket.reusePortAtBind())));
      change(number, open);
    }
  }

  /** A socket was bound; not connected. */
  void bind(int number, BoundSocket socket) {
    boolean atTail = Walk.entersAtTail(socket);
    var member = new Member(number, atTail ? ++tailPlace : --headPlace, socket);
    members.put(number, member);
    if (!socket.reuse().reusePort()) {
      return;
    }
    NavigableMap<Integer, Member> like = like(socket);
    if (like.isEmpty()) {
      enter(member, groups++);
    } else {
      Member first = like.firstEntry().getValue();
      Integer group = first.group;
      if (group == null) {
        group = groups++;
        enter(first, group);
      }
      enter(member, group);
    }
    like.put(member.place, member);
  }

  private void enter(Member member, int group) {
    member.group = group;
    orders.computeIfAbsent(group, _ -> new ArrayList<>()).add(member.number);
  }

  /** The last takes the place of the one that leaves (__reuseport_detach_sock). */
  private void leave(Member member) {
    Integer group = member.group;
    if (group == null) {
      return;
    }
    member.group = null;
    List<Integer> order = order(group);
    int last = order.removeLast();
    int place = order.indexOf(member.number);
    if (place >= 0) {
      order.set(place, last);
    }
    if (order.isEmpty()) {
      orders.remove(group);
      programs.remove(group);
    }
  }

  private List<Integer> order(Integer group) {
    return Objects.requireNonNull(orders.get(group));
  }

  /** An option was switched, or something else that does not move the socket. */
  void change(int number, BoundSocket now) {
    Member member = member(number);
    member.socket = now;
    if (now.reuse().reusePort()) {
      like(now).put(member.place, member);
    } else {
      like(now).remove(member.place);
    }
  }

  /** A socket connected. */
  void connect(int number, BoundSocket now) {
    Member member = member(number);
    like(member.socket).remove(member.place);
    boolean wasWildcard = DeliveryRules.isWildcard(member.socket);
    if (member.group != null && !wasWildcard) {
      marked.add(member.group);
    }
    leave(member);
    change(number, now);
  }

  /** A socket was closed. */
  void close(int number) {
    Member member = member(number);
    like(member.socket).remove(member.place);
    leave(member);
    members.remove(number);
  }

  private NavigableMap<Integer, Member> like(BoundSocket socket) {
    return sharers.computeIfAbsent(Key.of(socket), _ -> new TreeMap<>());
  }

  private Member member(int number) {
    Member member = members.get(number);
    if (member == null) {
      throw new IllegalArgumentException("socket " + number + " is not open");
    }
    return member;
  }

  /** A program, or none, through one member. */
  void steer(int number, Steering how) {
    Integer group = member(number).group;
    if (group != null) {
      programs.put(group, how);
    }
  }

  void setIncomingCpu(int number, int cpu) {
    member(number).incomingCpu = cpu;
  }

  /** The members of a socket's group by their index in the kernel; empty if it is in none. */
  List<Integer> orderOf(int number) {
    Integer group = member(number).group;
    return group == null ? List.of() : List.copyOf(order(group));
  }

  Steering steering(int number) {
    Integer group = member(number).group;
    return group == null ? Steering.HASH : programs.getOrDefault(group, Steering.HASH);
  }

  /**
   * Which of a group gets a datagram: reuseport_select_sock.
   *
   * @param sharing two members or more, ascending
   */
  Delivery choose(List<Integer> sharing, Clue clue) {
    List<Integer> order = orderOf(sharing.getFirst());
    if (steering(sharing.getFirst()) == Steering.FIRST_BYTE) {
      int index = clue.firstByte() == Clue.EMPTY ? 0 : clue.firstByte();
      if (index == Clue.UNKNOWN) {
        return new Delivery.Shared(sharing, DeliveryRule.STEERED_BY_PROGRAM);
      }
      if (index < order.size()) {
        return new Delivery.One(order.get(index), DeliveryRule.STEERED_BY_PROGRAM);
      }
    }
    List<Integer> there =
        sharing.stream()
            .filter(each -> clue.cpu() >= 0 && member(each).incomingCpu == clue.cpu())
            .toList();
    return switch (there.size()) {
      case 0 -> new Delivery.Shared(sharing, DeliveryRule.REUSEPORT_HASH);
      case 1 -> new Delivery.One(there.getFirst(), DeliveryRule.STEERED_BY_CPU);
      default -> new Delivery.Shared(there, DeliveryRule.STEERED_BY_CPU);
    };
  }

  /** Whether a datagram for this socket goes to its group instead, which ends the search. */
  boolean endsSearch(int number) {
    Integer group = groupSeenFrom(number);
    return group != null && !marked.contains(group);
  }

  /** A socket whose option is switched off does not hand over to its group. */
  private @Nullable Integer groupSeenFrom(int number) {
    Member member = member(number);
    return member.socket.reuse().reusePort() ? member.group : null;
  }

  /** Whether the two are in one group, from the first one's point of view. */
  boolean together(int one, int other) {
    Integer group = groupSeenFrom(one);
    return one == other || group != null && group.equals(member(other).group);
  }
}
