package org.portbound.socket;

import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * A network interface as it is at this moment.
 *
 * @param index the kernel's index, from 1
 * @param name such as {@code lo} or {@code eth0}
 * @param addresses its addresses
 * @param up whether it is up
 * @param loopback whether it stays inside this machine
 * @param multicast whether it says it can do multicast; {@code lo} says no on Linux and does it all
 *     the same
 * @param mtuBytes its maximum transmission unit
 */
public record Interface(
    int index,
    String name,
    List<InetAddress> addresses,
    boolean up,
    boolean loopback,
    boolean multicast,
    int mtuBytes) {

  /** Copies the addresses. */
  public Interface {
    addresses = List.copyOf(addresses);
  }

  /** Every interface of this machine, loopback first, then by index. */
  public static List<Interface> all() {
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
    found.sort(
        Comparator.comparing((Interface each) -> !each.loopback).thenComparing(Interface::index));
    return found;
  }

  /** The interface of this name, if there is one. */
  public static Optional<Interface> named(String name) {
    return all().stream().filter(each -> each.name.equals(name)).findFirst();
  }

  /** The loopback interface, if there is one. */
  public static Optional<Interface> firstLoopback() {
    return all().stream().filter(Interface::loopback).findFirst();
  }

  private static Optional<Interface> of(NetworkInterface from) {
    try {
      List<InetAddress> addresses =
          from.getInterfaceAddresses().stream().map(each -> each.getAddress()).toList();
      return Optional.of(
          new Interface(
              from.getIndex(),
              from.getName(),
              addresses,
              from.isUp(),
              from.isLoopback(),
              from.supportsMulticast(),
              from.getMTU()));
    } catch (SocketException e) {
      // It went away while it was being read.
      return Optional.empty();
    }
  }
}
