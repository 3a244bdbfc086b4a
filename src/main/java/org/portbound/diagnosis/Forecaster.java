package org.portbound.diagnosis;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.portbound.diagnosis.PortChain.Link;
import org.portbound.diagnosis.PortChain.Outlook;
import org.portbound.rules.BindRule;
import org.portbound.rules.BoundSocket;
import org.portbound.socket.Endpoint;
import org.portbound.socket.Family;
import org.portbound.socket.FlagReader;
import org.portbound.socket.GroupMembership;
import org.portbound.socket.Interface;
import org.portbound.socket.ReuseOptions;
import org.portbound.socket.SocketPlan;

/**
 * Says what the kernel will say to a plan, without opening a socket. Reads /proc: may take a
 * moment; any thread.
 */
public final class Forecaster {
  private static final int ROOT = 0;
  private static final int NAMED = 2;

  private final SocketPlan plan;
  private final int uid;
  private final boolean seen;
  private final PortChain chain;

  private Forecaster(SocketPlan plan, HolderScan scan, List<OwnSocket> own, int uid) {
    this.plan = plan;
    this.uid = uid;
    this.seen = Holders.readable() && scan.complete();
    this.chain = PortChain.of(plan, scan.holders(), own);
  }

  /**
   * What is to be expected of a plan with each of the four sets of reuse options. Looks for the
   * holders of its port.
   *
   * @param own our open sockets, oldest first
   * @param flags reads the options of other processes' sockets
   * @param uid user who is to bind it
   */
  public static Map<ReuseOptions, Forecast> of(
      SocketPlan plan, List<OwnSocket> own, FlagReader flags, int uid) {
    int port = plan.local().port();
    HolderScan scan = port == 0 ? HolderScan.of(List.of()) : Holders.onPort(port, own, flags);
    return of(plan, scan, own, uid);
  }

  /**
   * The same beside holders that are known already.
   *
   * @param holders who is on the port of the plan, in the order of {@link HolderScan}
   */
  public static Map<ReuseOptions, Forecast> of(
      SocketPlan plan, List<Holder> holders, List<OwnSocket> own, int uid) {
    return of(plan, HolderScan.of(holders), own, uid);
  }

  private static Map<ReuseOptions, Forecast> of(
      SocketPlan plan, HolderScan scan, List<OwnSocket> own, int uid) {
    var forecaster = new Forecaster(plan, scan, own, uid);
    Map<ReuseOptions, Forecast> all = new LinkedHashMap<>();
    Optional<Forecast> obstacle = forecaster.obstacle();
    for (ReuseOptions each : ReuseOptions.ALL) {
      all.put(each, obstacle.orElseGet(() -> forecaster.bind(each)));
    }
    return all;
  }

  /** What no reuse option helps against. */
  private Optional<Forecast> obstacle() {
    String address = Endpoint.text(plan.local().address());
    int port = plan.local().port();
    int firstFree = OpenFailures.firstUnprivilegedPort();
    List<Interface> interfaces = Interface.all();
    if (!isLocal(interfaces)) {
      return Optional.of(Forecast.refused("not-local", address));
    }
    if (port != 0 && port < firstFree && uid != ROOT) {
      return Optional.of(Forecast.uncertain("privileged", String.valueOf(firstFree)));
    }
    return badGroup(interfaces);
  }

  /** Wildcards and groups can be bound anywhere, and so can all of 127.0.0.0/8 (ip(7)). */
  private boolean isLocal(List<Interface> interfaces) {
    var address = plan.local().address();
    boolean loopback = address.isLoopbackAddress() && address.getAddress().length == 4;
    return address.isAnyLocalAddress()
        || address.isMulticastAddress()
        || loopback
        || interfaces.stream()
            .flatMap(each -> each.addresses().stream())
            .anyMatch(each -> Endpoint.text(each).equals(Endpoint.text(address)));
  }

