package org.portbound.cli;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.portbound.socket.GroupMembership;
import org.portbound.socket.Interface;

/** Names of interfaces by their index, each asked for once. Not thread-safe. */
final class InterfaceNames {
  private final Map<Integer, Optional<String>> known = new HashMap<>();

  /** The name, or null if there is no such interface or the index is 0 for unknown. */
  @Nullable String of(int index) {
    return index == 0 ? null : known.computeIfAbsent(index, InterfaceNames::find).orElse(null);
  }

  private static Optional<String> find(int index) {
    return Interface.all().stream()
        .filter(each -> each.index() == index)
        .map(Interface::name)
        .findFirst();
  }

  /** The interface for multicast when nobody names one: what is sent by it stays here. */
  static String loopback() {
    return Interface.firstLoopback().map(Interface::name).orElse(GroupMembership.DEFAULT_INTERFACE);
  }

  /** The interface that a link-local address names after its percent sign, if it does. */
  static Optional<String> scope(InetAddress address) {
    return address instanceof Inet6Address v6 ? find(v6.getScopeId()) : Optional.empty();
  }
}
