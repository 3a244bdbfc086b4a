package org.portbound.code;

import java.net.InetAddress;
import org.portbound.socket.Endpoint;
import org.portbound.socket.GroupMembership;
import org.portbound.socket.SendOptions;
import org.portbound.socket.SocketPlan;

/**
 * Writes Java, with its channels. What they cannot do is an exception in the program, so that it
 * never does something else instead. Used once, by one thread.
 */
final class JavaProgram {
  private static final int BYTES_PER_LINE = 12;

  private final Sketch sketch;
  private final SocketPlan plan;
  private final boolean ipv6;
  private final Lines lines = new Lines();

  JavaProgram(Sketch sketch) {
    this.sketch = sketch;
    this.plan = sketch.plan();
    this.ipv6 = Parts.ipv6(plan);
  }

  String write() {
    lines.add("// %s%n// Run: %s", Parts.title(sketch), Language.JAVA.command());
    lines.add(
        """
        import java.net.*;
        import java.nio.*;
        import java.nio.channels.*;
        import java.util.*;

        public class PortboundExample {
          public static void main(String[] arguments) throws Exception {
        """
            .stripTrailing());
    for (String each : JavaLimits.impossible(sketch)) {
      lines.add(
          "    if (true) throw new UnsupportedOperationException(\"Java cannot: %s\");", each);
    }
    open();
    plan.groups().forEach(this::join);
    late();
    Sketch.Dispatch dispatch = sketch.dispatch();
    if (dispatch == null) {
      listen();
    } else {
      send(dispatch);
    }
    lines.add("  }\n}");
    return lines.toString();
  }

  private static String address(InetAddress address) {
    String scope = Parts.scope(address);
    String text = Parts.plain(address) + (scope.isEmpty() ? "" : "%" + scope);
    return "InetAddress.getByName(\"" + text + "\")";
  }

  private void set(String option, Object value) {
    lines.add("    channel.setOption(StandardSocketOptions.%s, %s);", option, value);
  }

  private void open() {
    lines.add(
        "    DatagramChannel channel =" + " DatagramChannel.open(StandardProtocolFamily.%s);",
        ipv6 ? "INET6" : "INET");
    if (plan.reuse().reuseAddr()) {
      set("SO_REUSEADDR", true);
    }
    if (plan.reuse().reusePort()) {
      set("SO_REUSEPORT", true);
    }
    plan.receiveBufferBytes().ifPresent(bytes -> set("SO_RCVBUF", bytes));
    lines.add(
        "    channel.bind(new InetSocketAddress(%s, %d));",
        address(plan.local().address()), plan.local().port());
  }

  private void join(GroupMembership group) {
    String place =
        "%s, NetworkInterface.getByName(\"%s\")"
            .formatted(address(group.group()), group.interfaceName());
    if (Parts.onlySome(group)) {
      for (var source : group.sources().sources()) {
        lines.add("    channel.join(%s, %s);", place, address(source));
      }
      return;
    }
    if (group.sources().isAny()) {
      lines.add("    channel.join(%s);", place);
      return;
    }
    lines.add("    {");
    lines.add("      MembershipKey key = channel.join(%s);", place);
    for (var source : group.sources().sources()) {
      lines.add("      key.block(%s);", address(source));
    }
    lines.add("    }");
  }

  private void late() {
    lines.addIf(
        JavaLimits.switchesMulticastAllOff(sketch),
        "    // Java has switched IP_MULTICAST_ALL off: groups that only others joined do not"
            + " come.");
    Endpoint peer = sketch.late().peer();
    if (peer != null) {
      lines.add(
          "    channel.connect(new InetSocketAddress(%s, %d));",
          address(peer.address()), peer.port());
    }
  }

  private void listen() {
    lines.add(
        """
            System.out.println("bound to %s");
            ByteBuffer payload = ByteBuffer.allocate(65536);
            while (true) {
              InetSocketAddress from = (InetSocketAddress) channel.receive(payload.clear());
              byte[] bytes = Arrays.copyOf(payload.array(), payload.position());
              System.out.printf("%%d bytes from %%s port %%d%%n", bytes.length,
                  from.getAddress().getHostAddress(), from.getPort());
        """
            .formatted(plan.local())
            .stripTrailing());
    lines.addIf(
        sketch.closeOnExit(),
        "      if (new String(bytes, java.nio.charset.StandardCharsets.ISO_8859_1)"
            + ".equals(\"exit\")) {\n        return;\n      }");
    lines.add("    }");
  }

  private void send(Sketch.Dispatch dispatch) {
    options(dispatch);
    lines.add("    byte[] payload = {");
    byte[] payload = dispatch.payload();
    for (int i = 0; i < payload.length; i += BYTES_PER_LINE) {
      var line = new StringBuilder("     ");
      for (int k = i; k < Math.min(payload.length, i + BYTES_PER_LINE); k++) {
        line.append(' ').append(payload[k]).append(',');
      }
      lines.add(line.toString());
    }
    lines.add("    };");
    String to =
        "new InetSocketAddress(%s, %d)"
            .formatted(address(dispatch.to().address()), dispatch.to().port());
    if (dispatch.setup().connect()) {
      lines.add("    channel.connect(%s);", to);
    }
    lines.add("    channel.send(ByteBuffer.wrap(payload), %s);", to);
    lines.add("    System.out.println(\"sent\");");
  }

  private void options(Sketch.Dispatch dispatch) {
    SendOptions options = dispatch.options();
    dispatch.setup().sendBufferBytes().ifPresent(bytes -> set("SO_SNDBUF", bytes));
    boolean group = Parts.multicast(dispatch);
    if (options.broadcast()) {
      set("SO_BROADCAST", true);
    }
    String name = options.interfaceName();
    if (name != null && group) {
      set("IP_MULTICAST_IF", "NetworkInterface.getByName(\"" + name + "\")");
    }
    if (group) {
      options.ttlHops().ifPresent(hops -> set("IP_MULTICAST_TTL", hops));
    }
    if (group && !options.loopback()) {
      set("IP_MULTICAST_LOOP", false);
    }
    lines.addIf(
        options.dontFragment(),
        "    channel.setOption(jdk.net.ExtendedSocketOptions.IP_DONTFRAGMENT, true);");
    options.dscp().ifPresent(dscp -> set("IP_TOS", dscp + " << 2"));
  }
}
