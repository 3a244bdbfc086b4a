package org.portbound.code;

import java.util.ArrayList;
import java.util.List;
import org.portbound.socket.Family;
import org.portbound.text.Message;

/** What Java's channels cannot do, or do by themselves. Pure functions. */
final class JavaLimits {
  private JavaLimits() {}

  /** What is planned and no channel can do. */
  static List<String> impossible(Sketch sketch) {
    var things = new ArrayList<String>();
    if (sketch.plan().v6Only() && Parts.ipv6(sketch.plan())) {
      things.add("IPV6_V6ONLY");
    }
    if (sketch.plan().device() != null) {
      things.add("SO_BINDTODEVICE");
    }
    if (sketch.late().multicastAll().containsValue(true)) {
      things.add("IP_MULTICAST_ALL");
    }
    Sketch.Dispatch dispatch = sketch.dispatch();
    boolean unicastTtl =
        dispatch != null && dispatch.options().ttlHops().isPresent() && !Parts.multicast(dispatch);
    if (unicastTtl) {
      things.add("IP_TTL");
    }
    // Writing no bytes makes no call there (sun.nio.ch.IOUtil).
    if (dispatch != null && dispatch.setup().connect() && dispatch.payload().length == 0) {
      things.add("connect + send(0 bytes)");
    }
    return things;
  }

  static List<Message> of(Sketch sketch) {
    List<String> impossible = impossible(sketch);
    if (!impossible.isEmpty()) {
      return List.of(Message.of("program.java.cannot", String.join(", ", impossible)));
    }
    return switchesMulticastAllOff(sketch)
        ? List.of(Message.of("program.java.multicast-all"))
        : List.of();
  }

  /** Java does so with each channel; it matters where groups that others joined would come. */
  static boolean switchesMulticastAllOff(Sketch sketch) {
    var local = sketch.plan().local();
    return sketch.dispatch() == null
        && (local.isWildcard() || local.address().isMulticastAddress())
        && sketch.late().multicastAll().isEmpty()
        && sketch.plan().family() == Family.INET;
  }
}
