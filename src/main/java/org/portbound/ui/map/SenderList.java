package org.portbound.ui.map;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.portbound.capture.Datagram;
import org.portbound.socket.AddressBits;
import org.portbound.socket.Endpoint;

/**
 * The senders heard, few enough to be drawn: from a number on, the ports of an address become one
 * node, and then all addresses but the first. What was put together stays so, lest the picture
 * jumps.
 */
final class SenderList {
  /** More than these are put together. */
  static final int MOST = 9;

  /** More ports than these are not counted one by one. */
  static final int MOST_PORTS = 65_536;

  private static final Flow OTHERS = new Flow(0, 0, -2);

  private final Map<Flow, Sender> nodes = new LinkedHashMap<>();
  private final Map<Flow, Sender> memory = new HashMap<>();
  private final Set<Flow> ports = new HashSet<>();

  /** A node; it may have become part of another. */
  static final class Sender {
    private final Flow flow;
    private final int scope;
    private int ports;
    private boolean more;
    private Sender partOf = this;

    private Sender(Flow flow, int scope) {
      this.flow = flow;
      this.scope = scope;
    }

    /** The node that it is part of by now, itself most of the time. */
    Sender node() {
      Sender node = this;
      while (node.partOf != node) {
        node = node.partOf;
      }
      return node;
    }

    String id() {
      return "sender " + flow.high() + " " + flow.low() + " " + flow.port();
    }

    int ports() {
      return flow.port() >= 0 ? 1 : ports;
    }

    boolean more() {
      return more;
    }

    /** Address and port, the address alone for several, nothing for all others. */
    String text() {
      if (flow.equals(OTHERS)) {
        return "";
      }
      var address = AddressBits.address(flow.high(), flow.low(), scope);
      return flow.port() == Flow.ALL
          ? Endpoint.text(address)
          : new Endpoint(address, flow.port()).toString();
    }
  }

  /** The node of a datagram's sender. */
  Sender of(Datagram row) {
    Flow flow = Flow.of(row);
    Sender known = memory.get(flow);
    if (known != null) {
      return known.node();
    }
    Sender whole = nodes.get(flow.anyPort());
    Sender others = nodes.get(OTHERS);
    if (whole != null) {
      return join(flow, whole);
    }
    if (others != null) {
      return join(flow, others);
    }
    var added = new Sender(flow, row.sourceScope());
    nodes.put(flow, added);
    remember(flow, added);
    if (nodes.size() > MOST) {
      putTogether();
    }
    return added.node();
  }

  private Sender join(Flow flow, Sender node) {
    if (ports.size() < MOST_PORTS) {
      if (ports.add(flow)) {
        node.ports++;
      }
    } else {
      node.more |= !ports.contains(flow);
    }
    return node;
  }

  private void remember(Flow flow, Sender sender) {
    memory.put(flow, sender);
    ports.add(flow);
  }

  /** The address with the most nodes becomes one; if each has one, all but the first do. */
  private void putTogether() {
    var byAddress = new LinkedHashMap<Flow, Integer>();
    nodes.keySet().forEach(each -> byAddress.merge(each.anyPort(), 1, Integer::sum));
    var most = byAddress.entrySet().stream().max(Map.Entry.comparingByValue()).orElseThrow();
    Flow into = most.getValue() > 1 ? most.getKey() : OTHERS;
    Sender node = null;
    for (Sender each : nodes.values().stream().toList()) {
      boolean joins = into.equals(OTHERS) || each.flow.anyPort().equals(into);
      if (joins) {
        if (node == null) {
          node = new Sender(into, each.scope);
        }
        node.ports += each.ports();
        node.more |= each.more;
        each.partOf = node;
        nodes.remove(each.flow);
      }
    }
    if (node != null) {
      nodes.put(into, node);
    }
  }
}
