package org.portbound.socket.posix;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_SHORT_UNALIGNED;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.nio.ByteOrder;
import org.portbound.socket.AddressBits;
import org.portbound.socket.Endpoint;
import org.portbound.socket.Family;
import org.portbound.socket.ReceivedDatagram;

/**
 * {@code struct sockaddr_in} and {@code struct sockaddr_in6} (linux/in.h, linux/in6.h).
 *
 * <p>sockaddr_in: sin_family @0, sin_port @2, sin_addr @4. sockaddr_in6: sin6_family @0,
 * sin6_port @2, sin6_flowinfo @4, sin6_addr @8, sin6_scope_id @24. Ports and addresses are in
 * network order.
 */
final class SocketAddress {
  static final int INET_BYTES = 16;
  static final int INET6_BYTES = 28;

  private static final ValueLayout.OfShort NET_SHORT =
      JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);
  private static final ValueLayout.OfInt NET_INT =
      JAVA_INT_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);
  private static final ValueLayout.OfLong NET_LONG =
      JAVA_LONG_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);

  private SocketAddress() {}

  /**
   * Writes an endpoint for a socket of this family; an IPv4 address goes into an IPv6 socket in its
   * mapped form. An IPv6 address stays one in an IPv4 socket: the kernel refuses it there.
   *
   * @return the length of what was written
   */
  static int write(MemorySegment to, Family family, Endpoint endpoint) {
    to.fill((byte) 0);
    InetAddress address = endpoint.address();
    if (family == Family.INET && address instanceof Inet4Address) {
      to.set(JAVA_SHORT_UNALIGNED, 0, (short) Constants.AF_INET);
      to.set(NET_SHORT, 2, (short) endpoint.port());
      MemorySegment.copy(address.getAddress(), 0, to, JAVA_BYTE, 4, 4);
      return INET_BYTES;
    }
    to.set(JAVA_SHORT_UNALIGNED, 0, (short) Constants.AF_INET6);
    to.set(NET_SHORT, 2, (short) endpoint.port());
    to.set(NET_LONG, 8, AddressBits.high(address));
    to.set(NET_LONG, 16, AddressBits.low(address));
    to.set(JAVA_INT_UNALIGNED, 24, address instanceof Inet6Address v6 ? v6.getScopeId() : 0);
    return INET6_BYTES;
  }

  /** Reads an endpoint. */
  static Endpoint read(MemorySegment from) {
    int port = Short.toUnsignedInt(from.get(NET_SHORT, 2));
    if (from.get(JAVA_SHORT_UNALIGNED, 0) == Constants.AF_INET) {
      long low = AddressBits.mappedLow(from.get(NET_INT, 4));
      return new Endpoint(AddressBits.address(0, low, 0), port);
    }
    long high = from.get(NET_LONG, 8);
    long low = from.get(NET_LONG, 16);
    return new Endpoint(AddressBits.address(high, low, from.get(JAVA_INT_UNALIGNED, 24)), port);
  }

  /** Reads the source of a datagram without making an object. */
  static void readSource(MemorySegment from, long offset, ReceivedDatagram into) {
    into.sourcePort = Short.toUnsignedInt(from.get(NET_SHORT, offset + 2));
    if (from.get(JAVA_SHORT_UNALIGNED, offset) == Constants.AF_INET) {
      into.sourceHigh = 0;
      into.sourceLow = AddressBits.mappedLow(from.get(NET_INT, offset + 4));
      into.sourceScope = 0;
    } else {
      into.sourceHigh = from.get(NET_LONG, offset + 8);
      into.sourceLow = from.get(NET_LONG, offset + 16);
      into.sourceScope = from.get(JAVA_INT_UNALIGNED, offset + 24);
    }
  }

  /** Reads an IPv4 address in network order into the datagram's destination. */
  static void readDestination4(MemorySegment from, long offset, ReceivedDatagram into) {
    into.destinationHigh = 0;
    into.destinationLow = AddressBits.mappedLow(from.get(NET_INT, offset));
    into.destinationKnown = true;
  }

  /** Reads an IPv6 address into the datagram's destination. */
  static void readDestination6(MemorySegment from, long offset, ReceivedDatagram into) {
    into.destinationHigh = from.get(NET_LONG, offset);
    into.destinationLow = from.get(NET_LONG, offset + 8);
    into.destinationKnown = true;
  }
}
