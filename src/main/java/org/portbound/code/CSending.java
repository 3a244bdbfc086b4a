package org.portbound.code;

import org.portbound.socket.SendOptions;
import org.portbound.socket.SocketPlan;

/** The part of a program in C that sends. Used once, by one thread. */
final class CSending {
  private final SocketPlan plan;
  private final boolean ipv6;
  private final Lines lines;

  CSending(SocketPlan plan, Lines lines) {
    this.plan = plan;
    this.ipv6 = Parts.ipv6(plan);
    this.lines = lines;
  }

  void write(Sketch.Dispatch dispatch) {
    options(dispatch);
    var to = dispatch.to();
    lines.add("  struct sockaddr_storage to = %s;", CAddress.of(plan, to));
    CAddress.scope(lines, "to", to.address());
    if (dispatch.setup().connect()) {
      lines.add(
          "  check(connect(s, (struct sockaddr *)&to, %s), \"connect %s\");",
          CAddress.length(ipv6), to);
      lines.add(
          "  check((int)send(s, payload, %d, 0), \"send to %s\");", dispatch.payload().length, to);
    } else {
      lines.add(
          "  check((int)sendto(s, payload, %d, 0, (struct sockaddr *)&to, %s), \"send to %s\");",
          dispatch.payload().length, CAddress.length(ipv6), to);
    }
    lines.add("  printf(\"sent\\n\");");
  }

  private void options(Sketch.Dispatch dispatch) {
    SendOptions options = dispatch.options();
    boolean six = Parts.ipv6(dispatch.to().address());
    boolean group = Parts.multicast(dispatch);
    String level = six ? "IPPROTO_IPV6" : "IPPROTO_IP";
    dispatch
        .setup()
        .sendBufferBytes()
        .ifPresent(
            bytes -> lines.add("  set(s, SOL_SOCKET, SO_SNDBUF, %d, \"SO_SNDBUF\");", bytes));
    lines.addIf(options.broadcast(), "  set(s, SOL_SOCKET, SO_BROADCAST, 1, \"SO_BROADCAST\");");
    if (options.interfaceName() != null && group) {
      String name = options.interfaceName();
      lines.add(
          six
              ? "  set(s, IPPROTO_IPV6, IPV6_MULTICAST_IF, if_nametoindex(\"%1$s\"), \"interface"
                  + " %1$s\");"
              : "  struct ip_mreqn by = {.imr_ifindex = if_nametoindex(\"%1$s\")};\n"
                  + "  check(setsockopt(s, IPPROTO_IP, IP_MULTICAST_IF, &by, sizeof by),"
                  + " \"interface %1$s\");",
          name);
    }
    options
        .ttlHops()
        .ifPresent(
            hops -> {
              String option =
                  group
                      ? six ? "IPV6_MULTICAST_HOPS" : "IP_MULTICAST_TTL"
                      : six ? "IPV6_UNICAST_HOPS" : "IP_TTL";
              lines.add("  set(s, %s, %s, %d, \"%s\");", level, option, hops, option);
            });
    String loop = six ? "IPV6_MULTICAST_LOOP" : "IP_MULTICAST_LOOP";
    lines.addIf(group && !options.loopback(), "  set(s, %s, %s, 0, \"%s\");", level, loop, loop);
    lines.addIf(
        options.dontFragment(),
        six
            ? "  set(s, IPPROTO_IPV6, IPV6_MTU_DISCOVER, IPV6_PMTUDISC_DO, \"IPV6_MTU_DISCOVER\");"
            : "  set(s, IPPROTO_IP, IP_MTU_DISCOVER, IP_PMTUDISC_DO, \"IP_MTU_DISCOVER\");");
    options
        .dscp()
        .ifPresent(
            dscp -> {
              String option = six ? "IPV6_TCLASS" : "IP_TOS";
              lines.add("  set(s, %s, %s, %d << 2, \"%s\");", level, option, dscp, option);
            });
  }
}
