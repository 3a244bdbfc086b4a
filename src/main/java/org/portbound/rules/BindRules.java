package org.portbound.rules;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Function;
import org.portbound.socket.Family;
import org.portbound.socket.ReuseOptions;

/**
 * Whether a bind conflicts with the sockets that are there (udp_lib_get_port and
 * udp_lib_lport_inuse in net/ipv4/udp.c).
 *
 * <p>The sockets are not judged pair by pair. The kernel walks them newest first, skips those that
 * have SO_REUSEADDR if the new one has it too, those on another device and those that do not
 * overlap; the first one left decides alone.
 */
public final class BindRules {
  /**
   * With more sockets than this on the port, a bind to one address looks at that address and at the
   * wildcard only (udp_lib_get_port). The kernel counts a slot of its table, in which other ports
   * or namespaces may stand too; here only the port's own sockets are known.
   */
  private static final int LONG_CHAIN = 10;

  private BindRules() {}

  /**
   * What bind(2) will say.
   *
   * @param oldestFirst the sockets bound on the port of the candidate, in the order of their binds
   * @param candidate the socket that is to be bound
   */
  public static BindVerdict predict(List<BoundSocket> oldestFirst, BoundSocket candidate) {
    var walk = new ArrayList<Member>(oldestFirst.size());
    for (int i = oldestFirst.size() - 1; i >= 0; i--) {
      if (!goesToEnd(oldestFirst.get(i))) {
        walk.add(new Member(i, oldestFirst.get(i)));
      }
    }
    for (int i = 0; i < oldestFirst.size(); i++) {
      if (goesToEnd(oldestFirst.get(i))) {
        walk.add(new Member(i, oldestFirst.get(i)));
      }
    }
    return predictWalk(walk, candidate);
  }

  /**
   * What bind(2) will say, where the kernel's own order is known.
   *
   * @param walk the sockets on the port in the order in which the kernel looks at them, as
   *     /proc/net/udp lists them
   * @param candidate the socket that is to be bound
   */
  public static BindVerdict predictInOrder(List<BoundSocket> walk, BoundSocket candidate) {
    var members = new ArrayList<Member>(walk.size());
    for (BoundSocket each : walk) {
      members.add(new Member(members.size(), each));
    }
    return predictWalk(members, candidate);
  }

  private static BindVerdict predictWalk(List<Member> walk, BoundSocket candidate) {
    return predict(
        walk, key -> walk.stream().filter(each -> each.chainKey().equals(key)).toList(), candidate);
  }

  /** As it was inserted at its bind (sk_add_node_rcu in include/net/sock.h). */
  private static boolean goesToEnd(BoundSocket socket) {
    return socket.family() == Family.INET6 && socket.reusePortAtBind();
  }

  /**
   * What bind(2) will say.
   *
   * @param byPort the sockets of the port, as the kernel walks them
   * @param byAddress those of one {@link Member#chainKey}, as the kernel walks them
   */
  static BindVerdict predict(
      Collection<Member> byPort,
      Function<Object, ? extends Collection<Member>> byAddress,
      BoundSocket candidate) {
    if (candidate.local().port() == 0) {
      return new BindVerdict.Allowed(OptionalInt.empty(), BindRule.KERNEL_CHOOSES_PORT);
    }
    var asking = new Member(-1, candidate);
    if (byPort.size() <= LONG_CHAIN || asking.isWildcard()) {
      return walk(byPort, asking);
    }
    BindVerdict sameAddress = walk(byAddress.apply(asking.chainKey()), asking);
    if (sameAddress instanceof BindVerdict.Refused) {
      return sameAddress;
    }
    BindVerdict wildcards = walk(byAddress.apply(Member.ANY_ADDRESS), asking);
    return wildcards.rule() == BindRule.NOTHING_OVERLAPS ? sameAddress : wildcards;
  }

  /** Walks sockets until one decides. */
  private static BindVerdict walk(Collection<Member> inOrder, Member candidate) {
    boolean skippedByReuseAddr = false;
    for (Member holder : inOrder) {
      if (!Overlap.devicesMeet(candidate, holder) || !Overlap.between(candidate, holder)) {
        continue;
      }
      if (holder.reuseAddr() && candidate.reuseAddr()) {
        skippedByReuseAddr = true;
        continue;
      }
      return decide(holder.number(), holder.socket(), candidate.socket());
    }
    BindRule rule = skippedByReuseAddr ? BindRule.BOTH_REUSEADDR : BindRule.NOTHING_OVERLAPS;
    return new BindVerdict.Allowed(OptionalInt.empty(), rule);
  }

  private static BindVerdict decide(int index, BoundSocket holder, BoundSocket candidate) {
    ReuseOptions there = holder.reuse();
    ReuseOptions here = candidate.reuse();
    if (there.reusePort() && here.reusePort()) {
      return holder.creatorUid() == candidate.creatorUid()
          ? new BindVerdict.Allowed(OptionalInt.of(index), BindRule.BOTH_REUSEPORT_SAME_USER)
          : new BindVerdict.Refused(index, BindRule.REUSEPORT_OTHER_USER);
    }
    return new BindVerdict.Refused(index, missing(there, here));
  }

  /** Why two sockets that share no option do not fit. */
  private static BindRule missing(ReuseOptions there, ReuseOptions here) {
    boolean noneThere = there.equals(ReuseOptions.NONE);
    boolean noneHere = here.equals(ReuseOptions.NONE);
    if (noneThere && noneHere) {
      return BindRule.NO_OPTION_ON_EITHER;
    }
    if (noneHere) {
      return BindRule.NO_OPTION_ON_NEW;
    }
    if (noneThere) {
      return BindRule.NO_OPTION_ON_HOLDER;
    }
    return there.reuseAddr() ? BindRule.ADDR_THERE_PORT_HERE : BindRule.PORT_THERE_ADDR_HERE;
  }

  /** Whether two sockets on one port could get the same datagram, so that the rules apply. */
  public static boolean overlap(BoundSocket one, BoundSocket other) {
    var asking = new Member(0, one);
    var there = new Member(1, other);
    return one.local().port() == other.local().port()
        && Overlap.devicesMeet(asking, there)
        && Overlap.between(asking, there);
  }
}
