package org.portbound.socket.nio;

import java.io.IOException;
import java.net.PortUnreachableException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.UnsupportedAddressTypeException;
import java.util.List;
import org.portbound.socket.Errno;

/**
 * Which error number an exception of Java's channels stands for. Java keeps only the system's text
 * (NET_ThrowNew and handleSocketError in the JDK's libnet and libnio), sometimes with words of its
 * own behind it, so the number is inferred from how the text begins.
 */
final class JavaErrors {
  private record Known(String begin, Errno errno) {}

  /** Texts of Linux unless said otherwise; the longer ones first where one begins like another. */
  private static final List<Known> KNOWN =
      List.of(
          known(Errno.EADDRINUSE),
          known(Errno.EADDRNOTAVAIL),
          // macOS's words.
          new Known("Can't assign requested address", Errno.EADDRNOTAVAIL),
          known(Errno.EACCES),
          known(Errno.EPERM),
          known(Errno.EINVAL),
          // Java's own words, before any call; the kernel would say EINVAL.
          new Known("Can't send to port 0", Errno.EINVAL),
          known(Errno.ENXIO),
          known(Errno.ENODEV),
          known(Errno.ENOBUFS),
          known(Errno.EMSGSIZE),
          known(Errno.ENETUNREACH),
          known(Errno.ECONNREFUSED),
          known(Errno.EAGAIN),
          new Known(
              "Too many open files in system", error("ENFILE", "Too many open files in system")),
          known(Errno.EMFILE),
          known(Errno.ENOPROTOOPT),
          known(Errno.EAFNOSUPPORT),
          known(Errno.EOPNOTSUPP),
          // Java joins and sends by the interface's IPv4 address, the kernel could by its index.
          new Known(
              "Network interface not configured for IPv4",
              error(
                  "EOPNOTSUPP",
                  "Operation not supported by Java: the interface has no IPv4 address")),
          known(Errno.EBADF),
          known(error("ENETDOWN", "Network is down")),
          known(error("EHOSTUNREACH", "No route to host")),
          known(error("EHOSTDOWN", "Host is down")),
          known(error("ENOMEM", "Cannot allocate memory")),
          known(error("EIO", "Input/output error")));

  private JavaErrors() {}

  private static Known known(Errno errno) {
    return new Known(errno.text(), errno);
  }

  private static Errno error(String name, String text) {
    return new Errno(name, text);
  }

  static Errno of(IOException e) {
    if (e instanceof ClosedChannelException) {
      return Errno.EBADF;
    }
    if (e instanceof PortUnreachableException) {
      // It comes without a text of the system's.
      return Errno.ECONNREFUSED;
    }
    String text = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    for (Known each : KNOWN) {
      if (text.startsWith(each.begin)) {
        return each.errno;
      }
    }
    return new Errno("UNKNOWN", text);
  }

  /** For what Java refuses before it asks the system; its own words are kept. */
  static Errno of(IllegalArgumentException e) {
    return e instanceof UnsupportedAddressTypeException
        ? Errno.EAFNOSUPPORT
        : withJavasWords(Errno.EINVAL, e);
  }

  static Errno of(UnsupportedOperationException e) {
    return withJavasWords(Errno.EOPNOTSUPP, e);
  }

  private static Errno withJavasWords(Errno errno, RuntimeException e) {
    return e.getMessage() == null
        ? errno
        : new Errno(errno.name(), errno.text() + "; Java: " + e.getMessage());
  }

  /** A thing that the system can do and Java cannot. */
  static Errno notInJava(String why) {
    return new Errno(Errno.EOPNOTSUPP.name(), Errno.EOPNOTSUPP.text() + " by Java: " + why);
  }
}
