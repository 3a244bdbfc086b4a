package org.portbound.code;

import java.net.InetAddress;
import org.portbound.message.PayloadCode;
import org.portbound.socket.Endpoint;
import org.portbound.socket.Family;
import org.portbound.socket.GroupMembership;
import org.portbound.socket.SendOptions;
import org.portbound.socket.SocketPlan;

/** Writes Python 3 (Linux). Used once, by one thread. */
final class PythonProgram {
  private final Sketch sketch;
  private final SocketPlan plan;
  private final boolean ipv6;
  private final Lines lines = new Lines();

  PythonProgram(Sketch sketch) {
    this.sketch = sketch;
    this.plan = sketch.plan();
    this.ipv6 = Parts.ipv6(plan);
  }

  String write() {
    lines.add("# %s%n# Run: %s", Parts.title(sketch), Language.PYTHON.command());
    lines.add(
        """
        import socket
        import struct
        import sys


        def main():
        """
            .stripTrailing());
    open();
    plan.groups().forEach(this::join);
    late();
    Sketch.Dispatch dispatch = sketch.dispatch();
    if (dispatch == null) {
      listen();
    } else {
      send(dispatch);
    }
    helpers();
    lines.add(
        """


        try:
            main()
        except OSError as error:
            sys.exit(f"{error.strerror} ({error.errno})")
        """);
    return lines.toString();
  }

  private void open() {
    lines.add("    s = socket.socket(socket.%s, socket.SOCK_DGRAM)", ipv6 ? "AF_INET6" : "AF_INET");
    lines.addIf(
        ipv6,
        "    s.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, %d)",
        plan.v6Only() ? 1 : 0);
    lines.addIf(
        plan.reuse().reuseAddr(), "    s.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)");
    lines.addIf(
        plan.reuse().reusePort(), "    s.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)");
    plan.receiveBufferBytes()
        .ifPresent(
            bytes -> lines.add("    s.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, %d)", bytes));
    lines.addIf(
        plan.device() != null,
        "    s.setsockopt(socket.SOL_SOCKET, socket.SO_BINDTODEVICE, b\"%s\")",
        String.valueOf(plan.device()));
    lines.add("    s.bind(%s)", address(plan.local().address(), plan.local().port()));
  }

  /** A tuple as Python's socket module takes it. */
  private String address(InetAddress address, int port) {
    String scope = Parts.scope(address);
    String text = Parts.address(plan, address);
    if (!scope.isEmpty()) {
      return "(\"%s\", %d, 0, socket.if_nametoindex(\"%s\"))".formatted(text, port, scope);
    }
    return "(\"%s\", %d)".formatted(text, port);
  }

  private void join(GroupMembership group) {
    boolean six = Parts.ipv6(group.group());
    String level = six ? "socket.IPPROTO_IPV6" : "socket.IPPROTO_IP";
    String request =
        "struct.pack(\"@I4x\", socket.if_nametoindex(\"%s\")) + storage(\"%s\")"
            .formatted(group.interfaceName(), Parts.plain(group.group()));
    if (!Parts.onlySome(group)) {
      lines.add("    mcast_join_group = 42  # linux/in.h");
      lines.add("    s.setsockopt(%s, mcast_join_group, %s)", level, request);
    }
    String name = Parts.onlySome(group) ? "mcast_join_source_group" : "mcast_block_source";
    for (var source : group.sources().sources()) {
      lines.add("    %s = %d  # linux/in.h", name, Parts.onlySome(group) ? 46 : 43);
      lines.add(
          "    s.setsockopt(%s, %s, %s + storage(\"%s\"))",
          level, name, request, Parts.plain(source));
    }
  }

  /** Python names neither option; both are in the kernel's in.h and in6.h. */
  private void late() {
    sketch
        .late()
        .multicastAll()
        .forEach(
            (groups, on) -> {
              boolean six = groups == Family.INET6;
              lines.add(
                  "    multicast_all = %d  # linux/%s", six ? 29 : 49, six ? "in6.h" : "in.h");
              lines.add(
                  "    s.setsockopt(socket.%s, multicast_all, %d)",
                  six ? "IPPROTO_IPV6" : "IPPROTO_IP", on ? 1 : 0);
            });
    Endpoint peer = sketch.late().peer();
    if (peer != null) {
      lines.add("    s.connect(%s)", address(peer.address(), peer.port()));
    }
  }

