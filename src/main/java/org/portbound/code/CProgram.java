package org.portbound.code;

import java.net.InetAddress;
import org.jspecify.annotations.Nullable;
import org.portbound.message.PayloadCode;
import org.portbound.socket.GroupMembership;
import org.portbound.socket.SendOptions;
import org.portbound.socket.SocketPlan;

/** Writes C (C99, Linux). Used once, by one thread. */
final class CProgram {
  private final Sketch sketch;
  private final SocketPlan plan;
  private final boolean ipv6;
  private final Lines lines = new Lines();

  CProgram(Sketch sketch) {
    this.sketch = sketch;
    this.plan = sketch.plan();
    this.ipv6 = Parts.ipv6(plan);
  }

  String write() {
    open();
    plan.groups().forEach(this::join);
    Sketch.Dispatch dispatch = sketch.dispatch();
    if (dispatch == null) {
      listen();
    } else {
      send(dispatch);
    }
    lines.add("  return close(s);\n}");
    String main = lines.toString();
    return head(main.contains(" set(s,")) + main;
  }

  /**
   * What comes before main.
   *
   * @param sets whether main sets options that are whole numbers
   */
  private String head(boolean sets) {
    var lines = new Lines();
    lines.add("// %s Build and run: %s", Parts.title(sketch), Language.C.command());
    lines.add(
        """
        #define _GNU_SOURCE
        #include <arpa/inet.h>
        #include <errno.h>
        #include <net/if.h>
        #include <netinet/in.h>
        #include <stdio.h>
        #include <stdlib.h>
        #include <string.h>
        #include <sys/socket.h>
        #include <unistd.h>

        static void check(int result, const char *call) {
          if (result < 0) {
            fprintf(stderr, "%s: %s\\n", call, strerror(errno));
            exit(1);
          }
        }

        static struct sockaddr_storage address(int family, const char *text, int port) {
          struct sockaddr_storage storage = {.ss_family = family};
          if (family == AF_INET) {
            struct sockaddr_in *in = (struct sockaddr_in *)&storage;
            in->sin_port = htons(port);
            inet_pton(family, text, &in->sin_addr);
          } else {
            struct sockaddr_in6 *in = (struct sockaddr_in6 *)&storage;
            in->sin6_port = htons(port);
            inet_pton(family, text, &in->sin6_addr);
          }
          return storage;
        }
        """);
    lines.addIf(
        sets,
        """

        static void set(int s, int level, int option, int value, const char *call) {
          check(setsockopt(s, level, option, &value, sizeof value), call);
        }
        """);
    Sketch.Dispatch dispatch = sketch.dispatch();
    if (dispatch != null) {
      lines.add("");
      lines.add(
          dispatch.payload().length == 0
              ? "static const unsigned char payload[1];  // empty"
              : PayloadCode.C.write(dispatch.payload()).strip());
    }
    return lines.toString();
  }

  private String family(InetAddress address) {
    return ipv6 || Parts.ipv6(address) ? "AF_INET6" : "AF_INET";
  }

  private String address(InetAddress address, int port) {
    return "address(%s, \"%s\", %d)".formatted(family(address), Parts.address(plan, address), port);
  }

  /** The scope of a link-local address, which stands in the address itself. */
  private void scope(String variable, InetAddress address) {
    String scope = Parts.scope(address);
    lines.addIf(
        !scope.isEmpty(),
        "  ((struct sockaddr_in6 *)&%s)->sin6_scope_id = if_nametoindex(\"%s\");",
        variable,
        scope);
  }

  private static String length(boolean ipv6) {
    return ipv6 ? "sizeof(struct sockaddr_in6)" : "sizeof(struct sockaddr_in)";
  }

  private void open() {
    lines.add("\nint main(void) {");
    lines.add("  int s = socket(%s, SOCK_DGRAM, 0);", ipv6 ? "AF_INET6" : "AF_INET");
    lines.add("  check(s, \"socket\");");
    lines.addIf(
        ipv6, "  set(s, IPPROTO_IPV6, IPV6_V6ONLY, %d, \"IPV6_V6ONLY\");", plan.v6Only() ? 1 : 0);
    lines.addIf(
        plan.reuse().reuseAddr(), "  set(s, SOL_SOCKET, SO_REUSEADDR, 1, \"SO_REUSEADDR\");");
    lines.addIf(
        plan.reuse().reusePort(), "  set(s, SOL_SOCKET, SO_REUSEPORT, 1, \"SO_REUSEPORT\");");
    plan.receiveBufferBytes()
        .ifPresent(
            bytes -> lines.add("  set(s, SOL_SOCKET, SO_RCVBUF, %d, \"SO_RCVBUF\");", bytes));
    device(plan.device());
    var local = plan.local();
    lines.add("  struct sockaddr_storage local = %s;", address(local.address(), local.port()));
    scope("local", local.address());
    lines.add("  check(bind(s, (struct sockaddr *)&local, %s), \"bind %s\");", length(ipv6), local);
  }

