package org.portbound.diagnosis.arrival;

import java.net.InetAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.portbound.socket.Endpoint;
import org.portbound.socket.Family;
import org.portbound.socket.Interface;

/** One question: this listener, these datagrams, this machine. Immutable; what follows from it. */
final class Case {
  private final Subject subject;
  private final Expectation expected;
  private final Machine machine;
  private final LocalAddresses addresses;

  Case(Subject subject, Expectation expected, Machine machine) {
    this.subject = subject;
    this.expected = expected;
    this.machine = machine;
    this.addresses = new LocalAddresses(machine.proc(), machine.interfaces());
  }

  Subject subject() {
    return subject;
  }

  Machine machine() {
    return machine;
  }

  Path proc() {
    return machine.proc();
  }

  Endpoint local() {
    return subject.local();
  }

  Endpoint destination() {
    return expected.destination();
  }

  /** The destination address. */
  InetAddress to() {
    return expected.destination().address();
  }

  String toText() {
    return Endpoint.text(to());
  }

  Family family() {
    return Family.of(to());
  }

  @Nullable Endpoint source() {
    return expected.source();
  }

  boolean multicast() {
    return to().isMulticastAddress();
  }

  boolean broadcast() {
    return addresses.isBroadcast(to());
  }

  boolean isLocal(InetAddress address) {
    return addresses.isLocal(address);
  }

  /** Whether the sender is known to be this machine. */
  boolean fromHere() {
    Endpoint source = expected.source();
    return to().isLoopbackAddress()
        || source != null && isLocal(source.address())
        || multicast() && isLoopback(interfaceName());
  }

  /** Where this listener has joined the expected group. */
  List<String> joined() {
    return subject.interfacesOf(to());
  }

  /**
   * The interface that the datagrams come in on: the expected one; else the one on which the group
   * is joined, if there is only one; else, for unicast from this machine to itself, the loopback
   * interface. Null if none of that tells.
   */
  @Nullable String interfaceName() {
    if (expected.interfaceName() != null) {
      return expected.interfaceName();
    }
    if (multicast()) {
      return joined().size() == 1 ? joined().getFirst() : null;
    }
    return fromHere() && !broadcast() ? loopbackName() : null;
  }

  Optional<Interface> named(@Nullable String name) {
    return machine.interfaces().stream().filter(each -> each.name().equals(name)).findFirst();
  }

  boolean isLoopback(@Nullable String name) {
    return named(name).map(Interface::loopback).orElse(false);
  }

  @Nullable String loopbackName() {
    return machine.interfaces().stream()
        .filter(Interface::loopback)
        .map(Interface::name)
        .findFirst()
        .orElse(null);
  }
}
