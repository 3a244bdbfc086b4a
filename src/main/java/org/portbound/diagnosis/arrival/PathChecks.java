package org.portbound.diagnosis.arrival;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.portbound.diagnosis.arrival.RouteTable.Route;
import org.portbound.socket.Endpoint;
import org.portbound.socket.Interface;

/** The way in: interface, route, reverse-path filter, hops. */
final class PathChecks {
  private static final String INTERFACE = "interface";
  private static final String ROUTE = "route";
  private static final String REVERSE_PATH = "reverse-path";
  private static final String TTL = "ttl";
  private static final int STRICT = 1;

  private final Case asked;

  PathChecks(Case asked) {
    this.asked = asked;
  }

  Check interfaceUp() {
    String name = asked.interfaceName();
    if (name == null) {
      return Check.unknown(INTERFACE, "unnamed").remedy("name-interface");
    }
    Optional<Interface> found = asked.named(name);
    if (found.isEmpty()) {
      String there =
          String.join(", ", asked.machine().interfaces().stream().map(Interface::name).toList());
      return Check.failed(INTERFACE, "none", name, there).remedy("other-interface");
    }
    Interface there = found.get();
    if (!there.up()) {
      return Check.failed(INTERFACE, "down", name).remedy("set-up", name);
    }
    if (!there.running()) {
      return Check.failed(INTERFACE, "not-running", name).remedy("plug-in", name);
    }
    if (!asked.multicast() || there.multicast()) {
      return Check.passed(INTERFACE, asked.multicast() ? "up-multicast" : "up", name);
    }
    return there.loopback()
        ? Check.passed(INTERFACE, "loopback", name)
        : Check.failed(INTERFACE, "no-multicast", name).remedy("set-multicast", name);
  }

  Check route() {
    Endpoint source = asked.source();
    if (asked.fromHere()) {
      return asked.multicast() ? groupRoute() : Check.passed(ROUTE, "here");
    }
    if (source == null) {
      return asked.multicast() ? groupRoute() : Check.unknown(ROUTE, "no-source").remedy("source");
    }
    String from = Endpoint.text(source.address());
    if (!RouteTable.isReadable(asked.proc(), source.address())) {
      return Check.unknown(ROUTE, "unreadable").remedy("ip-route", from);
    }
    Optional<Route> back = RouteTable.to(asked.proc(), source.address());
    if (back.isPresent()) {
      return Check.passed(ROUTE, "back", from, text(back.get()));
    }
    if (!(source.address() instanceof Inet4Address)) {
      return Check.passed(ROUTE, "none-ipv6", from);
    }
    OptionalInt filter = filter(asked.interfaceName());
    if (filter.isEmpty()) {
      return Check.unknown(ROUTE, "none-filter-unknown", from).remedy("add-route", from);
    }
    return filter.getAsInt() == 0
        ? Check.passed(ROUTE, "none-unfiltered", from)
        : Check.failed(ROUTE, "none", from).remedy("add-route", from);
  }

  /** A receiver needs no route to its group; a sender that names no interface goes by it. */
  private Check groupRoute() {
    String group = asked.toText();
    if (!RouteTable.isReadable(asked.proc(), asked.to())) {
      return Check.unknown(ROUTE, "unreadable").remedy("ip-route", group);
    }
    Optional<Route> route = RouteTable.to(asked.proc(), asked.to());
    String in = asked.interfaceName();
    if (route.isEmpty()) {
      Check none = Check.unknown(ROUTE, "group-none", group);
      return in == null ? none.remedy("name-interface") : none.remedy("sender-interface", in);
    }
    String out = route.get().interfaceName();
    if (in != null && !out.equals(in) && (asked.fromHere() || asked.source() == null)) {
      return Check.unknown(ROUTE, "group-elsewhere", group, out, in).remedy("sender-interface", in);
    }
    return Check.passed(ROUTE, "group", group, out);
  }

  private static String text(Route route) {
    InetAddress gateway = route.gateway();
    return gateway == null
        ? route.interfaceName()
        : route.interfaceName() + ", " + Endpoint.text(gateway);
  }

