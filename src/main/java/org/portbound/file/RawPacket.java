package org.portbound.file;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import org.portbound.socket.AddressBits;
import org.portbound.socket.ReceivedDatagram;

/**
 * Rebuilds the packet that a datagram came in: an IPv4 or IPv6 header, a UDP header, the payload.
 *
 * <p>Sockets are not told everything. An unknown destination is the unspecified address, which no
 * packet is ever sent to (RFC 1122, 3.2.1.3; RFC 4291, 2.5.2). Unknown hops are 64, the usual start
 * (RFC 1700), because 0 is taken for damage; an unknown traffic class is 0. The packet's comment
 * says what is unknown. Identification and flow label are 0. The UDP checksum in IPv4 is 0, "the
 * transmitter generated none" (RFC 768), because the true one is not told; IPv6 forbids that (RFC
 * 8200, 8.1), so there it is computed, over what was received if the payload was cut.
 */
final class RawPacket {
  private static final ValueLayout.OfShort SHORT =
      ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);
  private static final ValueLayout.OfInt INT =
      ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);
  private static final ValueLayout.OfLong LONG =
      ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);

  private static final int IPPROTO_UDP = 17;
  private static final int UDP_BYTES = 8;
  private static final int UNKNOWN_HOPS = 64;
  private static final int IPV4_BYTES = 20;
  private static final int IPV6_BYTES = 40;

  /** The longest that IPv4's total length and IPv6's payload length can tell. */
  private static final int MAX_LENGTH = 0xffff;

  private RawPacket() {}

  static boolean isIpv4(ReceivedDatagram datagram) {
    return AddressBits.isIpv4(datagram.sourceHigh, datagram.sourceLow)
        && (!datagram.destinationKnown
            || AddressBits.isIpv4(datagram.destinationHigh, datagram.destinationLow));
  }

  static int headerBytes(boolean ipv4) {
    return (ipv4 ? IPV4_BYTES : IPV6_BYTES) + UDP_BYTES;
  }

  /** The longest payload whose length the headers can tell. */
  static int maxPayloadBytes(boolean ipv4) {
    return MAX_LENGTH - UDP_BYTES - (ipv4 ? IPV4_BYTES : 0);
  }

  /**
   * Writes the packet.
   *
   * @param payloadBytes how much of the payload; what is longer than the headers can tell is cut by
   *     the caller
   */
  static void write(
      ReceivedDatagram from, boolean ipv4, int payloadBytes, MemorySegment into, long at) {
    int lengthBytes = Math.min(from.trueLengthBytes, maxPayloadBytes(ipv4)) + UDP_BYTES;
    long udp = at + (ipv4 ? IPV4_BYTES : IPV6_BYTES);
    if (ipv4) {
      ipv4(from, lengthBytes, into, at);
    } else {
      ipv6(from, lengthBytes, into, at);
    }
    into.set(SHORT, udp, (short) from.sourcePort);
    into.set(SHORT, udp + 2, (short) from.destinationPort);
    into.set(SHORT, udp + 4, (short) lengthBytes);
    into.set(SHORT, udp + 6, (short) 0);
    MemorySegment.copy(from.memory, from.payloadOffset, into, udp + UDP_BYTES, payloadBytes);
    if (!ipv4) {
      // The pseudo-header: both addresses, the length and the protocol (RFC 8200, 8.1).
      long sum =
          sum(into, at + 8, udp + UDP_BYTES + payloadBytes)
              + Short.toUnsignedInt(Short.reverseBytes((short) lengthBytes))
              + Short.toUnsignedInt(Short.reverseBytes((short) IPPROTO_UDP));
      int checksum = ~fold(sum) & 0xffff;
      into.set(SHORT, udp + 6, (short) (checksum == 0 ? 0xffff : checksum));
    }
  }

  private static void ipv4(ReceivedDatagram from, int udpBytes, MemorySegment into, long at) {
    int trafficClass = Math.max(0, from.trafficClass) & 0xff;
    into.set(INT, at, 0x4500_0000 | trafficClass << 16 | IPV4_BYTES + udpBytes);
    into.set(INT, at + 4, 0);
    into.set(INT, at + 8, hops(from) << 24 | IPPROTO_UDP << 16);
    into.set(INT, at + 12, (int) from.sourceLow);
    into.set(INT, at + 16, from.destinationKnown ? (int) from.destinationLow : 0);
    into.set(SHORT, at + 10, (short) ~fold(sum(into, at, at + IPV4_BYTES)));
  }

  private static void ipv6(ReceivedDatagram from, int udpBytes, MemorySegment into, long at) {
    int trafficClass = Math.max(0, from.trafficClass) & 0xff;
    into.set(INT, at, 6 << 28 | trafficClass << 20);
    into.set(INT, at + 4, udpBytes << 16 | IPPROTO_UDP << 8 | hops(from));
    into.set(LONG, at + 8, from.sourceHigh);
    into.set(LONG, at + 16, from.sourceLow);
    into.set(LONG, at + 24, from.destinationKnown ? from.destinationHigh : 0);
    into.set(LONG, at + 32, from.destinationKnown ? from.destinationLow : 0);
  }

  private static int hops(ReceivedDatagram from) {
    return from.ttlHops < 0 ? UNKNOWN_HOPS : from.ttlHops & 0xff;
  }

  /** Adds up words in little-endian order; the sum does not mind the order (RFC 1071, 2B). */
  private static long sum(MemorySegment memory, long from, long to) {
    long sum = 0;
    long i = from;
    for (; i + Integer.BYTES <= to; i += Integer.BYTES) {
      sum += Integer.toUnsignedLong(memory.get(BlockBuffer.INT, i));
    }
    for (int shift = 0; i < to; i++, shift += 8) {
      sum += (memory.get(ValueLayout.JAVA_BYTE, i) & 0xffL) << shift;
    }
    return sum;
  }

  /** Folds a sum of little-endian words into sixteen bits in network order. */
  private static int fold(long sum) {
    long folded = sum;
    while (folded >>> 16 != 0) {
      folded = (folded & 0xffff) + (folded >>> 16);
    }
    return Short.toUnsignedInt(Short.reverseBytes((short) folded));
  }
}
