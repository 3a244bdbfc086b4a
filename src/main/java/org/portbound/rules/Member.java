package org.portbound.rules;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;
import org.portbound.socket.Endpoint;
import org.portbound.socket.Family;

/** One socket of a {@link PortModel}, with what the kernel keeps beside it. One thread. */
final class Member {
  /**
   * What the kernel writes into the IPv4 field of a socket that has an IPv6 address (LOOPBACK4_IPV6
   * in include/net/ipv6.h, 127.0.0.6).
   */
  private static final int LOOPBACK4_IPV6 = 0x7f000006;

  /** The chain of all wildcard sockets, whatever their family. */
  static final String ANY_ADDRESS = "any";

  private final int number;
  private final boolean ipv6Only;
  private BoundSocket socket;
  private int ipv4Bits;
  private int place;
  private @Nullable ReuseportGroup group;

  Member(int number, BoundSocket socket) {
    this.number = number;
    this.socket = socket;
    // Kept from the bind: a later connect changes the address, not the flag.
    this.ipv6Only = socket.takesIpv6Only();
    this.ipv4Bits = ipv4BitsOf(socket);
  }

  private static int ipv4BitsOf(BoundSocket socket) {
    InetAddress address = socket.local().address();
    if (address instanceof Inet4Address) {
      return ByteBuffer.wrap(address.getAddress()).getInt();
    }
    return address.isAnyLocalAddress() ? 0 : LOOPBACK4_IPV6;
  }

  int number() {
    return number;
  }

  /** Where it stands in the walk: lesser numbers come first. */
  int place() {
    return place;
  }

  void setPlace(int newPlace) {
    place = newPlace;
  }

  BoundSocket socket() {
    return socket;
  }

  void become(BoundSocket now) {
    socket = now;
    ipv4Bits = ipv4BitsOf(now);
  }

  /** sk_ipv6only: set by option, or by a bind to one IPv6 address. */
  boolean ipv6Only() {
    return ipv6Only;
  }

  boolean inet6() {
    return socket.family() == Family.INET6;
  }

  InetAddress address() {
    return socket.local().address();
  }

  boolean isIpv4Address() {
    return address() instanceof Inet4Address;
  }

  boolean isWildcard() {
    return address().isAnyLocalAddress();
  }

  /** sk_rcv_saddr. */
  int ipv4Bits() {
    return ipv4Bits;
  }

  /** Index of the interface of a link-local address, or 0. */
  int scope() {
    return address() instanceof Inet6Address v6 && v6.isLinkLocalAddress() ? v6.getScopeId() : 0;
  }

  boolean reuseAddr() {
    return socket.reuse().reuseAddr();
  }

  boolean reusePort() {
    return socket.reuse().reusePort();
  }

  @Nullable Endpoint peer() {
    return socket.peer();
  }

  @Nullable ReuseportGroup group() {
    return group;
  }

  void setGroup(@Nullable ReuseportGroup newGroup) {
    group = newGroup;
  }

  /** What the kernel hashes for its table by address and port, in which it keeps this socket. */
  Object chainKey() {
    return chainKey(address());
  }

  static Object chainKey(InetAddress address) {
    return address.isAnyLocalAddress() ? ANY_ADDRESS : address;
  }
}