  /**
   * The filter in force: the larger of the one of the interface and of {@code all} (ip-sysctl,
   * rp_filter).
   */
  private OptionalInt filter(@Nullable String interfaceName) {
    OptionalInt all = filterOf("all");
    OptionalInt own = interfaceName == null ? OptionalInt.empty() : filterOf(interfaceName);
    return all.isEmpty() || own.isEmpty()
        ? OptionalInt.empty()
        : OptionalInt.of(Math.max(all.getAsInt(), own.getAsInt()));
  }

  private OptionalInt filterOf(String name) {
    return ProcFiles.number(asked.proc().resolve("sys/net/ipv4/conf/" + name + "/rp_filter"));
  }

  Check reversePath() {
    if (!(asked.to() instanceof Inet4Address)) {
      return Check.notApplicable(REVERSE_PATH, "ipv6");
    }
    String in = asked.interfaceName();
    if (in == null) {
      return Check.unknown(REVERSE_PATH, "no-interface").remedy("name-interface");
    }
    if (asked.isLoopback(in)) {
      return Check.passed(REVERSE_PATH, "loopback", in);
    }
    OptionalInt filter = filter(in);
    if (filter.isEmpty()) {
      return Check.unknown(REVERSE_PATH, "unreadable", in).remedy("sysctl", in);
    }
    if (filter.getAsInt() == 0) {
      return Check.passed(REVERSE_PATH, "off", in);
    }
    Endpoint source = asked.source();
    if (source == null) {
      return Check.unknown(REVERSE_PATH, "no-source", in, String.valueOf(filter.getAsInt()))
          .remedy("source");
    }
    return filtered(in, source, filter.getAsInt());
  }

  private Check filtered(String in, Endpoint source, int filter) {
    String from = Endpoint.text(source.address());
    if (!RouteTable.isReadable(asked.proc(), source.address())) {
      return Check.unknown(REVERSE_PATH, "no-source", in, String.valueOf(filter))
          .remedy("ip-route", from);
    }
    if (asked.isLocal(source.address())) {
      return Check.passed(REVERSE_PATH, "here", from);
    }
    Optional<Route> back = RouteTable.to(asked.proc(), source.address());
    if (back.isEmpty()) {
      return Check.failed(REVERSE_PATH, "no-route", in, String.valueOf(filter), from)
          .remedy("loosen", in)
          .remedy("add-route", from);
    }
    String out = back.get().interfaceName();
    return filter == STRICT && !out.equals(in)
        ? Check.failed(REVERSE_PATH, "strict", in, from, out).remedy("loosen", in)
        : Check.passed(REVERSE_PATH, "fits", in, String.valueOf(filter), from, out);
  }

  /** Multicast leaves with TTL 1 unless the sender says otherwise (ip(7), IP_MULTICAST_TTL). */
  Check ttl() {
    Endpoint source = asked.source();
    if (asked.fromHere()) {
      return Check.passed(TTL, "here");
    }
    if (source == null) {
      return asked.multicast()
          ? Check.unknown(TTL, "no-source").remedy("source")
          : Check.notApplicable(TTL, "unicast");
    }
    String from = Endpoint.text(source.address());
    Optional<Route> back = RouteTable.to(asked.proc(), source.address());
    if (back.isEmpty()) {
      return Check.unknown(TTL, "far-unknown", from).remedy("traceroute", from);
    }
    InetAddress gateway = back.get().gateway();
    if (gateway == null) {
      return Check.passed(TTL, "near", from, back.get().interfaceName());
    }
    if (!asked.multicast()) {
      return Check.notApplicable(TTL, "unicast");
    }
    return neverRouted(asked.to())
        ? Check.failed(TTL, "never-routed", asked.toText(), from, Endpoint.text(gateway))
            .remedy("other-group")
        : Check.unknown(TTL, "far", from, Endpoint.text(gateway)).remedy("more-hops", from);
  }

  /** 224.0.0.0/24 (RFC 5771, 4), ff01:: and ff02:: (RFC 4291, 2.7). */
  private static boolean neverRouted(InetAddress group) {
    byte[] bytes = group.getAddress();
    return bytes.length == 4
        ? bytes[0] == (byte) 224 && bytes[1] == 0 && bytes[2] == 0
        : group.isMCLinkLocal() || group.isMCNodeLocal();
  }
}