  private void helpers() {
    if (plan.groups().isEmpty()) {
      return;
    }
    lines.add(
        """


        def storage(text):
            \"""An address as a struct sockaddr_storage.\"""
            if ":" in text:
                head = struct.pack("@HHI", socket.AF_INET6, 0, 0)
                return (head + socket.inet_pton(socket.AF_INET6, text)).ljust(128, b"\\0")
            head = struct.pack("@HH", socket.AF_INET, 0)
            return (head + socket.inet_pton(socket.AF_INET, text)).ljust(128, b"\\0")
        """
            .stripTrailing());
  }

  private void listen() {
    lines.add(
        """
            print("bound to %s", flush=True)
            while True:
                payload, source = s.recvfrom(65536)
                print(f"{len(payload)} bytes from {source[0]} port {source[1]}", flush=True)
        """
            .formatted(plan.local())
            .stripTrailing());
    lines.addIf(sketch.closeOnExit(), "        if payload == b\"exit\":\n            break");
  }

  private void send(Sketch.Dispatch dispatch) {
    options(dispatch);
    lines.add("    %s", PayloadCode.PYTHON.write(dispatch.payload()).strip());
    String to = address(dispatch.to().address(), dispatch.to().port());
    if (dispatch.setup().connect()) {
      lines.add("    s.connect(%s)", to);
      lines.add("    s.send(payload)");
    } else {
      lines.add("    s.sendto(payload, %s)", to);
    }
    lines.add("    print(\"sent\")");
  }

  private void options(Sketch.Dispatch dispatch) {
    SendOptions options = dispatch.options();
    boolean six = Parts.ipv6(dispatch.to().address());
    boolean group = Parts.multicast(dispatch);
    String level = six ? "socket.IPPROTO_IPV6" : "socket.IPPROTO_IP";
    dispatch
        .setup()
        .sendBufferBytes()
        .ifPresent(
            bytes -> lines.add("    s.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, %d)", bytes));
    lines.addIf(options.broadcast(), "    s.setsockopt(socket.SOL_SOCKET, socket.SO_BROADCAST, 1)");
    String name = options.interfaceName();
    if (name != null && group) {
      lines.add(
          six
              ? "    s.setsockopt(%s, socket.IPV6_MULTICAST_IF, socket.if_nametoindex(\"%s\"))"
              : "    by = struct.pack(\"@8xi\", socket.if_nametoindex(\"%2$s\"))\n"
                  + "    s.setsockopt(%1$s, socket.IP_MULTICAST_IF, by)",
          level,
          name);
    }
    options
        .ttlHops()
        .ifPresent(
            hops ->
                lines.add(
                    "    s.setsockopt(%s, socket.%s, %d)",
                    level,
                    group
                        ? six ? "IPV6_MULTICAST_HOPS" : "IP_MULTICAST_TTL"
                        : six ? "IPV6_UNICAST_HOPS" : "IP_TTL",
                    hops));
    lines.addIf(
        group && !options.loopback(),
        "    s.setsockopt(%s, socket.%s, 0)",
        level,
        six ? "IPV6_MULTICAST_LOOP" : "IP_MULTICAST_LOOP");
    if (options.dontFragment()) {
      // Python names neither option in every version; both are in the kernel's in.h and in6.h.
      lines.add("    mtu_discover, always = %d, 2", six ? 23 : 10);
      lines.add("    s.setsockopt(%s, mtu_discover, always)", level);
    }
    options
        .dscp()
        .ifPresent(
            dscp ->
                lines.add(
                    "    s.setsockopt(%s, socket.%s, %d << 2)",
                    level, six ? "IPV6_TCLASS" : "IP_TOS", dscp));
  }
}
