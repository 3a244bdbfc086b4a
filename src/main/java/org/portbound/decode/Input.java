package org.portbound.decode;

import org.jspecify.annotations.Nullable;

/** A payload on its way through the decoders. Belongs to one thread. */
final class Input {
  private final byte[] bytes;
  private final Ports ports;
  private final int maxNodes;
  private @Nullable XmlDocument xml;

  /**
   * Takes a payload.
   *
   * @param bytes the payload; never changed
   * @param ports between which it went
   * @param maxNodes how many fields may be made of it; with a few walks over the bytes they are all
   *     that it costs, so this bounds time and memory, and the same bytes always give the same
   *     result
   */
  Input(byte[] bytes, Ports ports, int maxNodes) {
    this.bytes = bytes;
    this.ports = ports;
    this.maxNodes = maxNodes;
  }

  byte[] bytes() {
    return bytes;
  }

  Ports ports() {
    return ports;
  }

  int maxNodes() {
    return maxNodes;
  }

  /** The payload read as XML: once, for all the decoders that look at it. */
  XmlDocument xml() {
    if (xml == null) {
      xml = new XmlScanner(this).scan();
    }
    return xml;
  }

  int length() {
    return bytes.length;
  }

  /** Byte without sign; the caller has looked at the length. */
  int u8(int at) {
    return bytes[at] & 0xff;
  }

  /** Two bytes, the high one first. */
  int u16(int at) {
    return u8(at) << 8 | u8(at + 1);
  }

  /** Four bytes, the high one first. */
  long u32(int at) {
    return (long) u16(at) << 16 | u16(at + 2);
  }

  /** Whether so many bytes are there from here on. */
  boolean has(int at, int count) {
    return at >= 0 && count >= 0 && at <= bytes.length - count;
  }
}
