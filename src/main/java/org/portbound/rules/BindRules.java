package org.portbound.rules;

import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.portbound.socket.Family;
import org.portbound.socket.ReuseOptions;

/**
 * Whether a bind succeeds beside the sockets that are already on its port.
 *
 * <p>Source: udp_lib_lport_inuse and udp_lib_lport_inuse2 in net/ipv4/udp.c, inet_rcv_saddr_equal
 * in net/ipv4/inet_connection_sock.c. The sockets are not judged pair by pair: the kernel walks
 * them, passes by those that are not in the way, and the first one left decides alone. Root is not
 * exempt.
 */
public final class BindRules {
  private BindRules() {}

  /** What one socket on the walk does to the new one. */
  enum Step {
    PASS_OTHER_PORT,
    PASS_ADDRESS,
    PASS_V6ONLY,
    PASS_DEVICE,
    PASS_REUSEADDR,
    ALLOW,
    REFUSE
  }

  /**
   * What the kernel will say. Port 0 is allowed as long as any port is left, which is not looked at
   * here.
   *
   * @param oldestFirst the UDP sockets of this network namespace in the order of their binds; those
   *     on other ports are passed by
   * @param candidate the socket that is to be bound
   */
  public static BindVerdict predict(List<BoundSocket> oldestFirst, BoundSocket candidate) {
    List<BoundSocket> onPort = oldestFirst;
    if (oldestFirst.stream().anyMatch(each -> !samePort(each, candidate))) {
      int[] kept =
          IntStream.range(0, oldestFirst.size())
              .filter(i -> samePort(oldestFirst.get(i), candidate))
              .toArray();
      onPort = IntStream.of(kept).mapToObj(oldestFirst::get).toList();
      return renumbered(decide(onPort, candidate), kept);
    }
    return decide(onPort, candidate);
  }

  private static boolean samePort(BoundSocket one, BoundSocket other) {
    return one.local().port() == other.local().port();
  }

  private static BindVerdict renumbered(BindVerdict verdict, int[] kept) {
    return switch (verdict) {
      case BindVerdict.Allowed(OptionalInt decider, BindRule rule) ->
          new BindVerdict.Allowed(
              decider.isPresent() ? OptionalInt.of(kept[decider.getAsInt()]) : decider, rule);
      case BindVerdict.Refused(int decider, BindRule rule, Overlap overlap) ->
          new BindVerdict.Refused(kept[decider], rule, overlap);
      case BindVerdict.Impossible impossible -> impossible;
    };
  }

  private static BindVerdict decide(List<BoundSocket> sockets, BoundSocket candidate) {
    BindVerdict.Impossible impossible = impossible(candidate);
    if (impossible != null) {
      return impossible;
    }
    if (candidate.local().port() == 0) {
      return new BindVerdict.Allowed(OptionalInt.empty(), BindRule.KERNEL_CHOOSES_PORT);
    }
    OptionalInt allowedBy = OptionalInt.empty();
    for (int[] part : Walk.parts(sockets, candidate)) {
      for (int i : part) {
        Step step = step(sockets.get(i), candidate);
        if (step == Step.REFUSE) {
          return refused(i, sockets.get(i), candidate);
        }
        if (step == Step.ALLOW) {
          allowedBy = allowedBy.isPresent() ? allowedBy : OptionalInt.of(i);
          break;
        }
      }
    }
    return allowedBy.isPresent()
        ? new BindVerdict.Allowed(allowedBy, BindRule.BOTH_REUSEPORT_SAME_USER)
        : new BindVerdict.Allowed(OptionalInt.empty(), whyNobodyIsInTheWay(sockets, candidate));
  }

  /**
   * Whether a socket on the same port could be in the way of a new one at all, whatever the options
   * of the two: their addresses overlap and their devices meet.
   */
  public static boolean overlap(BoundSocket holder, BoundSocket candidate) {
    return Overlap.between(holder, candidate).overlaps() && devicesMeet(holder, candidate);
  }

  private static boolean devicesMeet(BoundSocket holder, BoundSocket candidate) {
    String there = holder.boundDevice();
    String here = candidate.boundDevice();
    return there == null || here == null || there.equals(here);
  }

  /** What stands against the candidate whatever else is there, or null. */
  static BindVerdict.@Nullable Impossible impossible(BoundSocket candidate) {
    if (candidate.family() == Family.INET && !candidate.boundToIpv4()) {
      return new BindVerdict.Impossible(BindRule.IPV6_ADDRESS_ON_INET);
    }
    if (candidate.family() == Family.INET6 && candidate.v6Only() && candidate.boundToIpv4()) {
      return new BindVerdict.Impossible(BindRule.MAPPED_ADDRESS_ON_V6ONLY);
    }
    return null;
  }

  /** What a socket on the walk does to the new one. */
  static Step step(BoundSocket holder, BoundSocket candidate) {
    if (!samePort(holder, candidate)) {
      return Step.PASS_OTHER_PORT;
    }
    Overlap overlap = Overlap.between(holder, candidate);
    if (!overlap.overlaps()) {
      return overlap == Overlap.NONE_BY_V6ONLY ? Step.PASS_V6ONLY : Step.PASS_ADDRESS;
    }
    if (holder.reuse().reuseAddr() && candidate.reuse().reuseAddr()) {
      return Step.PASS_REUSEADDR;
    }
    if (!devicesMeet(holder, candidate)) {
      return Step.PASS_DEVICE;
    }
    boolean shared =
        holder.reuse().reusePort()
            && candidate.reuse().reusePort()
            && holder.creatorUid() == candidate.creatorUid();
    return shared ? Step.ALLOW : Step.REFUSE;
  }

  private static BindRule whyNobodyIsInTheWay(List<BoundSocket> sockets, BoundSocket candidate) {
    BindRule why = BindRule.PORT_FREE;
    for (BoundSocket each : sockets) {
      BindRule here =
          switch (step(each, candidate)) {
            case PASS_REUSEADDR -> BindRule.BOTH_REUSEADDR;
            case PASS_DEVICE -> BindRule.OTHER_DEVICES;
            case PASS_V6ONLY -> BindRule.V6ONLY_APART;
            case PASS_ADDRESS -> BindRule.OTHER_ADDRESSES;
            case PASS_OTHER_PORT, ALLOW, REFUSE -> BindRule.PORT_FREE;
          };
      // The constants are in the order of how near the socket came to being in the way.
      why = here.compareTo(why) > 0 ? here : why;
    }
    return why;
  }

  static BindVerdict.Refused refused(int index, BoundSocket holder, BoundSocket candidate) {
    return new BindVerdict.Refused(
        index, refusedBy(holder.reuse(), candidate.reuse()), Overlap.between(holder, candidate));
  }

  private static BindRule refusedBy(ReuseOptions holder, ReuseOptions candidate) {
    if (candidate.equals(ReuseOptions.NONE)) {
      return holder.equals(ReuseOptions.NONE)
          ? BindRule.NO_OPTION_ON_EITHER
          : BindRule.NO_OPTION_ON_NEW;
    }
    if (holder.equals(ReuseOptions.NONE)) {
      return BindRule.NO_OPTION_ON_HOLDER;
    }
    if (holder.reusePort() && candidate.reusePort()) {
      return BindRule.REUSEPORT_OTHER_USER;
    }
    return candidate.reuseAddr() ? BindRule.PORT_THERE_ADDR_HERE : BindRule.ADDR_THERE_PORT_HERE;
  }
}
