package org.portbound.socket;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;

/**
 * An address as two longs: sixteen bytes in network order, IPv4 in its mapped form {@code
 * ::ffff:a.b.c.d} (RFC 4291, 2.5.5.2).
 */
public final class AddressBits {
  private static final long MAPPED_PREFIX = 0x0000_ffff_0000_0000L;

  private AddressBits() {}

  /** The last eight bytes of an IPv4 address in its mapped form; the first eight are 0. */
  public static long mappedLow(int ipv4) {
    return MAPPED_PREFIX | ipv4 & 0xffff_ffffL;
  }

  /** Whether the bits stand for an IPv4 address. */
  public static boolean isIpv4(long high, long low) {
    return high == 0 && low >>> 32 == 0xffff;
  }

  /** The first eight bytes. */
  public static long high(InetAddress address) {
    return address instanceof Inet6Address ? ByteBuffer.wrap(address.getAddress()).getLong(0) : 0;
  }

  /** The last eight bytes. */
  public static long low(InetAddress address) {
    ByteBuffer bytes = ByteBuffer.wrap(address.getAddress());
    return address instanceof Inet6Address ? bytes.getLong(8) : mappedLow(bytes.getInt(0));
  }

  /**
   * The address that the bits stand for.
   *
   * @param scope index of the interface of a link-local address, or 0
   */
  public static InetAddress address(long high, long low, int scope) {
    try {
      if (isIpv4(high, low)) {
        return InetAddress.getByAddress(ByteBuffer.allocate(4).putInt((int) low).array());
      }
      byte[] bytes = ByteBuffer.allocate(16).putLong(high).putLong(low).array();
      return scope == 0
          ? InetAddress.getByAddress(bytes)
          : Inet6Address.getByAddress(null, bytes, scope);
    } catch (UnknownHostException e) {
      throw new AssertionError("4 and 16 bytes are always an address", e);
    }
  }
}
