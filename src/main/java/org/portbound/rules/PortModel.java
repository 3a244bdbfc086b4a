package org.portbound.rules;

import java.net.InetAddress;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.portbound.socket.Endpoint;
import org.portbound.socket.Family;
import org.portbound.socket.ReuseOptions;

/**
 * The sockets of one port as the kernel keeps them, replayed event by event: its table by port, its
 * table by address and port, its table of connections, and its reuseport groups (udp_lib_get_port,
 * udp_lib_rehash and udp_lib_hash4 in net/ipv4/udp.c, Linux 6.18). What a socket gets may depend on
 * all that happened since the first bind, not on the present options alone.
 *
 * <p>Opens nothing and reads nothing. Not thread-safe.
 */
public final class PortModel {
  private final List<@Nullable Member> byNumber = new ArrayList<>();
  private final Deque<Member> byPort = new ArrayDeque<>();
  private final Map<Object, Deque<Member>> byAddress = new HashMap<>();
  private final Deque<Member> connected = new ArrayDeque<>();

  /** Those with SO_REUSEPORT that could be in one group, by their place in {@link #byPort}. */
  private final Map<GroupKey, NavigableMap<Integer, Member>> sharers = new HashMap<>();

  private int headPlace;
  private int tailPlace;

  /** What udp_reuseport_add_sock compares; addresses are equal or not, without wildcards. */
  private record GroupKey(
      Family family, InetAddress address, int scope, boolean ipv6Only, int uid, String device) {
    static GroupKey of(Member member) {
      BoundSocket socket = member.socket();
      String device = socket.device();
      return new GroupKey(
          socket.family(),
          member.address(),
          member.scope(),
          member.ipv6Only(),
          socket.creatorUid(),
          device == null ? "" : device);
    }
  }

  /** A port on which nothing is bound. */
  public PortModel() {}

  /**
   * A port whose history is not known: the sockets are taken to have bound in this order with the
   * options that they have now, and to have connected in this order after that.
   */
  public static PortModel of(List<BoundSocket> oldestFirst) {
    var port = new PortModel();
    for (BoundSocket each : oldestFirst) {
      boolean asBound = each.reusePortAtBind() == each.reuse().reusePort();
      BoundSocket fresh = each.peer() == null ? each : each.unconnected();
      if (asBound) {
        port.bind(fresh);
      } else {
        var atBind = new ReuseOptions(each.reuse().reuseAddr(), each.reusePortAtBind());
        port.setReuse(port.bind(fresh.withReuseNow(atBind)), each.reuse());
      }
    }
    for (int number = 0; number < oldestFirst.size(); number++) {
      BoundSocket each = oldestFirst.get(number);
      Endpoint peer = each.peer();
      if (peer != null) {
        port.connect(number, peer, each.local());
      }
    }
    return port;
  }

  /** What bind(2) will say to this socket; deciders are numbers given by {@link #bind}. */
  public BindVerdict predict(BoundSocket candidate) {
    return BindRules.predict(byPort, this::chain, candidate);
  }

  /**
   * Adds a socket that was bound, whether or not the rules would have allowed it.
   *
   * @param socket unconnected
   * @return its number: 0 for the first, and so on
   */
  public int bind(BoundSocket socket) {
    var member = new Member(byNumber.size(), socket);
    byNumber.add(member);
    // An IPv6 socket with SO_REUSEPORT goes to the end, any other to the head (sk_add_node_rcu).
    boolean last = member.inet6() && member.reusePort();
    member.setPlace(last ? ++tailPlace : --headPlace);
    insert(byPort, member, last);
    insert(chainFor(member.chainKey()), member, last);
    if (member.reusePort()) {
      joinGroup(member);
    }
    return member.number();
  }

  private static void insert(Deque<Member> chain, Member member, boolean last) {
    if (last) {
      chain.addLast(member);
    } else {
      chain.addFirst(member);
    }
  }

