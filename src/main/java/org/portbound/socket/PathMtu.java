package org.portbound.socket;

import java.util.List;
import java.util.OptionalInt;

/**
 * How large a packet can be on the way to a destination, and what was asked to know it.
 *
 * @param bytes largest packet with all its headers, as the kernel knows it now; empty if there is
 *     no way there, or if it cannot be known
 * @param calls the calls made
 */
public record PathMtu(OptionalInt bytes, List<SystemCall> calls) {
  /** Not known. */
  public static final PathMtu UNKNOWN = new PathMtu(OptionalInt.empty(), List.of());

  private static final int UDP_HEADER_BYTES = 8;

  /** Offsets of fragments count in units of eight bytes (RFC 791, RFC 8200). */
  private static final int FRAGMENT_UNIT_BYTES = 8;

  /** The extension header that each fragment of IPv6 has (RFC 8200, 4.5). */
  private static final int IPV6_FRAGMENT_HEADER_BYTES = 8;

  /** Copies the calls. */
  public PathMtu {
    calls = List.copyOf(calls);
  }

  private static int headerBytes(Family family) {
    return switch (family) {
      case INET -> 20;
      case INET6 -> 40;
    };
  }

  /** Longest payload that travels in one packet of this size, in bytes; not below 0. */
  public static int maxPayloadBytes(int mtuBytes, Family family) {
    return Math.max(0, mtuBytes - headerBytes(family) - UDP_HEADER_BYTES);
  }

  /**
   * In how many packets a datagram travels.
   *
   * @param lengthBytes of the payload
   * @param mtuBytes largest packet; one that holds nothing is taken as no limit
   */
  public static int packets(int lengthBytes, int mtuBytes, Family family) {
    int wholeBytes = lengthBytes + UDP_HEADER_BYTES;
    if (wholeBytes <= mtuBytes - headerBytes(family)) {
      return 1;
    }
    int lastBytes =
        mtuBytes - headerBytes(family) - (family == Family.INET6 ? IPV6_FRAGMENT_HEADER_BYTES : 0);
    int eachBytes = lastBytes / FRAGMENT_UNIT_BYTES * FRAGMENT_UNIT_BYTES;
    return eachBytes <= 0 ? 1 : 1 + Math.ceilDiv(wholeBytes - lastBytes, eachBytes);
  }
}
