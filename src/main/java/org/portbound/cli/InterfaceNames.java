package org.portbound.cli;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Optional;
import org.portbound.socket.GroupMembership;
import org.portbound.socket.Interface;

/** Interfaces that an argument names or leaves open. Pure functions; any thread. */
final class InterfaceNames {
  private InterfaceNames() {}

  /** The interface for multicast when nobody names one: what is sent by it stays here. */
  static String loopback() {
    return Interface.firstLoopback().map(Interface::name).orElse(GroupMembership.DEFAULT_INTERFACE);
  }

  /** The interface that a link-local address names after its percent sign, if it does. */
  static Optional<String> scope(InetAddress address) {
    int index = address instanceof Inet6Address v6 ? v6.getScopeId() : 0;
    return Interface.all().stream()
        .filter(each -> each.index() == index)
        .map(Interface::name)
        .findFirst();
  }
}
