package org.portbound.rules;

import java.util.List;
import org.portbound.socket.Family;

/** The order in which the kernel looks at the sockets of a port. */
final class Walk {
  private Walk() {}

  /**
   * Newest first; but an IPv6 socket that had SO_REUSEPORT at its bind goes to the end instead of
   * the head (sk_add_node_rcu in include/net/sock.h).
   *
   * @return indices into the list
   */
  static int[] order(List<BoundSocket> oldestFirst) {
    int[] order = new int[oldestFirst.size()];
    int next = 0;
    for (int i = oldestFirst.size() - 1; i >= 0; i--) {
      if (!goesToEnd(oldestFirst.get(i))) {
        order[next++] = i;
      }
    }
    for (int i = 0; i < oldestFirst.size(); i++) {
      if (goesToEnd(oldestFirst.get(i))) {
        order[next++] = i;
      }
    }
    return order;
  }

  private static boolean goesToEnd(BoundSocket socket) {
    return socket.family() == Family.INET6 && socket.reusePortAtBind();
  }
}