  private Optional<Forecast> badGroup(List<Interface> interfaces) {
    var joined = new ArrayList<GroupMembership>();
    for (GroupMembership each : plan.groups()) {
      if (joined.stream().anyMatch(each::isSamePlace)) {
        return Optional.of(Forecast.refused("group-twice", Endpoint.text(each.group())));
      }
      joined.add(each);
      if (interfaces.stream().noneMatch(known -> known.name().equals(each.interfaceName()))) {
        return Optional.of(Forecast.refused("no-interface", each.interfaceName()));
      }
    }
    return tooManyGroups();
  }

  private Optional<Forecast> tooManyGroups() {
    long groups =
        plan.groups().stream().filter(each -> Family.of(each.group()) == Family.INET).count();
    OptionalInt limit = Sysctl.number(Sysctl.MAX_MEMBERSHIPS);
    return limit.isPresent() && groups > limit.getAsInt()
        ? Optional.of(
            Forecast.refused(
                "too-many-groups", String.valueOf(groups), String.valueOf(limit.getAsInt())))
        : Optional.empty();
  }

  private Forecast bind(ReuseOptions reuse) {
    if (plan.local().port() == 0) {
      return Forecast.allowed("any-port");
    }
    BoundSocket candidate = BoundSocket.of(plan.withReuse(reuse), uid);
    Outlook outlook = chain.outlook(candidate);
    List<Link> inTheWay =
        chain.links().stream().filter(each -> each.mayOverlap(candidate)).toList();
    if (!seen) {
      return Forecast.uncertain("unseen");
    }
    if (outlook.certainlyAllowed()) {
      return allowed(candidate, inTheWay);
    }
    Link decider = outlook.decider();
    if (outlook.mayBeAllowed()) {
      return Forecast.uncertain(
          "unknown-options", decider == null ? names(unknown(inTheWay)) : name(decider));
    }
    return refused(decider, outlook.rule(), inTheWay);
  }

  private static List<Link> unknown(List<Link> links) {
    return links.stream().filter(each -> each.socket().knownReuse() == null).toList();
  }

  private Forecast allowed(BoundSocket candidate, List<Link> inTheWay) {
    if (chain.links().isEmpty()) {
      return Forecast.allowed("free");
    }
    if (inTheWay.isEmpty()) {
      return Forecast.allowed("other-addresses");
    }
    boolean byAddr =
        candidate.reuse().reuseAddr()
            && inTheWay.stream()
                .map(each -> each.socket().knownReuse())
                .allMatch(each -> each != null && each.reuseAddr());
    return Forecast.allowed(
        candidate.reuse().equals(ReuseOptions.NONE) ? "apart" : "shared",
        names(inTheWay),
        byAddr ? "SO_REUSEADDR" : "SO_REUSEPORT");
  }

  private static Forecast refused(
      @Nullable Link decider, @Nullable BindRule rule, List<Link> inTheWay) {
    if (decider == null || rule == null) {
      return Forecast.refused("held", decider == null ? names(inTheWay) : name(decider));
    }
    OwnSocket own = decider.own();
    return own == null
        ? Forecast.refused("rule." + rule, name(decider))
        : Forecast.refused("rule." + rule + ".own", String.valueOf(own.listener()));
  }

  /** {@code #1}, {@code python3 (4711)}, or whose socket it is. */
  private static String name(Link link) {
    OwnSocket own = link.own();
    Holder holder = link.holder();
    if (own != null) {
      return "#" + own.listener();
    }
    if (holder == null || holder.processes().isEmpty()) {
      return link.socket().any().local() + ", uid " + link.socket().any().creatorUid();
    }
    HolderProcess process = holder.processes().getFirst();
    return process.program() + " (" + process.pid() + ")";
  }

  private static String names(List<Link> links) {
    String first =
        links.stream()
            .map(Forecaster::name)
            .distinct()
            .limit(NAMED)
            .collect(Collectors.joining(", "));
    long all = links.stream().map(Forecaster::name).distinct().count();
    return all > NAMED ? first + ", …" : first;
  }
}
