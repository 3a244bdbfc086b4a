package org.portbound.file;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.portbound.socket.AddressBits;
import org.portbound.socket.ReceivedDatagram;

/**
 * Finds the UDP datagram in a packet: through the link layer, IPv4 or IPv6 with its extension
 * headers, to the payload. Reads no byte outside the packet. One thread at a time.
 */
final class PacketDecoder {
  /** What a packet is. */
  enum Kind {
    /** A whole datagram, or the beginning of one if the capture cut it. */
    DATAGRAM,
    /** The first fragment of a datagram, with its ports and the beginning of its payload. */
    FIRST_FRAGMENT,
    /** A later fragment: a piece of a payload, without ports. */
    LATER_FRAGMENT,
    /** Anything else, also what is too short to tell. */
    OTHER;

    /** Whether it has ports and a payload. */
    boolean isRow() {
      return this == DATAGRAM || this == FIRST_FRAGMENT;
    }
  }

  // tcpdump.org/linktypes.html
  private static final int LINKTYPE_NULL = 0;
  private static final int LINKTYPE_ETHERNET = 1;
  private static final int DLT_RAW_BSD = 12;
  private static final int DLT_RAW_OPENBSD = 14;
  private static final int LINKTYPE_LOOP = 108;
  private static final int LINKTYPE_LINUX_SLL = 113;
  private static final int LINKTYPE_IPV4 = 228;
  private static final int LINKTYPE_IPV6 = 229;
  private static final int LINKTYPE_LINUX_SLL2 = 276;

  // linux/if_ether.h
  private static final int ETH_P_IP = 0x0800;
  private static final int ETH_P_IPV6 = 0x86dd;
  private static final int ETH_P_8021Q = 0x8100;
  private static final int ETH_P_8021AD = 0x88a8;
  private static final int ETH_P_QINQ1 = 0x9100;

  /** linux/if_packet.h, PACKET_OUTGOING. */
  private static final int PACKET_OUTGOING = 4;

  private static final int NONE = -1;

  private static final int UDP_BYTES = 8;
  private static final int IPPROTO_UDP = 17;
  private static final int MORE_FRAGMENTS = 0x2000;
  private static final int FRAGMENT_OFFSET = 0x1fff;

  /** More extension headers than this are no packet that anyone sends. */
  private static final int MAX_EXTENSIONS = 16;

  /** What a row can hold, in bytes. */
  private static final int MAX_PAYLOAD_BYTES = 65_535;

  private final ByteBuffer bytes;
  private final ReceivedDatagram into;

  private int end;
  private boolean outgoing;
  private boolean firstFragment;
  private boolean laterFragment;

  /**
   * @param window where packets are; its byte order does not matter
   * @param into filled for a {@link Kind#DATAGRAM} and a {@link Kind#FIRST_FRAGMENT}
   */
  PacketDecoder(FileWindow window, ReceivedDatagram into) {
    this.bytes = window.buffer().duplicate().order(ByteOrder.BIG_ENDIAN);
    this.into = into;
    into.memory = window.memory();
  }

  Kind decode(PacketRecord packet) {
    into.clear();
    end = packet.dataAt + packet.capturedBytes;
    outgoing = packet.outbound;
    firstFragment = false;
    laterFragment = false;
    int udp = network(packet);
    if (laterFragment) {
      return Kind.LATER_FRAGMENT;
    }
    if (udp == NONE || !udp(udp)) {
      return Kind.OTHER;
    }
    into.sent = outgoing;
    into.kernelTimeNs = packet.timeNs;
    return firstFragment ? Kind.FIRST_FRAGMENT : Kind.DATAGRAM;
  }

  private boolean has(int at, int lengthBytes) {
    return at >= 0 && lengthBytes <= end - at;
  }

  private int u8(int at) {
    return Byte.toUnsignedInt(bytes.get(at));
  }

  private int u16(int at) {
    return Short.toUnsignedInt(bytes.getShort(at));
  }

  /** Through the link layer; where UDP begins, or NONE. */
  private int network(PacketRecord packet) {
    int at = packet.dataAt;
    return switch (packet.linkType) {
      case LINKTYPE_ETHERNET -> has(at, 14) ? typed(u16(at + 12), at + 14) : NONE;
      case Pcapng.LINKTYPE_RAW, DLT_RAW_BSD, DLT_RAW_OPENBSD, LINKTYPE_IPV4, LINKTYPE_IPV6 ->
          ip(at);
      case LINKTYPE_NULL, LINKTYPE_LOOP -> has(at, 4) ? ip(at + 4) : NONE;
      case LINKTYPE_LINUX_SLL -> {
        if (!has(at, 16)) {
          yield NONE;
        }
        outgoing |= u16(at) == PACKET_OUTGOING;
        yield typed(u16(at + 14), at + 16);
      }
      case LINKTYPE_LINUX_SLL2 -> {
        if (!has(at, 20)) {
          yield NONE;
        }
        outgoing |= u8(at + 10) == PACKET_OUTGOING;
        yield typed(u16(at), at + 20);
      }
      default -> NONE;
    };
  }

