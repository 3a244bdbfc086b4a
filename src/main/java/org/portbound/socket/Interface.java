package org.portbound.socket;

import java.net.InetAddress;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;

/**
 * A network interface as it is at this moment.
 *
 * @param index the kernel's index, from 1; never given to another one while the system runs
 * @param name such as {@code lo} or {@code eth0}
 * @param assigned its addresses
 * @param up whether it is switched on (IFF_UP)
 * @param running whether it is on and can carry datagrams: the cable is in (IFF_RUNNING)
 * @param loopback whether it stays inside this machine
 * @param multicast whether it says it can do multicast; {@code lo} says no on Linux and does it all
 *     the same
 * @param pointToPoint whether there is one other end alone, as in a tunnel
 * @param mtuBytes its maximum transmission unit, or 0 if it is not known
 */
public record Interface(
    int index,
    String name,
    List<Assigned> assigned,
    boolean up,
    boolean running,
    boolean loopback,
    boolean multicast,
    boolean pointToPoint,
    int mtuBytes) {

  /**
   * An address of an interface.
   *
   * @param address the address; a link-local one has its scope
   * @param prefixBits how many of its leading bits name the network
   */
  public record Assigned(InetAddress address, int prefixBits) {
    /** {@code 192.0.2.7/24}, {@code fe80::1/64}: the scope is the interface itself. */
    @Override
    public String toString() {
      String text = Endpoint.text(address);
      int percent = text.indexOf('%');
      return (percent < 0 ? text : text.substring(0, percent)) + "/" + prefixBits;
    }
  }

  /** Copies the addresses. */
  public Interface {
    assigned = List.copyOf(assigned);
  }

  /** Its addresses. */
  public List<InetAddress> addresses() {
    return assigned.stream().map(Assigned::address).toList();
  }

  /** Whether a group can be joined on it with a chance to hear something. */
  public boolean carriesMulticast() {
    return running && (multicast || loopback);
  }

  /** Every interface of this machine, loopback first, then by index. */
  public static List<Interface> all() {
    return ServiceLoader.load(InterfaceReader.class, Interface.class.getClassLoader()).stream()
        .map(ServiceLoader.Provider::get)
        .map(InterfaceReader::read)
        .flatMap(Optional::stream)
        .findFirst()
        .orElseGet(JavaInterfaces::read)
        .stream()
        .sorted(
            Comparator.comparing((Interface each) -> !each.loopback)
                .thenComparing(Interface::index))
        .toList();
  }

  /** The interface of this name, if there is one. */
  public static Optional<Interface> named(String name) {
    return all().stream().filter(each -> each.name.equals(name)).findFirst();
  }

  /** The loopback interface, if there is one. */
  public static Optional<Interface> firstLoopback() {
    return all().stream().filter(Interface::loopback).findFirst();
  }
}
