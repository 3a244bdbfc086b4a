package org.portbound.diagnosis;

import java.util.OptionalLong;
import org.portbound.rules.BoundSocket;
import org.portbound.socket.Endpoint;
import org.portbound.socket.ReuseOptions;
import org.portbound.socket.SocketFlags;
import org.portbound.socket.SocketPlan;

/**
 * A socket of ours, about which everything is known.
 *
 * @param listener number of its listener
 * @param plan what it was opened from
 * @param local where it is bound
 * @param reuse its options as they are now
 * @param uid user who created it
 * @param inode its inode, or empty where the provider does not know it
 */
public record OwnSocket(
    int listener,
    SocketPlan plan,
    Endpoint local,
    ReuseOptions reuse,
    int uid,
    OptionalLong inode) {

  /** What the rules look at. */
  BoundSocket bound() {
    return BoundSocket.of(plan.withLocal(local), uid).withReuseNow(reuse);
  }

  SocketFlags flags() {
    return new SocketFlags(reuse, plan.v6Only());
  }
}