  private int typed(int etherType, int from) {
    int type = etherType;
    int at = from;
    while (type == ETH_P_8021Q || type == ETH_P_8021AD || type == ETH_P_QINQ1) {
      if (!has(at, 4)) {
        return NONE;
      }
      type = u16(at + 2);
      at += 4;
    }
    return type == ETH_P_IP || type == ETH_P_IPV6 ? ip(at) : NONE;
  }

  private int ip(int at) {
    if (!has(at, 1)) {
      return NONE;
    }
    return switch (u8(at) >> 4) {
      case 4 -> ipv4(at);
      case 6 -> ipv6(at);
      default -> NONE;
    };
  }

  private int ipv4(int at) {
    int headerBytes = (u8(at) & 0xf) * 4;
    if (headerBytes < 20 || !has(at, headerBytes) || u8(at + 9) != IPPROTO_UDP) {
      return NONE;
    }
    int totalBytes = u16(at + 2);
    // 0 where the network card was to cut it into packets: then the packet itself says it.
    if (totalBytes != 0) {
      if (totalBytes < headerBytes) {
        return NONE;
      }
      end = Math.min(end, at + totalBytes);
    }
    int fragment = u16(at + 6);
    laterFragment = (fragment & FRAGMENT_OFFSET) != 0;
    firstFragment = (fragment & MORE_FRAGMENTS) != 0;
    into.trafficClass = u8(at + 1);
    into.ttlHops = u8(at + 8);
    into.sourceHigh = 0;
    into.sourceLow = AddressBits.mappedLow(bytes.getInt(at + 12));
    destination(0, AddressBits.mappedLow(bytes.getInt(at + 16)));
    return at + headerBytes;
  }

  private int ipv6(int at) {
    if (!has(at, 40)) {
      return NONE;
    }
    int payloadBytes = u16(at + 4);
    if (payloadBytes != 0) {
      end = Math.min(end, at + 40 + payloadBytes);
    }
    into.trafficClass = bytes.getInt(at) >>> 20 & 0xff;
    into.ttlHops = u8(at + 7);
    into.sourceHigh = bytes.getLong(at + 8);
    into.sourceLow = bytes.getLong(at + 16);
    destination(bytes.getLong(at + 24), bytes.getLong(at + 32));
    return extensions(u8(at + 6), at + 40);
  }

  private void destination(long high, long low) {
    into.destinationHigh = high;
    into.destinationLow = low;
    into.destinationKnown = true;
  }

  /** Past the extension headers (RFC 8200, 4; RFC 4302, 2.2), to UDP. */
  private int extensions(int firstHeader, int from) {
    int header = firstHeader;
    int at = from;
    for (int i = 0; i < MAX_EXTENSIONS; i++) {
      if (header == IPPROTO_UDP) {
        return at;
      }
      if (!has(at, 8)) {
        return NONE;
      }
      int lengthBytes =
          switch (header) {
            case 0, 43, 60 -> (u8(at + 1) + 1) * 8;
            case 44 -> 8;
            case 51 -> (u8(at + 1) + 2) * 4;
            default -> NONE;
          };
      if (lengthBytes == NONE) {
        return NONE;
      }
      if (header == 44) {
        int fragment = u16(at + 2);
        laterFragment = fragment >>> 3 != 0 && u8(at) == IPPROTO_UDP;
        firstFragment = (fragment & 1) != 0;
        if (fragment >>> 3 != 0) {
          return NONE;
        }
      }
      header = u8(at);
      at += lengthBytes;
    }
    return NONE;
  }

  private boolean udp(int at) {
    if (!has(at, UDP_BYTES)) {
      return false;
    }
    int here = end - at - UDP_BYTES;
    int length = u16(at + 4);
    // 0 as in IPv4's total length, or for a jumbogram (RFC 2675).
    int payload = length == 0 ? here : length - UDP_BYTES;
    if (payload < 0) {
      return false;
    }
    into.sourcePort = u16(at);
    into.destinationPort = u16(at + 2);
    into.payloadOffset = at + UDP_BYTES;
    into.payloadLengthBytes = Math.min(Math.min(here, payload), MAX_PAYLOAD_BYTES);
    into.trueLengthBytes = payload;
    return true;
  }
}
