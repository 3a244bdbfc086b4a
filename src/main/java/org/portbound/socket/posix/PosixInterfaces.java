package org.portbound.socket.posix;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.portbound.socket.AddressBits;
import org.portbound.socket.AsideCalls;
import org.portbound.socket.Endpoint;
import org.portbound.socket.Interface;
import org.portbound.socket.Interface.Assigned;
import org.portbound.socket.InterfaceReader;
import org.portbound.text.Parsed;

/**
 * The interfaces as getifaddrs(3) lists them: those without an address, too.
 *
 * <p>{@code struct ifaddrs} (ifaddrs.h, 64 bits): ifa_next @0, ifa_name @8, ifa_flags @16,
 * ifa_addr @24, ifa_netmask @32. {@code struct ifreq} (linux/if.h), 40 bytes: ifr_name @0,
 * ifr_mtu @16.
 */
public final class PosixInterfaces implements InterfaceReader {
  private static final int IFADDRS_BYTES = 40;
  private static final int INET_ADDRESS_AT = 4;
  private static final int INET6_ADDRESS_AT = 8;

  /** Made by {@link java.util.ServiceLoader}. */
  public PosixInterfaces() {}

  /** What the entries of one name say together. */
  private record Entry(int flags, List<Assigned> assigned) {}

  @Override
  public Optional<List<Interface>> read() {
    if (!System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("linux")) {
      return Optional.empty();
    }
    try (Arena arena = Arena.ofConfined()) {
      return list(arena);
    } catch (LinkageError e) {
      // No native calls here, as with --provider nio on an unusual system: Java's list has to do.
      return Optional.empty();
    }
  }

  private static Optional<List<Interface>> list(Arena arena) {
    MemorySegment head = arena.allocate(JAVA_LONG);
    if (Aside.getifaddrs(head.address()) != 0) {
      return Optional.empty();
    }
    long first = head.get(JAVA_LONG, 0);
    Map<String, Entry> byName = new LinkedHashMap<>();
    try {
      for (long at = first; at != 0; at = entry(at).get(JAVA_LONG, 0)) {
        collect(entry(at), byName);
      }
    } finally {
      if (first != 0) {
        Kernel.libC().freeifaddrs(first);
      }
    }
    return Optional.of(finish(arena, byName));
  }

  private static MemorySegment entry(long at) {
    return MemorySegment.ofAddress(at).reinterpret(IFADDRS_BYTES);
  }

  private static void collect(MemorySegment entry, Map<String, Entry> byName) {
    String label =
        MemorySegment.ofAddress(entry.get(JAVA_LONG, 8))
            .reinterpret(Constants.IFNAMSIZ)
            .getString(0);
    // An IPv4 address may have a label of its own, eth0:1.
    String name = label.contains(":") ? label.substring(0, label.indexOf(':')) : label;
    Entry known =
        byName.computeIfAbsent(name, each -> new Entry(entry.get(JAVA_INT, 16), new ArrayList<>()));
    long address = entry.get(JAVA_LONG, 24);
    if (address == 0) {
      return;
    }
    MemorySegment socketAddress =
        MemorySegment.ofAddress(address).reinterpret(SocketAddress.INET6_BYTES);
    int family = socketAddress.get(JAVA_SHORT, 0);
    if (family == Constants.AF_INET || family == Constants.AF_INET6) {
      InetAddress own = SocketAddress.read(socketAddress).address();
      known.assigned.add(
          new Assigned(scoped(own, name), prefixBits(family, entry.get(JAVA_LONG, 32))));
    }
  }

  /** Java writes the scope of a link-local address by name only if it was given one. */
  private static InetAddress scoped(InetAddress address, String name) {
    if (!address.isLinkLocalAddress() || address.getAddress().length == 4) {
      return address;
    }
    // Java looks the name up, by calls on sockets of its own.
    AsideCalls.ofProcess().count(-1, "NetworkInterface.getByName", "…", 0, null);
    InetAddress plain = AddressBits.address(AddressBits.high(address), AddressBits.low(address), 0);
    return Endpoint.readAddress(Endpoint.text(plain) + "%" + name)
            instanceof Parsed.Valid<InetAddress>(InetAddress named)
        ? named
        : address;
  }

  private static int prefixBits(int family, long netmask) {
    if (netmask == 0) {
      return 0;
    }
    boolean ipv4 = family == Constants.AF_INET;
    int at = ipv4 ? INET_ADDRESS_AT : INET6_ADDRESS_AT;
    int lengthBytes = ipv4 ? 4 : 16;
    MemorySegment mask = MemorySegment.ofAddress(netmask).reinterpret(at + lengthBytes);
    int bits = 0;
    for (int i = 0; i < lengthBytes; i++) {
      bits += Integer.bitCount(mask.get(JAVA_BYTE, at + i) & 0xff);
    }
    return bits;
  }

  /** Those that went away meanwhile have no index any more and are left out. */
  private static List<Interface> finish(Arena arena, Map<String, Entry> byName) {
    int type = Constants.SOCK_DGRAM | Constants.SOCK_CLOEXEC;
    int descriptor = Aside.socket(Constants.AF_INET, type, Constants.IPPROTO_UDP);
    var all = new ArrayList<Interface>();
    try {
      byName.forEach(
          (name, entry) -> {
            int index = Aside.if_nametoindex(arena.allocateFrom(name).address());
            if (index != 0) {
              all.add(of(index, name, entry, mtuBytes(arena, descriptor, name)));
            }
          });
    } finally {
      if (descriptor >= 0) {
        Aside.close(descriptor);
      }
    }
    return all;
  }

  private static Interface of(int index, String name, Entry entry, int mtuBytes) {
    int flags = entry.flags;
    return new Interface(
        index,
        name,
        entry.assigned,
        (flags & Constants.IFF_UP) != 0,
        (flags & Constants.IFF_RUNNING) != 0,
        (flags & Constants.IFF_LOOPBACK) != 0,
        (flags & Constants.IFF_MULTICAST) != 0,
        (flags & Constants.IFF_POINTOPOINT) != 0,
        mtuBytes);
  }

  private static int mtuBytes(Arena arena, int descriptor, String name) {
    MemorySegment request = arena.allocate(Constants.IFREQ_BYTES, Long.BYTES);
    byte[] bytes = name.getBytes(UTF_8);
    MemorySegment.copy(
        bytes, 0, request, JAVA_BYTE, 0, Math.min(bytes.length, Constants.IFNAMSIZ - 1));
    return Aside.ioctl(descriptor, Constants.SIOCGIFMTU, request.address()) == 0
        ? request.get(JAVA_INT, Constants.IFNAMSIZ)
        : 0;
  }
}
