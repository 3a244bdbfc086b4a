package org.portbound.code;

import java.net.Inet4Address;
import java.net.InetAddress;
import org.portbound.socket.Endpoint;
import org.portbound.socket.Family;
import org.portbound.socket.GroupMembership;
import org.portbound.socket.SocketPlan;
import org.portbound.socket.SourceFilter;

/** What all languages need to know of a sketch. Pure functions. */
final class Parts {
  private Parts() {}

  static boolean ipv6(SocketPlan plan) {
    return plan.family() == Family.INET6;
  }

  static boolean ipv6(InetAddress address) {
    return !(address instanceof Inet4Address);
  }

  /** The address as a socket of the plan's family takes it, without a scope. */
  static String address(SocketPlan plan, InetAddress address) {
    String text = plain(address);
    return ipv6(plan) && !ipv6(address) ? "::ffff:" + text : text;
  }

  /** The address alone, without a scope. */
  static String plain(InetAddress address) {
    String text = Endpoint.text(address);
    int percent = text.indexOf('%');
    return percent < 0 ? text : text.substring(0, percent);
  }

  /** The interface in a link-local address, or nothing. */
  static String scope(InetAddress address) {
    String text = Endpoint.text(address);
    int percent = text.indexOf('%');
    return percent < 0 ? "" : text.substring(percent + 1);
  }

  static boolean onlySome(GroupMembership group) {
    return group.sources().mode() == SourceFilter.Mode.ONLY;
  }

  /** What the program does, in a line. */
  static String title(Sketch sketch) {
    Sketch.Dispatch dispatch = sketch.dispatch();
    return dispatch == null
        ? "Listens on " + sketch.plan().local() + "."
        : "Sends " + dispatch.payload().length + " bytes to " + dispatch.to() + ".";
  }

  /** Whether the destination is a group. */
  static boolean multicast(Sketch.Dispatch dispatch) {
    return dispatch.to().address().isMulticastAddress();
  }
}
