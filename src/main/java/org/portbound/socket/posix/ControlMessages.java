package org.portbound.socket.posix;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;

import java.lang.foreign.MemorySegment;
import org.portbound.socket.ReceivedDatagram;

/**
 * Control messages of a received datagram (cmsg(3)).
 *
 * <p>{@code struct cmsghdr} on 64-bit Linux (bits/socket.h): cmsg_len @0 (8 bytes), cmsg_level @8,
 * cmsg_type @12, data @16; each begins at a multiple of 8.
 */
final class ControlMessages {
  /** Room for every message that is switched on, with its header. */
  static final int BUFFER_BYTES = 320;

  private static final int HEADER_BYTES = 16;
  private static final long NS_PER_S = 1_000_000_000L;

  private ControlMessages() {}

  /**
   * Reads all messages in {@code length} bytes from {@code start}. No object is made. Mapped
   * traffic of an IPv6 socket brings the messages of both families, and they say the same.
   */
  static void read(MemorySegment memory, long start, long length, ReceivedDatagram into) {
    long at = start;
    long end = start + length;
    while (at + HEADER_BYTES <= end) {
      long size = memory.get(JAVA_LONG_UNALIGNED, at);
      if (size < HEADER_BYTES || at + size > end) {
        return;
      }
      readOne(
          memory,
          memory.get(JAVA_INT_UNALIGNED, at + 8),
          memory.get(JAVA_INT_UNALIGNED, at + 12),
          at + HEADER_BYTES,
          into);
      at += (size + 7) & ~7L;
    }
  }

  private static void readOne(
      MemorySegment memory, int level, int type, long data, ReceivedDatagram into) {
    switch (level) {
      case Constants.SOL_SOCKET -> readSocketLevel(memory, type, data, into);
      case Constants.IPPROTO_IP -> readIp(memory, type, data, into);
      case Constants.IPPROTO_IPV6 -> readIpv6(memory, type, data, into);
      default -> {}
    }
  }

  private static void readSocketLevel(
      MemorySegment memory, int type, long data, ReceivedDatagram into) {
    if (type == Constants.SO_TIMESTAMPNS) {
      // struct timespec: tv_sec @0, tv_nsec @8 (linux/time.h).
      into.kernelTimeNs =
          memory.get(JAVA_LONG_UNALIGNED, data) * NS_PER_S
              + memory.get(JAVA_LONG_UNALIGNED, data + 8);
    } else if (type == Constants.SO_RXQ_OVFL) {
      into.droppedByKernel = Integer.toUnsignedLong(memory.get(JAVA_INT_UNALIGNED, data));
    }
  }

  private static void readIp(MemorySegment memory, int type, long data, ReceivedDatagram into) {
    switch (type) {
      case Constants.IP_PKTINFO -> {
        // struct in_pktinfo (linux/in.h): ipi_ifindex @0, ipi_spec_dst @4, ipi_addr @8.
        into.interfaceIndex = memory.get(JAVA_INT_UNALIGNED, data);
        SocketAddress.readDestination4(memory, data + 8, into);
      }
      case Constants.IP_TTL -> into.ttlHops = memory.get(JAVA_INT_UNALIGNED, data);
      case Constants.IP_TOS -> into.trafficClass = Byte.toUnsignedInt(memory.get(JAVA_BYTE, data));
      default -> {}
    }
  }

  private static void readIpv6(MemorySegment memory, int type, long data, ReceivedDatagram into) {
    switch (type) {
      case Constants.IPV6_PKTINFO -> {
        // struct in6_pktinfo (linux/ipv6.h): ipi6_addr @0, ipi6_ifindex @16.
        SocketAddress.readDestination6(memory, data, into);
        into.interfaceIndex = memory.get(JAVA_INT_UNALIGNED, data + 16);
      }
      case Constants.IPV6_HOPLIMIT -> into.ttlHops = memory.get(JAVA_INT_UNALIGNED, data);
      case Constants.IPV6_TCLASS -> into.trafficClass = memory.get(JAVA_INT_UNALIGNED, data);
      default -> {}
    }
  }
}
