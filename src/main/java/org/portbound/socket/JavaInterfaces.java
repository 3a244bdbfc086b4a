package org.portbound.socket;

import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The interfaces as Java lists them, on every system. */
final class JavaInterfaces {
  private JavaInterfaces() {}

  static List<Interface> read() {
    var found = new ArrayList<Interface>();
    try {
      var each = NetworkInterface.getNetworkInterfaces();
      while (each.hasMoreElements()) {
        of(each.nextElement()).ifPresent(found::add);
      }
    } catch (SocketException e) {
      // "No network interfaces configured": the list is empty, which is what the caller shows.
      return List.of();
    }
    return found;
  }

  private static Optional<Interface> of(NetworkInterface from) {
    try {
      List<Interface.Assigned> assigned =
          from.getInterfaceAddresses().stream()
              .map(each -> new Interface.Assigned(each.getAddress(), each.getNetworkPrefixLength()))
              .toList();
      // What Java calls up is both: switched on and running.
      return Optional.of(
          new Interface(
              from.getIndex(),
              from.getName(),
              assigned,
              from.isUp(),
              from.isUp(),
              from.isLoopback(),
              from.supportsMulticast(),
              from.isPointToPoint(),
              from.getMTU()));
    } catch (SocketException e) {
      // It went away while it was being read.
      return Optional.empty();
    }
  }
}
