package org.portbound.experiment.predict;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.portbound.socket.Endpoint;
import org.portbound.socket.Family;
import org.portbound.socket.GroupMembership;
import org.portbound.socket.ReuseOption;
import org.portbound.socket.ReuseOptions;
import org.portbound.text.Message;

/** Reads the steps of one scenario, and refuses those that no kernel would carry out. */
final class ActionReader {
  private static final String LOOPBACK = GroupMembership.DEFAULT_INTERFACE;
  private static final InetAddress LOCALHOST_4 = InetAddress.ofLiteral("127.0.0.1");
  private static final InetAddress LOCALHOST_6 = InetAddress.ofLiteral("::1");

  private final List<Action.Bind> sockets = new ArrayList<>();
  private final Set<Integer> connected = new HashSet<>();
  private int action;

  /** Number of the step read last, from 1; 0 before the first. */
  int action() {
    return action;
  }

  Action next(@Nullable Object step) throws BadScenario {
    action++;
    Fields fields = Fields.of(step);
    String what = fields.text("do");
    Action read =
        switch (what) {
          case "bind" -> bind(fields);
          case "set" -> set(fields);
          case "connect" -> connect(fields);
          case "close" -> new Action.Close(socket(fields));
          case "send" -> send(fields);
          default -> throw new BadScenario(Message.of("experiment.scenario.unknown-action", what));
        };
    fields.end();
    return read;
  }

  private Action bind(Fields fields) throws BadScenario {
    String text = fields.text("address");
    InetAddress address = Fields.read(text, Endpoint::readAddress);
    // Java reads ::ffff:127.0.0.1 as an IPv4 address; who writes a colon means an IPv6 socket.
    Family natural = text.indexOf(':') >= 0 ? Family.INET6 : Family.INET;
    Family family = family(fields, natural);
    boolean v6Only = fields.flag("v6only", false);
    var reuse = new ReuseOptions(fields.flag("reuseaddr", false), fields.flag("reuseport", false));
    String device = fields.textOrNull("device");
    int uid = fields.number("uid", 0, Integer.MAX_VALUE, 0);
    var groups = new ArrayList<GroupMembership>();
    for (Object each : fields.list("groups")) {
      groups.add(Fields.read(String.valueOf(each), name -> GroupMembership.read(name, LOOPBACK)));
    }
    // The kernel makes an AF_INET socket with IP_MULTICAST_ALL, and an AF_INET6 one without.
    boolean multicastAll = fields.flag("multicastAll", family == Family.INET);
    var bind = new Action.Bind(family, address, reuse, v6Only, device, uid, groups, multicastAll);
    sockets.add(bind);
    return bind;
  }

  private static Family family(Fields fields, Family natural) throws BadScenario {
    String text = fields.textOrNull("family");
    if (text == null) {
      return natural;
    }
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "inet" -> Family.INET;
      case "inet6" -> Family.INET6;
      default -> throw new BadScenario(Message.of("experiment.scenario.unknown-family", text));
    };
  }

  private Action set(Fields fields) throws BadScenario {
    int socket = socket(fields);
    boolean address = fields.has("reuseaddr");
    if (address == fields.has("reuseport")) {
      throw new BadScenario(Message.of("experiment.scenario.one-option"));
    }
    return address
        ? new Action.SetReuse(socket, ReuseOption.SO_REUSEADDR, fields.flag("reuseaddr", false))
        : new Action.SetReuse(socket, ReuseOption.SO_REUSEPORT, fields.flag("reuseport", false));
  }

  private Action connect(Fields fields) throws BadScenario {
    int socket = socket(fields);
    Endpoint peer = Fields.read(fields.text("peer"), Endpoint::read);
    if (!connected.add(socket)) {
      throw new BadScenario(Message.of("experiment.scenario.twice", String.valueOf(socket)));
    }
    boolean ipv4 = peer.address() instanceof Inet4Address;
    Action.Bind bind = sockets.get(socket - 1);
    boolean bindsIpv4 = bind.address() instanceof Inet4Address;
    boolean dual = bind.family() == Family.INET6 && bind.address().isAnyLocalAddress();
    boolean fits = ipv4 ? bindsIpv4 || dual && !bind.v6Only() : !bindsIpv4;
    if (!fits || peer.port() == 0) {
      throw new BadScenario(
          Message.of("experiment.scenario.peer", String.valueOf(socket), peer.toString()));
    }
    return new Action.Connect(socket, peer, source(fields, peer.address()));
  }

  /** Of a loopback peer the source is known; for others the routing table would have to be read. */
  private static InetAddress source(Fields fields, InetAddress peer) throws BadScenario {
    String text = fields.textOrNull("source");
    if (text != null) {
      return Fields.read(text, Endpoint::readAddress);
    }
    if (!peer.isLoopbackAddress()) {
      throw new BadScenario(Message.of("experiment.scenario.source", Endpoint.text(peer)));
    }
    return peer instanceof Inet4Address ? LOCALHOST_4 : LOCALHOST_6;
  }

  private Action send(Fields fields) throws BadScenario {
    Endpoint from = Fields.read(fields.text("from"), Endpoint::read);
    InetAddress to = Fields.read(fields.text("to"), Endpoint::readAddress);
    String device = fields.textOrNull("device");
    boolean sameFamily = from.address() instanceof Inet4Address == to instanceof Inet4Address;
    if (!sameFamily || to.isAnyLocalAddress() || from.port() == 0) {
      throw new BadScenario(
          Message.of("experiment.scenario.send", from.toString(), Endpoint.text(to)));
    }
    int sources = fields.number("sources", 1, Endpoint.MAX_PORT - from.port() + 1, 1);
    return new Action.Send(from, to, device == null ? LOOPBACK : device, sources);
  }

  private int socket(Fields fields) throws BadScenario {
    int socket = fields.number("socket", 1, Integer.MAX_VALUE, null);
    if (socket > sockets.size()) {
      throw new BadScenario(
          Message.of(
              "experiment.scenario.no-socket",
              String.valueOf(socket),
              String.valueOf(sockets.size())));
    }
    return socket;
  }
}