  /** udp_reuseport_add_sock: the group of the first socket in the walk that fits, or a new one. */
  private void joinGroup(Member member) {
    NavigableMap<Integer, Member> others = sharersLike(member);
    if (others.isEmpty()) {
      new ReuseportGroup().add(member);
    } else {
      Member other = others.firstEntry().getValue();
      ReuseportGroup group = other.group();
      if (group == null) {
        group = new ReuseportGroup();
        group.add(other);
      }
      group.add(member);
    }
    others.put(member.place(), member);
  }

  private NavigableMap<Integer, Member> sharersLike(Member member) {
    return sharers.computeIfAbsent(GroupKey.of(member), _ -> new TreeMap<>());
  }

  /** Options set after the bind; groups stay as they are. */
  public void setReuse(int number, ReuseOptions now) {
    Member member = member(number);
    member.become(member.socket().withReuseNow(now));
    if (now.reusePort()) {
      sharersLike(member).put(member.place(), member);
    } else {
      sharersLike(member).remove(member.place());
    }
  }

  /** Groups joined or left after the bind, or another IP_MULTICAST_ALL. */
  public void setMulticast(int number, MulticastState now) {
    Member member = member(number);
    member.become(member.socket().withMulticast(now));
  }

  /**
   * A socket connects for the first time. It leaves its reuseport group, and moves to the head of
   * its new address if it had none.
   *
   * @param local the address that it has after that
   */
  public void connect(int number, Endpoint peer, Endpoint local) {
    Member member = member(number);
    Object before = member.chainKey();
    Object after = Member.chainKey(local.address());
    ReuseportGroup group = member.group();
    if (group != null) {
      if (before.equals(after)) {
        group.noteConnection();
      }
      group.remove(member);
    }
    sharersLike(member).remove(member.place());
    member.become(member.socket().connected(local, peer));
    if (member.reusePort()) {
      sharersLike(member).put(member.place(), member);
    }
    if (!before.equals(after)) {
      chain(before).remove(member);
      chainFor(after).addFirst(member);
    }
    connected.addFirst(member);
  }

  /** A socket is closed; the others keep their numbers. */
  public void close(int number) {
    Member member = member(number);
    ReuseportGroup group = member.group();
    if (group != null) {
      group.remove(member);
    }
    sharersLike(member).remove(member.place());
    byPort.remove(member);
    chain(member.chainKey()).remove(member);
    connected.remove(member);
    byNumber.set(number, null);
  }

  /** The socket of this number, or null if it was closed. */
  public @Nullable BoundSocket socket(int number) {
    Member member = byNumber.get(number);
    return member == null ? null : member.socket();
  }

  /** Who gets a unicast datagram that comes in on this interface. */
  public Delivery unicast(Endpoint source, Endpoint destination, String device) {
    return new UnicastLookup(this, source, destination, device).find();
  }

  /**
   * Who gets copies of a multicast datagram that comes in on this interface.
   *
   * @param joinedElsewhere whether a socket on another port joined the group on that interface:
   *     without any, the machine drops the datagram
   */
  public Delivery multicast(
      Endpoint source, Endpoint group, String device, boolean joinedElsewhere) {
    return new CopyLookup(sockets(), source, group, device).multicast(joinedElsewhere);
  }

  /** Who gets copies of a broadcast datagram that comes in on this interface. */
  public Delivery broadcast(Endpoint source, Endpoint destination, String device) {
    return new CopyLookup(sockets(), source, destination, device).broadcast();
  }

  /** The open sockets in the order of their binds. */
  private List<Member> sockets() {
    var open = new ArrayList<Member>(byPort.size());
    for (Member each : byNumber) {
      if (each != null) {
        open.add(each);
      }
    }
    return open;
  }

  /** The sockets of one address, as the kernel walks them. */
  Deque<Member> chain(Object key) {
    return byAddress.getOrDefault(key, new ArrayDeque<>());
  }

  private Deque<Member> chainFor(Object key) {
    return byAddress.computeIfAbsent(key, _ -> new ArrayDeque<>());
  }

  /** The connected sockets, the last to connect first. */
  Deque<Member> connected() {
    return connected;
  }

  private Member member(int number) {
    Member member = byNumber.get(number);
    if (member == null) {
      throw new IllegalArgumentException("socket " + number + " is closed");
    }
    return member;
  }
}