  private void device(@Nullable String device) {
    lines.addIf(
        device != null,
        "  check(setsockopt(s, SOL_SOCKET, SO_BINDTODEVICE, \"%1$s\", sizeof \"%1$s\"),"
            + " \"SO_BINDTODEVICE %1$s\");",
        device);
  }

  private void join(GroupMembership group) {
    String level = Parts.ipv6(group.group()) ? "IPPROTO_IPV6" : "IPPROTO_IP";
    String family = Parts.ipv6(group.group()) ? "AF_INET6" : "AF_INET";
    String place = Parts.plain(group.group());
    String words = group.toString();
    if (!Parts.onlySome(group)) {
      lines.add(
          """
            {
              struct group_req join = {.gr_interface = if_nametoindex("%s")};
              join.gr_group = address(%s, "%s", 0);
              check(setsockopt(s, %s, MCAST_JOIN_GROUP, &join, sizeof join), "join %s");
            }
          """
              .formatted(group.interfaceName(), family, place, level, words)
              .stripTrailing());
    }
    String call = Parts.onlySome(group) ? "MCAST_JOIN_SOURCE_GROUP" : "MCAST_BLOCK_SOURCE";
    for (var source : group.sources().sources()) {
      lines.add(
          """
            {
              struct group_source_req join = {.gsr_interface = if_nametoindex("%s")};
              join.gsr_group = address(%s, "%s", 0);
              join.gsr_source = address(%s, "%s", 0);
              check(setsockopt(s, %s, %s, &join, sizeof join), "join %s");
            }
          """
              .formatted(
                  group.interfaceName(),
                  family,
                  place,
                  family,
                  Parts.plain(source),
                  level,
                  call,
                  words)
              .stripTrailing());
    }
  }

  private void listen() {
    lines.add(
        """
          printf("bound to %s\\n");
          fflush(stdout);
          for (;;) {
            char payload[65536];
            struct sockaddr_storage from;
            socklen_t length = sizeof from;
            ssize_t bytes = recvfrom(s, payload, sizeof payload, 0, (struct sockaddr *)&from, &length);
            check((int)bytes, "recvfrom");
            char host[INET6_ADDRSTRLEN];
            int port;
            if (from.ss_family == AF_INET) {
              struct sockaddr_in *in = (struct sockaddr_in *)&from;
              inet_ntop(AF_INET, &in->sin_addr, host, sizeof host);
              port = ntohs(in->sin_port);
            } else {
              struct sockaddr_in6 *in = (struct sockaddr_in6 *)&from;
              inet_ntop(AF_INET6, &in->sin6_addr, host, sizeof host);
              port = ntohs(in->sin6_port);
            }
            printf("%%zd bytes from %%s port %%d\\n", bytes, host, port);
            fflush(stdout);
        """
            .formatted(plan.local())
            .stripTrailing());
    lines.addIf(
        sketch.closeOnExit(),
        "    if (bytes == 4 && memcmp(payload, \"exit\", 4) == 0) {\n      break;\n    }");
    lines.add("  }");
  }

  private void send(Sketch.Dispatch dispatch) {
    options(dispatch);
    var to = dispatch.to();
    lines.add("  struct sockaddr_storage to = %s;", address(to.address(), to.port()));
    scope("to", to.address());
    if (dispatch.connect()) {
      lines.add(
          "  check(connect(s, (struct sockaddr *)&to, %s), \"connect %s\");", length(ipv6), to);
      lines.add(
          "  check((int)send(s, payload, %d, 0), \"send to %s\");", dispatch.payload().length, to);
    } else {
      lines.add(
          "  check((int)sendto(s, payload, %d, 0, (struct sockaddr *)&to, %s), \"send to %s\");",
          dispatch.payload().length, length(ipv6), to);
    }
    lines.add("  printf(\"sent\\n\");");
  }

  private void options(Sketch.Dispatch dispatch) {
    SendOptions options = dispatch.options();
    boolean six = Parts.ipv6(dispatch.to().address());
    boolean group = Parts.multicast(dispatch);
    String level = six ? "IPPROTO_IPV6" : "IPPROTO_IP";
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
