package org.portbound.code;

import org.jspecify.annotations.Nullable;
import org.portbound.message.PayloadCode;
import org.portbound.socket.Endpoint;
import org.portbound.socket.Family;
import org.portbound.socket.GroupMembership;
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
    late();
    Sketch.Dispatch dispatch = sketch.dispatch();
    if (dispatch == null) {
      listen();
    } else {
      new CSending(plan, lines).write(dispatch);
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
    lines.add("// %s%n// Build and run: %s", Parts.title(sketch), Language.C.command());
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
    lines.add("  struct sockaddr_storage local = %s;", CAddress.of(plan, local));
    CAddress.scope(lines, "local", local.address());
    lines.add(
        "  check(bind(s, (struct sockaddr *)&local, %s), \"bind %s\");",
        CAddress.length(ipv6), local);
  }

  private void device(@Nullable String device) {
    lines.addIf(
        device != null,
        "  check(setsockopt(s, SOL_SOCKET, SO_BINDTODEVICE, \"%1$s\", sizeof \"%1$s\"),"
            + " \"SO_BINDTODEVICE %1$s\");",
        String.valueOf(device));
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

  private void late() {
    sketch
        .late()
        .multicastAll()
        .forEach(
            (groups, on) -> {
              boolean six = groups == Family.INET6;
              lines.add(
                  "  set(s, %1$s, %2$s, %3$d, \"%2$s\");",
                  six ? "IPPROTO_IPV6" : "IPPROTO_IP",
                  six ? "IPV6_MULTICAST_ALL" : "IP_MULTICAST_ALL",
                  on ? 1 : 0);
            });
    Endpoint peer = sketch.late().peer();
    if (peer != null) {
      lines.add("  struct sockaddr_storage peer = %s;", CAddress.of(plan, peer));
      CAddress.scope(lines, "peer", peer.address());
      lines.add(
          "  check(connect(s, (struct sockaddr *)&peer, %s), \"connect %s\");",
          CAddress.length(ipv6), peer);
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
}
