package org.portbound.code;

import java.net.InetAddress;
import org.portbound.message.PayloadCode;
import org.portbound.socket.Endpoint;
import org.portbound.socket.Family;
import org.portbound.socket.GroupMembership;
import org.portbound.socket.SendOptions;
import org.portbound.socket.SocketPlan;

/** Writes Go (Linux, the standard library alone). Used once, by one thread. */
final class GoProgram {
  private static final int MCAST_JOIN_GROUP = 42;
  private static final int MCAST_BLOCK_SOURCE = 43;
  private static final int MCAST_JOIN_SOURCE_GROUP = 46;

  private final Sketch sketch;
  private final SocketPlan plan;
  private final boolean ipv6;
  private final Lines lines = new Lines();

  GoProgram(Sketch sketch) {
    this.sketch = sketch;
    this.plan = sketch.plan();
    this.ipv6 = Parts.ipv6(plan);
  }

  String write() {
    lines.add("// %s%n// Run: %s", Parts.title(sketch), Language.GO.command());
    lines.add(
        """
        package main

        import (
        	"fmt"
        	"net"
        	"os"
        	"syscall"
        	"unsafe"
        )

        // Not in the syscall package (asm-generic/socket.h, linux/in.h, linux/in6.h).
        const (
        	soReusePort          = 15
        	mcastJoinGroup       = 42
        	mcastBlockSource     = 43
        	mcastJoinSourceGroup = 46
        	ipMulticastAll       = 49
        	ipv6MulticastAll     = 29
        )

        func check(err error, call string) {
        	if err != nil {
        		fmt.Fprintf(os.Stderr, "%s: %v\\n", call, err)
        		os.Exit(1)
        	}
        }

        func index(name string) int {
        	found, err := net.InterfaceByName(name)
        	check(err, "interface "+name)
        	return found.Index
        }

        // storage is an address as a struct sockaddr_storage.
        func storage(text string) []byte {
        	bytes := make([]byte, 128)
        	ip := net.ParseIP(text)
        	if four := ip.To4(); four != nil {
        		*(*uint16)(unsafe.Pointer(&bytes[0])) = syscall.AF_INET
        		copy(bytes[4:], four)
        	} else {
        		*(*uint16)(unsafe.Pointer(&bytes[0])) = syscall.AF_INET6
        		copy(bytes[8:], ip)
        	}
        	return bytes
        }

        // request is a struct group_req, or with a source a struct group_source_req.
        func request(name string, addresses ...string) string {
        	bytes := make([]byte, 8)
        	*(*uint32)(unsafe.Pointer(&bytes[0])) = uint32(index(name))
        	for _, each := range addresses {
        		bytes = append(bytes, storage(each)...)
        	}
        	return string(bytes)
        }

        func endpoint(text string, port int, scope string, six bool) syscall.Sockaddr {
        	ip := net.ParseIP(text)
        	if !six {
        		address := &syscall.SockaddrInet4{Port: port}
        		copy(address.Addr[:], ip.To4())
        		return address
        	}
        	address := &syscall.SockaddrInet6{Port: port}
        	copy(address.Addr[:], ip.To16())
        	if scope != "" {
        		address.ZoneId = uint32(index(scope))
        	}
        	return address
        }

        func main() {
        	// So that a program that does not join a group uses this name too.
        	_ = request
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
    lines.add("}");
    return lines.toString();
  }

  private void set(String level, String option, Object value, String words) {
    lines.add("\tcheck(syscall.SetsockoptInt(s, %s, %s, %s), \"%s\")", level, option, value, words);
  }

  private String endpoint(InetAddress address, int port) {
    return "endpoint(\"%s\", %d, \"%s\", %s)"
        .formatted(Parts.address(plan, address), port, Parts.scope(address), ipv6);
  }

  private void open() {
    lines.add(
        "\ts, err := syscall.Socket(syscall.%s, syscall.SOCK_DGRAM, 0)",
        ipv6 ? "AF_INET6" : "AF_INET");
    lines.add("\tcheck(err, \"socket\")");
    if (ipv6) {
      set("syscall.IPPROTO_IPV6", "syscall.IPV6_V6ONLY", plan.v6Only() ? 1 : 0, "IPV6_V6ONLY");
    }
    if (plan.reuse().reuseAddr()) {
      set("syscall.SOL_SOCKET", "syscall.SO_REUSEADDR", 1, "SO_REUSEADDR");
    }
    if (plan.reuse().reusePort()) {
      set("syscall.SOL_SOCKET", "soReusePort", 1, "SO_REUSEPORT");
    }
    plan.receiveBufferBytes()
        .ifPresent(bytes -> set("syscall.SOL_SOCKET", "syscall.SO_RCVBUF", bytes, "SO_RCVBUF"));
    String device = plan.device();
    lines.addIf(
        device != null,
        "\tcheck(syscall.BindToDevice(s, \"%1$s\"), \"SO_BINDTODEVICE %1$s\")",
        String.valueOf(device));
    var local = plan.local();
    lines.add(
        "\tcheck(syscall.Bind(s, %s), \"bind %s\")",
        endpoint(local.address(), local.port()), local);
  }

  private void join(GroupMembership group) {
    String level = Parts.ipv6(group.group()) ? "syscall.IPPROTO_IPV6" : "syscall.IPPROTO_IP";
    String place = "\"%s\", \"%s\"".formatted(group.interfaceName(), Parts.plain(group.group()));
    if (!Parts.onlySome(group)) {
      request(level, MCAST_JOIN_GROUP, place, group);
    }
    int option = Parts.onlySome(group) ? MCAST_JOIN_SOURCE_GROUP : MCAST_BLOCK_SOURCE;
    for (var source : group.sources().sources()) {
      request(level, option, place + ", \"" + Parts.plain(source) + "\"", group);
    }
  }

  private void request(String level, int option, String arguments, GroupMembership group) {
    String name =
        switch (option) {
          case MCAST_JOIN_GROUP -> "mcastJoinGroup";
          case MCAST_BLOCK_SOURCE -> "mcastBlockSource";
          default -> "mcastJoinSourceGroup";
        };
    lines.add(
        "\tcheck(syscall.SetsockoptString(s, %s, %s, request(%s)), \"join %s\")",
        level, name, arguments, group);
  }

  private void late() {
    sketch
        .late()
        .multicastAll()
        .forEach(
            (groups, on) -> {
              boolean six = groups == Family.INET6;
              set(
                  six ? "syscall.IPPROTO_IPV6" : "syscall.IPPROTO_IP",
                  six ? "ipv6MulticastAll" : "ipMulticastAll",
                  on ? 1 : 0,
                  six ? "IPV6_MULTICAST_ALL" : "IP_MULTICAST_ALL");
            });
    Endpoint peer = sketch.late().peer();
    if (peer != null) {
      lines.add(
          "\tcheck(syscall.Connect(s, %s), \"connect %s\")",
          endpoint(peer.address(), peer.port()), peer);
    }
  }

  private void listen() {
    lines.add(
        """
        	fmt.Println("bound to %s")
        	payload := make([]byte, 65536)
        	for {
        		bytes, from, err := syscall.Recvfrom(s, payload, 0)
        		check(err, "recvfrom")
        		switch source := from.(type) {
        		case *syscall.SockaddrInet4:
        			fmt.Println(bytes, "bytes from", net.IP(source.Addr[:]), "port", source.Port)
        		case *syscall.SockaddrInet6:
        			fmt.Println(bytes, "bytes from", net.IP(source.Addr[:]), "port", source.Port)
        		}
        """
            .formatted(plan.local())
            .stripTrailing());
    lines.addIf(
        sketch.closeOnExit(), "\t\tif string(payload[:bytes]) == \"exit\" {\n\t\t\treturn\n\t\t}");
    lines.add("\t}");
  }

  private void send(Sketch.Dispatch dispatch) {
    options(dispatch);
    lines.add(indented(PayloadCode.GO.write(dispatch.payload())));
    String to = endpoint(dispatch.to().address(), dispatch.to().port());
    if (dispatch.setup().connect()) {
      lines.add("\tcheck(syscall.Connect(s, %s), \"connect\")", to);
      lines.add("\t_, err = syscall.Write(s, payload)");
      lines.add("\tcheck(err, \"send to %s\")", dispatch.to());
    } else {
      lines.add("\tcheck(syscall.Sendto(s, payload, 0, %s), \"send to %s\")", to, dispatch.to());
    }
    lines.add("\tfmt.Println(\"sent\")");
  }

  private static String indented(String block) {
    return block.strip().lines().map(each -> "\t" + each).reduce((a, b) -> a + "\n" + b).orElse("");
  }

  private void options(Sketch.Dispatch dispatch) {
    SendOptions options = dispatch.options();
    boolean six = Parts.ipv6(dispatch.to().address());
    boolean group = Parts.multicast(dispatch);
    String level = six ? "syscall.IPPROTO_IPV6" : "syscall.IPPROTO_IP";
    dispatch
        .setup()
        .sendBufferBytes()
        .ifPresent(bytes -> set("syscall.SOL_SOCKET", "syscall.SO_SNDBUF", bytes, "SO_SNDBUF"));
    if (options.broadcast()) {
      set("syscall.SOL_SOCKET", "syscall.SO_BROADCAST", 1, "SO_BROADCAST");
    }
    String name = options.interfaceName();
    if (name != null && group) {
      if (six) {
        set(level, "syscall.IPV6_MULTICAST_IF", "index(\"" + name + "\")", "interface " + name);
      } else {
        lines.add(
            "\tby := &syscall.IPMreqn{Ifindex: int32(index(\"%1$s\"))}\n"
                + "\tcheck(syscall.SetsockoptIPMreqn(s, syscall.IPPROTO_IP,"
                + " syscall.IP_MULTICAST_IF, by), \"interface %1$s\")",
            name);
      }
    }
    options
        .ttlHops()
        .ifPresent(
            hops -> {
              String option =
                  group
                      ? six ? "IPV6_MULTICAST_HOPS" : "IP_MULTICAST_TTL"
                      : six ? "IPV6_UNICAST_HOPS" : "IP_TTL";
              set(level, "syscall." + option, hops, option);
            });
    if (group && !options.loopback()) {
      String loop = six ? "IPV6_MULTICAST_LOOP" : "IP_MULTICAST_LOOP";
      set(level, "syscall." + loop, 0, loop);
    }
    if (options.dontFragment()) {
      String option = six ? "IPV6_MTU_DISCOVER" : "IP_MTU_DISCOVER";
      String always = six ? "syscall.IPV6_PMTUDISC_DO" : "syscall.IP_PMTUDISC_DO";
      set(level, "syscall." + option, always, option);
    }
    options
        .dscp()
        .ifPresent(
            dscp ->
                set(
                    level,
                    six ? "syscall.IPV6_TCLASS" : "syscall.IP_TOS",
                    dscp + " << 2",
                    six ? "IPV6_TCLASS" : "IP_TOS"));
  }
}
