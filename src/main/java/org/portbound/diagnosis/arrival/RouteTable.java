package org.portbound.diagnosis.arrival;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.portbound.socket.AddressBits;

/**
 * The routes of the main table: /proc/net/route (fib_route_seq_show in net/ipv4/fib_trie.c, 32-bit
 * words in the machine's byte order) and /proc/net/ipv6_route (rt6_seq_show in net/ipv6/route.c).
 * Rules that choose other tables (ip rule) are not in there.
 */
final class RouteTable {
  // linux/route.h
  private static final int RTF_UP = 0x1;
  private static final int RTF_GATEWAY = 0x2;
  private static final int RTF_REJECT = 0x200;

  private RouteTable() {}

  /**
   * A route.
   *
   * @param interfaceName where it leaves
   * @param gateway the next router, or null if the destination is on the interface's own network
   */
  record Route(String interfaceName, @Nullable InetAddress gateway) {}

  private record Row(byte[] network, int prefixBits, long metric, boolean reject, Route route) {
    boolean covers(byte[] address) {
      for (int bit = 0; bit < prefixBits; bit++) {
        int mask = 0x80 >> bit % 8;
        if ((network[bit / 8] & mask) != (address[bit / 8] & mask)) {
          return false;
        }
      }
      return true;
    }

    boolean beats(Row other) {
      return prefixBits != other.prefixBits ? prefixBits > other.prefixBits : metric < other.metric;
    }
  }

  /** Whether the table of the address's family can be read. */
  static boolean isReadable(Path proc, InetAddress address) {
    return ProcFiles.text(file(proc, address)).isPresent();
  }

  private static Path file(Path proc, InetAddress address) {
    return proc.resolve(address instanceof Inet4Address ? "net/route" : "net/ipv6_route");
  }

  /** The route to an address: the longest prefix, then the lowest metric; or empty for none. */
  static Optional<Route> to(Path proc, InetAddress address) {
    boolean ipv4 = address instanceof Inet4Address;
    Row best = null;
    for (String line : ProcFiles.lines(file(proc, address)).orElse(List.of())) {
      String[] fields = line.strip().split("\\s+");
      Row row = ipv4 ? ipv4(fields) : ipv6(fields);
      if (row != null && row.covers(address.getAddress()) && (best == null || row.beats(best))) {
        best = row;
      }
    }
    return best == null || best.reject() ? Optional.empty() : Optional.of(best.route());
  }

  /** Iface Destination Gateway Flags RefCnt Use Metric Mask …; null for any other line. */
  private static @Nullable Row ipv4(String[] fields) {
    if (fields.length < 8 || !fields[1].matches("[0-9A-Fa-f]{8}")) {
      return null;
    }
    try {
      int flags = Integer.parseUnsignedInt(fields[3], 16);
      if ((flags & RTF_UP) == 0 && (flags & RTF_REJECT) == 0) {
        return null;
      }
      byte[] gateway = word(fields[2]);
      int bits = Integer.bitCount(Integer.parseUnsignedInt(fields[7], 16));
      return new Row(
          word(fields[1]),
          bits,
          Long.parseLong(fields[6]),
          (flags & RTF_REJECT) != 0,
          new Route(
              fields[0],
              (flags & RTF_GATEWAY) == 0
                  ? null
                  : AddressBits.address(
                      0, AddressBits.mappedLow(ByteBuffer.wrap(gateway).getInt(0)), 0)));
    } catch (NumberFormatException e) {
      return null;
    }
  }

  private static byte[] word(String hex) {
    return ByteBuffer.allocate(4)
        .order(ByteOrder.nativeOrder())
        .putInt(Integer.parseUnsignedInt(hex, 16))
        .array();
  }

  /** dest plen src splen nexthop metric refcnt use flags iface; null for any other line. */
  private static @Nullable Row ipv6(String[] fields) {
    if (fields.length < 10 || !fields[0].matches("[0-9a-fA-F]{32}")) {
      return null;
    }
    try {
      int flags = Integer.parseUnsignedInt(fields[8], 16);
      ByteBuffer next = ByteBuffer.wrap(HexFormat.of().parseHex(fields[4]));
      return new Row(
          HexFormat.of().parseHex(fields[0]),
          Integer.parseInt(fields[1], 16),
          Long.parseLong(fields[5], 16),
          (flags & RTF_REJECT) != 0,
          new Route(
              fields[9],
              (flags & RTF_GATEWAY) == 0
                  ? null
                  : AddressBits.address(next.getLong(0), next.getLong(8), 0)));
    } catch (IllegalArgumentException e) {
      return null;
    }
  }
}
