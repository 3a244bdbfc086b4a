package org.portbound.experiment.predict;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.portbound.socket.Endpoint;
import org.portbound.socket.Family;
import org.portbound.socket.GroupMembership;
import org.portbound.socket.ReuseOption;

/** The fields of a step, in the form that {@link ActionReader} reads; what is usual is left out. */
final class ActionWriter {
  private ActionWriter() {}

  static Map<String, Object> fields(Action action) {
    var fields = new LinkedHashMap<String, Object>();
    switch (action) {
      case Action.Bind bind -> bind(fields, bind);
      case Action.SetReuse(int socket, ReuseOption option, boolean on) -> {
        fields.put("do", "set");
        fields.put("socket", socket);
        fields.put(option == ReuseOption.SO_REUSEADDR ? "reuseaddr" : "reuseport", on);
      }
      case Action.Connect(int socket, Endpoint peer, InetAddress source) -> {
        fields.put("do", "connect");
        fields.put("socket", socket);
        fields.put("peer", peer.toString());
        fields.put("source", Endpoint.text(source));
      }
      case Action.Close(int socket) -> {
        fields.put("do", "close");
        fields.put("socket", socket);
      }
      case Action.Send(Endpoint from, InetAddress to, String device, int sources) -> {
        fields.put("do", "send");
        fields.put("from", from.toString());
        fields.put("to", Endpoint.text(to));
        fields.put("device", device);
        fields.put("sources", sources);
      }
    }
    return fields;
  }

  private static void bind(Map<String, Object> fields, Action.Bind bind) {
    fields.put("do", "bind");
    fields.put("family", bind.family().name().toLowerCase(Locale.ROOT));
    boolean mapped = bind.family() == Family.INET6 && bind.address() instanceof Inet4Address;
    fields.put("address", (mapped ? "::ffff:" : "") + Endpoint.text(bind.address()));
    fields.put("reuseaddr", bind.reuse().reuseAddr());
    fields.put("reuseport", bind.reuse().reusePort());
    if (bind.v6Only()) {
      fields.put("v6only", true);
    }
    if (bind.device() != null) {
      fields.put("device", bind.device());
    }
    fields.put("uid", bind.uid());
    if (!bind.groups().isEmpty()) {
      fields.put("groups", bind.groups().stream().map(GroupMembership::toString).toList());
    }
    fields.put("multicastAll", bind.multicastAll());
  }
}
