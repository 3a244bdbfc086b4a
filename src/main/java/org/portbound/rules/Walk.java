package org.portbound.rules;

import java.util.Arrays;
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
 * only the chain of the wildcards and so missed conflicts. The chain by port is shared with other
 * ports of the same hash, so a crowded neighbour port can bring the change about below eleven; and
 * a wildcard socket that is connected moves to the head of another chain at that moment. Neither is
 * modelled.
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

  private static boolean isWildcard(BoundSocket socket) {
    return socket.anyIpv4() || socket.anyIpv6();
  }

  private static int[] keep(int[] chain, IntPredicate which) {
    return Arrays.stream(chain).filter(which).toArray();
  }
}
