package org.portbound.rules;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.portbound.socket.Family;

/**
 * Which sockets share by SO_REUSEPORT, found by playing their binds and connects through.
 *
 * <p>A socket that binds with the option joins the group of the first socket in the chain with the
 * same family, address, device and user (udp_reuseport_add_sock). A socket that connects leaves its
 * group, and what remains of that is marked (reuseport_has_conns_set, udp_lib_hash4); one that was
 * on a wildcard leaves before it could mark it (udp_lib_rehash).
 */
final class ReuseportGroups {
  private static final int NONE = -1;

  private final List<BoundSocket> sockets;
  private final int[] groups;
  private final Set<Integer> marked = new HashSet<>();
  private final Map<Key, Integer> firstOfKey = new HashMap<>();
  private int next;

  /** What the members of a group have in common. */
  private record Key(
      int port,
      Family family,
      long high,
      long low,
      boolean v6Only,
      @Nullable String device,
      int uid) {
    static Key of(BoundSocket socket) {
      return new Key(
          socket.local().port(),
          socket.family(),
          socket.high(),
          socket.low(),
          socket.anyIpv6() && socket.v6Only(),
          socket.boundDevice(),
          socket.creatorUid());
    }
  }

  /**
   * @param sockets in the order of their binds
   */
  ReuseportGroups(List<BoundSocket> sockets) {
    this.sockets = sockets;
    this.groups = new int[sockets.size()];
    Arrays.fill(groups, NONE);
    var connects = new ArrayList<Integer>();
    for (int i = 0; i < sockets.size(); i++) {
      if (sockets.get(i).connection() != null) {
        connects.add(i);
      }
    }
    connects.sort(Comparator.comparingInt(i -> order(sockets.get(i))));
    int done = 0;
    for (int i = 0; i < sockets.size(); i++) {
      while (done < connects.size() && boundBefore(sockets.get(connects.get(done))) <= i) {
        connect(connects.get(done++));
      }
      bind(i);
    }
    connects.subList(done, connects.size()).forEach(this::connect);
  }

  private static int order(BoundSocket socket) {
    Connection connection = socket.connection();
    return connection == null ? 0 : connection.order();
  }

  private static int boundBefore(BoundSocket socket) {
    Connection connection = socket.connection();
    return connection == null ? 0 : connection.boundBefore();
  }

  private void bind(int i) {
    BoundSocket socket = sockets.get(i).withConnection(null);
    if (!socket.reusePortAtBind() && !socket.reuse().reusePort()) {
      return;
    }
    Key key = Key.of(socket);
    Integer first = firstOfKey.get(key);
    if (socket.reusePortAtBind()) {
      if (first == null) {
        groups[i] = next++;
      } else {
        if (groups[first] == NONE) {
          groups[first] = next++;
        }
        groups[i] = groups[first];
      }
    }
    noteFirst(key, i);
  }

  private void noteFirst(Key key, int i) {
    firstOfKey.merge(key, i, (old, added) -> rank(added) < rank(old) ? added : old);
  }

  /** Its place in the chain among the others. */
  private int rank(int i) {
    return Walk.entersAtTail(sockets.get(i)) ? sockets.size() + i : -i;
  }

  private void connect(int i) {
    BoundSocket before = sockets.get(i).withConnection(null);
    boolean wasWildcard = before.anyIpv4() || before.anyIpv6();
    if (groups[i] != NONE && !wasWildcard) {
      marked.add(groups[i]);
    }
    groups[i] = NONE;
    if (wasWildcard && (before.reusePortAtBind() || before.reuse().reusePort())) {
      moveTo(Key.of(before), Key.of(sockets.get(i)), i);
    }
  }

  private void moveTo(Key from, Key to, int moved) {
    Integer first = firstOfKey.get(from);
    if (first != null && first == moved) {
      firstOfKey.remove(from);
      for (int i = 0; i < sockets.size(); i++) {
        if (i != moved && groups[i] != NONE && Key.of(sockets.get(i)).equals(from)) {
          noteFirst(from, i);
        }
      }
    }
    noteFirst(to, moved);
  }

  /** Whether a datagram for this socket goes to its group instead, which ends the search. */
  boolean endsSearch(int i) {
    return inGroup(i) && !marked.contains(groups[i]);
  }

  private boolean inGroup(int i) {
    return sockets.get(i).reuse().reusePort() && groups[i] != NONE;
  }

  /** Whether the two are in one group, from the first one's point of view. */
  boolean together(int one, int other) {
    return one == other || (inGroup(one) && groups[one] == groups[other]);
  }
}
