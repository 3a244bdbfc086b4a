package org.portbound.rules;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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

  /** A port on which nothing is bound. */
  public PortModel() {}

  /**
   * A port whose history is not known: the sockets are taken to have bound in this order with the
   * options that they have now, and to have connected in this order after that.
   */
  public static PortModel of(List<BoundSocket> oldestFirst) {
    var port = new PortModel();
    for (BoundSocket each : oldestFirst) {
      ReuseOptions now = each.reuse();
      var atBind = new ReuseOptions(now.reuseAddr(), each.reusePortAtBind());
      int number = port.bind(each.withReuseNow(atBind).unconnected());
      port.setReuse(number, now);
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
    if (member.reusePort()) {
      joinGroup(member);
    }
    insert(byPort, member);
    insert(byAddress.computeIfAbsent(member.chainKey(), _ -> new ArrayDeque<>()), member);
    return member.number();
  }

  /** An IPv6 socket with SO_REUSEPORT goes to the end, any other to the head (sk_add_node_rcu). */
  private static void insert(Deque<Member> chain, Member member) {
    if (member.socket().family() == Family.INET6 && member.reusePort()) {
      chain.addLast(member);
    } else {
      chain.addFirst(member);
    }
  }

  /** udp_reuseport_add_sock: the group of the first socket in the walk that fits, or a new one. */
  private void joinGroup(Member member) {
    // A socket that fits has the same address, so that an empty chain spares the walk.
    boolean alone = chain(member.chainKey()).isEmpty();
    for (Member other : alone ? List.<Member>of() : byPort) {
      if (other.reusePort()
          && other.inet6() == member.inet6()
          && other.ipv6Only() == member.ipv6Only()
          && other.socket().creatorUid() == member.socket().creatorUid()
          && Overlap.sameDevice(member, other)
          && Overlap.between(member, other, false)) {
        ReuseportGroup group = other.group();
        if (group == null) {
          group = new ReuseportGroup();
          group.add(other);
        }
        group.add(member);
        return;
      }
    }
    new ReuseportGroup().add(member);
  }

  /** Options set after the bind; groups stay as they are. */
  public void setReuse(int number, ReuseOptions now) {
    Member member = member(number);
    member.become(member.socket().withReuseNow(now));
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
    member.become(member.socket().connected(local, peer));
    if (!before.equals(after)) {
      chain(before).remove(member);
      byAddress.computeIfAbsent(after, _ -> new ArrayDeque<>()).addFirst(member);
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
