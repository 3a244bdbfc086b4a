package org.portbound.rules;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntPredicate;
import org.portbound.socket.Family;

/**
 * The order in which the kernel asks the sockets on a port.
 *
 * <p>They hang in a chain by port; with more than ten of them the kernel takes the shorter chains
 * by address and port instead: first the chain of the new socket's own address, then the one of the
 * wildcards, and both must agree (udp_lib_get_port, {@code hslot->count > 10}). A new socket on a
 * wildcard is always held against the chain by port; older kernels, before that was repaired, asked
 * only the chain of the wildcards and so missed conflicts. A wildcard socket that connects moves to
 * the head of the chain of its new address at that moment (udp_lib_rehash). The chain by port is
 * shared with other ports of the same hash, so a crowded neighbour port can bring the change about
 * below eleven; that is not modelled.
 */
final class Walk {
  private static final int LARGEST_SINGLE_CHAIN = 10;

  private Walk() {}

  /**
   * Indices in the order of the chain: each socket enters at its head, but an IPv6 socket with
   * SO_REUSEPORT at its tail (sk_add_node_rcu).
   */
  static int[] chain(List<BoundSocket> oldestFirst) {
    int[] order = new int[oldestFirst.size()];
    int next = 0;
    for (int i = order.length - 1; i >= 0; i--) {
      if (!entersAtTail(oldestFirst.get(i))) {
        order[next++] = i;
      }
    }
    for (int i = 0; i < oldestFirst.size(); i++) {
      if (entersAtTail(oldestFirst.get(i))) {
        order[next++] = i;
      }
    }
    return order;
  }

  static boolean entersAtTail(BoundSocket socket) {
    return socket.family() == Family.INET6 && socket.reusePortAtBind();
  }

  /**
   * The parts of the chain that the kernel walks for a new socket; each part must allow it.
   *
   * @param chain indices in the order of the chain
   */
  static List<int[]> parts(int[] chain, List<BoundSocket> sockets, BoundSocket candidate) {
    if (chain.length <= LARGEST_SINGLE_CHAIN || isWildcard(candidate)) {
      return List.of(chain);
    }
    return List.of(
        keep(chain, i -> sockets.get(i).sameAddress(candidate)),
        keep(chain, i -> isWildcard(sockets.get(i))));
  }

  /**
   * The same parts where the order of the binds is known, and with it when each socket entered the
   * chain of its address.
   */
  static List<int[]> parts(List<BoundSocket> oldestFirst, BoundSocket candidate) {
    List<int[]> parts = parts(chain(oldestFirst), oldestFirst, candidate);
    return parts.size() == 1
        ? parts
        : List.of(withMoved(parts.getFirst(), oldestFirst), parts.getLast());
  }

  /** Puts the sockets that came by connect(2) where they entered the chain of an address. */
  private static int[] withMoved(int[] chain, List<BoundSocket> sockets) {
    if (Arrays.stream(chain).noneMatch(i -> hasMoved(sockets.get(i)))) {
      return chain;
    }
    int[] byEntry =
        Arrays.stream(chain)
            .boxed()
            .sorted(
                Comparator.comparingInt((Integer i) -> boundBefore(i, sockets.get(i)))
                    .thenComparing(i -> !hasMoved(sockets.get(i)))
                    .thenComparingInt(i -> connectOrder(sockets.get(i))))
            .mapToInt(Integer::intValue)
            .toArray();
    var entered = new ArrayDeque<Integer>(chain.length);
    for (int i : byEntry) {
      if (entersAtTail(sockets.get(i)) && !hasMoved(sockets.get(i))) {
        entered.addLast(i);
      } else {
        entered.addFirst(i);
      }
    }
    return entered.stream().mapToInt(Integer::intValue).toArray();
  }

  /** Whether connect(2) took it from the chain of the wildcards to another. */
  private static boolean hasMoved(BoundSocket socket) {
    return socket.connection() != null && socket.local().isWildcard();
  }

  /** How many sockets were bound when it entered the chain that it is in now. */
  private static int boundBefore(int index, BoundSocket socket) {
    Connection connection = socket.connection();
    return connection != null && hasMoved(socket) ? connection.boundBefore() : index;
  }

  private static int connectOrder(BoundSocket socket) {
    Connection connection = socket.connection();
    return connection == null ? 0 : connection.order();
  }

  private static boolean isWildcard(BoundSocket socket) {
    return socket.anyIpv4() || socket.anyIpv6();
  }

  private static int[] keep(int[] chain, IntPredicate which) {
    return Arrays.stream(chain).filter(which).toArray();
  }
}
