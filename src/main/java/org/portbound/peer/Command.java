package org.portbound.peer;

import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.portbound.socket.Endpoint;
import org.portbound.socket.Family;
import org.portbound.socket.GroupMembership;
import org.portbound.socket.ReuseOption;
import org.portbound.socket.SendOptions;
import org.portbound.socket.SocketPlan;
import org.portbound.socket.Steering;

/**
 * What a peer can be told. Sockets go by a number that the one who commands chooses; a number is
 * free again once its socket is closed.
 */
sealed interface Command {
  /** Open a socket under this number. */
  record Open(int socket, SocketPlan plan) implements Command {}

  /** Close it. */
  record Close(int socket) implements Command {}

  /** Switch a reuse option of an open socket. */
  record SetReuse(int socket, ReuseOption option, boolean on) implements Command {}

  /** Join a group. */
  record Join(int socket, GroupMembership membership) implements Command {}

  /** Leave a group. */
  record Leave(int socket, GroupMembership membership) implements Command {}

  /**
   * Change whose datagrams of a joined group are taken.
   *
   * @param changed the same place with the sources it is to have
   */
  record SetSources(int socket, GroupMembership joined, GroupMembership changed)
      implements Command {}

  /** Switch IP_MULTICAST_ALL or IPV6_MULTICAST_ALL. */
  record SetMulticastAll(int socket, Family group, boolean on) implements Command {}

  /** Say how the group chooses that this socket shares its port with. */
  record SetSteering(int socket, Steering how) implements Command {}

  /** Set SO_INCOMING_CPU. */
  record SetIncomingCpu(int socket, int cpu) implements Command {}

  /** Send one datagram. */
  record Send(int socket, Endpoint destination, byte[] payload, SendOptions options)
      implements Command {}

  /** Start this program so that it inherits the socket. */
  record Hold(int socket, List<String> program) implements Command {}

  /** End; the end of standard input says the same. */
  record End() implements Command {}

  /** As it stands on the wire. */
  default Map<String, Object> toWire(long request) {
    var map = new LinkedHashMap<String, Object>();
    map.put("request", request);
    switch (this) {
      case Open(int socket, SocketPlan plan) -> {
        name(map, "open", socket);
        map.put("plan", WireValues.plan(plan));
      }
      case Close(int socket) -> name(map, "close", socket);
      case SetReuse(int socket, ReuseOption option, boolean on) -> {
        name(map, "setReuse", socket);
        map.put("option", option.name());
        map.put("on", on);
      }
      case Join(int socket, GroupMembership membership) -> {
        name(map, "join", socket);
        map.put("membership", WireValues.group(membership));
      }
      case Leave(int socket, GroupMembership membership) -> {
        name(map, "leave", socket);
        map.put("membership", WireValues.group(membership));
      }
      case SetSources(int socket, GroupMembership joined, GroupMembership changed) -> {
        name(map, "setSources", socket);
        map.put("membership", WireValues.group(joined));
        map.put("changed", WireValues.group(changed));
      }
      case SetMulticastAll(int socket, Family group, boolean on) -> {
        name(map, "setMulticastAll", socket);
        map.put("family", group.name());
        map.put("on", on);
      }
      case SetSteering(int socket, Steering how) -> {
        name(map, "setSteering", socket);
        map.put("how", how.name());
      }
      case SetIncomingCpu(int socket, int cpu) -> {
        name(map, "setIncomingCpu", socket);
        map.put("cpu", cpu);
      }
      case Send(int socket, Endpoint destination, byte[] payload, SendOptions options) -> {
        name(map, "send", socket);
        map.put("destination", destination.toString());
        map.put("payload", Base64.getEncoder().encodeToString(payload));
        map.put("options", WireValues.options(options));
      }
      case Hold(int socket, List<String> program) -> {
        name(map, "hold", socket);
        map.put("program", program);
      }
      case End() -> map.put("do", "end");
    }
    return map;
  }

  private static void name(Map<String, Object> map, String name, int socket) {
    map.put("do", name);
    map.put("socket", socket);
  }

  /** Reads it from the wire. */
  static Command fromWire(Fields from) throws GarbledLineException {
    String name = from.text("do");
    if (name.equals("end")) {
      return new End();
    }
    int socket = from.integer("socket", 0, Integer.MAX_VALUE);
    return switch (name) {
      case "open" -> new Open(socket, WireValues.plan(from.object("plan")));
      case "close" -> new Close(socket);
      case "setReuse" ->
          new SetReuse(
              socket, WireValues.constant(ReuseOption.class, from.text("option")), from.flag("on"));
      case "join" -> new Join(socket, WireValues.group(from.object("membership")));
      case "leave" -> new Leave(socket, WireValues.group(from.object("membership")));
      case "setSources" ->
          new SetSources(
              socket,
              WireValues.group(from.object("membership")),
              WireValues.group(from.object("changed")));
      case "setMulticastAll" ->
          new SetMulticastAll(
              socket, WireValues.constant(Family.class, from.text("family")), from.flag("on"));
      case "setSteering" ->
          new SetSteering(socket, WireValues.constant(Steering.class, from.text("how")));
      case "setIncomingCpu" ->
          new SetIncomingCpu(socket, from.integer("cpu", -1, Integer.MAX_VALUE));
      case "send" ->
          new Send(
              socket,
              WireValues.endpoint(from.text("destination")),
              from.bytes("payload"),
              WireValues.options(from.object("options")));
      case "hold" -> new Hold(socket, new ArrayList<>(from.texts("program")));
      default -> throw new GarbledLineException("\"" + name + "\" is no command");
    };
  }
}
