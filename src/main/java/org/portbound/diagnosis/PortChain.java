package org.portbound.diagnosis;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.portbound.rules.BindForecast;
import org.portbound.rules.BindRule;
import org.portbound.rules.BindRules;
import org.portbound.rules.BindVerdict;
import org.portbound.rules.BoundSocket;
import org.portbound.rules.UncertainSocket;
import org.portbound.socket.Family;
import org.portbound.socket.ReuseOptions;
import org.portbound.socket.SocketFlags;
import org.portbound.socket.SocketPlan;

/**
 * The sockets on a port in the order in which the kernel asks them, with what is known of each.
 *
 * <p>/proc/net/udp and udp6 list each family in that order (they walk the same chain). How the two
 * families are mixed is not told, so every question is asked for both extremes: the socket that
 * decides is the first of its family in any mixture.
 *
 * @param links the IPv4 sockets in their order, then the IPv6 ones in theirs
 */
record PortChain(List<Link> links) {

  PortChain {
    links = List.copyOf(links);
  }

  /**
   * A socket on the port.
   *
   * @param socket what is known of it
   * @param own ours, or null
   * @param holder as /proc shows it, or null where it does not
   */
  record Link(UncertainSocket socket, @Nullable OwnSocket own, @Nullable Holder holder) {
    private Link with(UncertainSocket known) {
      return new Link(known, own, holder);
    }

    /** Whether it could be in the way, whatever the options of the two. */
    boolean mayOverlap(BoundSocket candidate) {
      return socket.possible().stream().anyMatch(each -> BindRules.overlap(each, candidate));
    }
  }

  /**
   * What is to be expected of a bind.
   *
   * @param mayBeAllowed whether it may succeed
   * @param mayBeRefused whether it may be refused
   * @param decider the socket that refuses it, or null if none does or it may be one or another
   * @param refusal how that socket refuses it
   * @param rule the rule if it is certain, else null
   */
  record Outlook(
      boolean mayBeAllowed,
      boolean mayBeRefused,
      @Nullable Link decider,
      BindVerdict.@Nullable Refused refusal,
      @Nullable BindRule rule) {
    boolean certainlyAllowed() {
      return mayBeAllowed && !mayBeRefused;
    }
  }

  /**
   * The sockets on the port of a plan.
   *
   * @param plan what is to be bound
   * @param holders who is on its port, as {@link HolderScan} orders them
   * @param own our sockets, oldest first
   */
  static PortChain of(SocketPlan plan, List<Holder> holders, List<OwnSocket> own) {
    Map<Integer, OwnSocket> byNumber =
        own.stream().collect(Collectors.toMap(OwnSocket::listener, each -> each));
    Set<Integer> seen = new HashSet<>();
    holders.forEach(each -> each.ownListener().ifPresent(seen::add));
    // Newest first, as the chain is: where no inodes are known, equals are told apart by their age.
    var unseen =
        new ArrayList<>(
            own.reversed().stream()
                .filter(each -> each.local().port() == plan.local().port())
                .filter(each -> !seen.contains(each.listener()))
                .toList());
    var links = new ArrayList<Link>();
    for (Holder holder : holders) {
      OwnSocket ours =
          holder.ownListener().isPresent()
              ? byNumber.get(holder.ownListener().getAsInt())
              : takeLookAlike(holder, unseen);
      links.add(
          ours != null
              ? new Link(UncertainSocket.known(ours.bound()), ours, holder)
              : new Link(fromOutside(holder, plan.device()), null, holder));
    }
    for (OwnSocket each : unseen.reversed()) {
      links.add(firstOf(links, each.plan().family()), unseenLink(each));
    }
    return new PortChain(links);
  }

  private static Link unseenLink(OwnSocket own) {
    return new Link(UncertainSocket.known(own.bound()), own, null);
  }

