package org.portbound.file;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HexFormat;

/** Packets and files of other programs, byte by byte from their specifications. */
final class Packets {
  private Packets() {}

  static byte[] join(byte[]... parts) {
    int length = 0;
    for (byte[] each : parts) {
      length += each.length;
    }
    ByteBuffer all = ByteBuffer.allocate(length);
    for (byte[] each : parts) {
      all.put(each);
    }
    return all.array();
  }

  static byte[] hex(String hex) {
    return HexFormat.of().parseHex(hex.replace(" ", ""));
  }

  /** A UDP header for ports 1000 and 2000, and its payload. */
  static byte[] udp(int payloadBytes, byte[] payload) {
    return join(
        ByteBuffer.allocate(8)
            .putShort((short) 1000)
            .putShort((short) 2000)
            .putShort((short) (8 + payloadBytes))
            .array(),
        payload);
  }

  static byte[] ipv4(int fragment, byte[] inside) {
    return ipv4(fragment, 17, inside);
  }

  /** From 192.0.2.1 to 192.0.2.2, TTL 9, TOS 4. */
  static byte[] ipv4(int fragment, int protocol, byte[] inside) {
    return join(
        ByteBuffer.allocate(20)
            .put((byte) 0x45)
            .put((byte) 4)
            .putShort((short) (20 + inside.length))
            .putShort((short) 77)
            .putShort((short) fragment)
            .put((byte) 9)
            .put((byte) protocol)
            .putShort((short) 0)
            .put(hex("c0000201"))
            .put(hex("c0000202"))
            .array(),
        inside);
  }

  /** From 2001:db8::1 to 2001:db8::2, hop limit 9, traffic class 4. */
  static byte[] ipv6(int nextHeader, byte[] inside) {
    return join(
        ByteBuffer.allocate(40)
            .putInt(0x6040_0000)
            .putShort((short) inside.length)
            .put((byte) nextHeader)
            .put((byte) 9)
            .put(hex("20010db8 00000000 00000000 00000001"))
            .put(hex("20010db8 00000000 00000000 00000002"))
            .array(),
        inside);
  }

  /** A pcap file whose packets come a second and one tick apart. */
  static byte[] pcap(ByteOrder order, int magic, int linkType, byte[]... packets) {
    int length = 24;
    for (byte[] each : packets) {
      length += 16 + each.length;
    }
    ByteBuffer file = ByteBuffer.allocate(length).order(order);
    file.putInt(magic).putShort((short) 2).putShort((short) 4).putLong(0);
    file.putInt(65_535).putInt(linkType);
    int second = 1_700_000_000;
    for (byte[] each : packets) {
      file.putInt(second).putInt(second - 1_700_000_000 + 1);
      file.putInt(each.length).putInt(each.length).put(each);
      second++;
    }
    return file.array();
  }

  /** A pcapng block. */
  static byte[] block(ByteOrder order, int type, byte[] body) {
    int length = 12 + Pcapng.padded(body.length);
    return ByteBuffer.allocate(length)
        .order(order)
        .putInt(type)
        .putInt(length)
        .put(body)
        .putInt(length - 4, length)
        .array();
  }

  static byte[] section(ByteOrder order) {
    return block(
        order,
        Pcapng.SECTION_HEADER,
        ByteBuffer.allocate(16)
            .order(order)
            .putInt(Pcapng.BYTE_ORDER_MAGIC)
            .putShort((short) 1)
            .putShort((short) 0)
            .putLong(-1)
            .array());
  }

  /** An interface with these options, of raw IP. */
  static byte[] description(ByteOrder order, byte[] options) {
    return block(
        order,
        Pcapng.INTERFACE_DESCRIPTION,
        ByteBuffer.allocate(8 + options.length)
            .order(order)
            .putShort((short) Pcapng.LINKTYPE_RAW)
            .putShort((short) 0)
            .putInt(0)
            .put(options)
            .array());
  }

  static byte[] option(ByteOrder order, int code, byte[] value) {
    return ByteBuffer.allocate(4 + Pcapng.padded(value.length))
        .order(order)
        .putShort((short) code)
        .putShort((short) value.length)
        .put(value)
        .array();
  }

  static byte[] packet(ByteOrder order, int id, long time, byte[] data, byte[]... options) {
    byte[] all = join(options);
    int padded = Pcapng.padded(data.length);
    return block(
        order,
        Pcapng.ENHANCED_PACKET,
        ByteBuffer.allocate(20 + padded + all.length)
            .order(order)
            .putInt(id)
            .putInt((int) (time >>> 32))
            .putInt((int) time)
            .putInt(data.length)
            .putInt(data.length)
            .put(data)
            .put(20 + padded, all)
            .array());
  }
}
