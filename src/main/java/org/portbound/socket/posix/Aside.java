package org.portbound.socket.posix;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.portbound.socket.AsideCalls;
import org.portbound.socket.Errno;

/**
 * The kernel's calls on sockets where no method hands them on as noted: each is counted among the
 * {@link AsideCalls}. Any thread; the error of the last call stays as it was.
 */
final class Aside {
  private static final String ANY = "…";

  /** The middle of the arguments of getsockopt(2) and setsockopt(2), by level and option. */
  private static final Map<Integer, String> OPTIONS = new ConcurrentHashMap<>();

  private Aside() {}

  static long counted(String name, String arguments, long result) {
    return counted(-1, name, arguments, result);
  }

  private static long counted(int descriptor, String name, String arguments, long result) {
    Errno errno = result == -1 ? Kernel.errnoOf(Kernel.errno()) : null;
    AsideCalls.ofProcess().count(descriptor, name, arguments, result, errno);
    return result;
  }

  /** socket(2) for datagrams. */
  static int socket(int domain, int type, int protocol) {
    String family = domain == Constants.AF_INET ? "AF_INET" : "AF_INET6";
    int result = Kernel.libC().socket(domain, type, protocol);
    return (int) counted("socket", family + ", SOCK_DGRAM|SOCK_CLOEXEC|…, …", result);
  }

  /** socket(2) for sock_diag(7). */
  static int netlinkSocket(int type, int protocol) {
    int result = Kernel.libC().socket(Constants.AF_NETLINK, type, protocol);
    String arguments = "AF_NETLINK, SOCK_RAW|SOCK_CLOEXEC, NETLINK_SOCK_DIAG";
    return (int) counted("socket", arguments, result);
  }

  /** setsockopt(2). */
  static int setsockopt(int descriptor, int level, int option, long value, int length) {
    int result = Kernel.libC().setsockopt(descriptor, level, option, value, length);
    return (int) counted("setsockopt", anysOption(level, option), result);
  }

  /** getsockopt(2) on a socket of ours that may be a listener's. */
  static int getsockoptOfOurs(int descriptor, int level, int option, long value, long length) {
    int result = Kernel.libC().getsockopt(descriptor, level, option, value, length);
    return (int) counted(descriptor, "getsockopt", descriptor + option(level, option), result);
  }

  /** The arguments of getsockopt(2) or setsockopt(2) on any socket. */
  static String anysOption(int level, int option) {
    return OPTIONS.computeIfAbsent(level << 16 | option, _ -> ANY + option(level, option));
  }

  private static String option(int level, int option) {
    String name =
        switch (level) {
          case Constants.SOL_SOCKET -> ofSocket(option);
          case Constants.IPPROTO_IP -> ofIp(option);
          case Constants.IPPROTO_IPV6 -> ofIpv6(option);
          default -> String.valueOf(option);
        };
    return ", " + Options.level(level) + ", " + name + ", …";
  }

  private static String ofSocket(int option) {
    return switch (option) {
      case Constants.SO_REUSEADDR -> "SO_REUSEADDR";
      case Constants.SO_REUSEPORT -> "SO_REUSEPORT";
      case Constants.SO_MEMINFO -> "SO_MEMINFO";
      default -> String.valueOf(option);
    };
  }

  private static String ofIp(int option) {
    return switch (option) {
      case Constants.IP_MULTICAST_ALL -> "IP_MULTICAST_ALL";
      case Constants.MCAST_MSFILTER -> "MCAST_MSFILTER";
      default -> String.valueOf(option);
    };
  }

  private static String ofIpv6(int option) {
    return switch (option) {
      case Constants.IPV6_V6ONLY -> "IPV6_V6ONLY";
      case Constants.IPV6_MULTICAST_ALL -> "IPV6_MULTICAST_ALL";
      case Constants.MCAST_MSFILTER -> "MCAST_MSFILTER";
      default -> String.valueOf(option);
    };
  }

  /** bind(2). */
  static int bind(int descriptor, long address, int length) {
    return (int) counted("bind", ANY, Kernel.libC().bind(descriptor, address, length));
  }

  /** connect(2). */
  static int connect(int descriptor, long address, int length) {
    return (int) counted("connect", ANY, Kernel.libC().connect(descriptor, address, length));
  }

  /** sendmsg(2). */
  static long sendmsg(int descriptor, long message, int flags) {
    return counted("sendmsg", ANY, Kernel.libC().sendmsg(descriptor, message, flags));
  }

  /** read(2). */
  static long read(int descriptor, long buffer, long length) {
    return counted("read", ANY, Kernel.libC().read(descriptor, buffer, length));
  }

  /** write(2). */
  static long write(int descriptor, long buffer, long length) {
    return counted("write", ANY, Kernel.libC().write(descriptor, buffer, length));
  }

  /** close(2). */
  static int close(int descriptor) {
    return (int) counted("close", ANY, Kernel.libC().close(descriptor));
  }

  /** ioctl(2) on a socket. */
  static int ioctl(int descriptor, long request, long structure) {
    String name =
        switch ((int) request) {
          case Constants.SIOCGIFFLAGS -> "SIOCGIFFLAGS";
          case Constants.SIOCSIFFLAGS -> "SIOCSIFFLAGS";
          case Constants.SIOCGIFMTU -> "SIOCGIFMTU";
          case Constants.SIOCGIFINDEX -> "SIOCGIFINDEX";
          default -> String.valueOf(request);
        };
    int result = Kernel.libC().ioctl(descriptor, request, structure);
    return (int) counted("ioctl", "…, " + name + ", …", result);
  }

  /** if_nametoindex(3): the C library makes a socket for it, asks, and closes it. */
  static int if_nametoindex(long name) {
    int index = Kernel.libC().if_nametoindex(name);
    counted("if_nametoindex", ANY, index == 0 ? -1 : index);
    return index;
  }

  /** getifaddrs(3): the C library makes a netlink(7) socket for it, asks, and closes it. */
  static int getifaddrs(long head) {
    return (int) counted("getifaddrs", ANY, Kernel.libC().getifaddrs(head));
  }
}