  private static @Nullable OwnSocket takeLookAlike(Holder holder, List<OwnSocket> unseen) {
    long self = ProcessHandle.current().pid();
    if (holder.processes().stream().noneMatch(each -> each.pid() == self)) {
      return null;
    }
    for (OwnSocket each : unseen) {
      if (each.inode().isEmpty()
          && each.plan().family() == holder.family()
          && each.local().address().equals(holder.local().address())) {
        unseen.remove(each);
        return each;
      }
    }
    return null;
  }

  private static UncertainSocket fromOutside(Holder holder, @Nullable String device) {
    SocketPlan seen = SocketPlan.of(holder.local()).withFamily(holder.family());
    UncertainSocket any = UncertainSocket.fromOutside(BoundSocket.of(seen, holder.uid()), device);
    SocketFlags flags = holder.flags();
    if (flags == null) {
      return any;
    }
    boolean wildcard = holder.local().isWildcard();
    return new UncertainSocket(
        any.possible().stream()
            .filter(each -> each.reuse().equals(flags.reuse()))
            .filter(each -> !wildcard || each.v6Only() == flags.v6Only())
            .toList());
  }

  private static int firstOf(List<Link> links, Family family) {
    return family == Family.INET ? 0 : (int) countOf(links, Family.INET);
  }

  private static long countOf(List<Link> links, Family family) {
    return links.stream().filter(each -> each.socket().any().family() == family).count();
  }

  /** What is to be expected if this is bound now. */
  Outlook outlook(BoundSocket candidate) {
    BindForecast one = BindForecast.of(sockets(links), candidate);
    List<Link> turned = turned();
    BindForecast other = BindForecast.of(sockets(turned), candidate);
    Link decider = one.refusal() == null ? null : links.get(one.refusal().decider());
    boolean same =
        one.refusal() != null
            && other.refusal() != null
            && turned.get(other.refusal().decider()).equals(decider);
    return new Outlook(
        one.mayBeAllowed() || other.mayBeAllowed(),
        one.mayBeRefused() || other.mayBeRefused(),
        same ? decider : null,
        same ? one.refusal() : null,
        same ? one.certainRule() : null);
  }

  private static List<UncertainSocket> sockets(Collection<Link> links) {
    return links.stream().map(Link::socket).toList();
  }

  /** The other extreme: the IPv6 sockets are asked first. */
  private List<Link> turned() {
    int ipv4 = (int) countOf(links, Family.INET);
    var turned = new ArrayList<>(links.subList(ipv4, links.size()));
    turned.addAll(links.subList(0, ipv4));
    return turned;
  }

  /** With what this refusal teaches about the one socket that can have caused it. */
  PortChain learning(BoundSocket refused) {
    List<UncertainSocket> learnt = BindForecast.learn(sockets(links), refused);
    var after = new ArrayList<Link>();
    for (int i = 0; i < links.size(); i++) {
      after.add(links.get(i).with(learnt.get(i)));
    }
    return new PortChain(after);
  }

  /** Without some of them. */
  PortChain without(Collection<Link> closed) {
    return new PortChain(links.stream().filter(each -> !closed.contains(each)).toList());
  }

  /** With one more, just bound. */
  PortChain binding(BoundSocket socket) {
    var after = new ArrayList<>(links);
    var link = new Link(UncertainSocket.known(socket), null, null);
    boolean atTail = socket.family() == Family.INET6 && socket.reusePortAtBind();
    after.add(atTail ? after.size() : firstOf(links, socket.family()), link);
    return new PortChain(after);
  }

  /** With other options set at one open socket of ours. */
  PortChain setting(Link changed, UnaryOperator<ReuseOptions> options) {
    BoundSocket socket = changed.socket().any();
    var known = UncertainSocket.known(socket.withReuseNow(options.apply(socket.reuse())));
    return new PortChain(
        links.stream().map(each -> each.equals(changed) ? each.with(known) : each).toList());
  }
}
