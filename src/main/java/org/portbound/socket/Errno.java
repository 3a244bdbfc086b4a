package org.portbound.socket;

import java.io.IOException;
import java.util.Set;
import org.portbound.text.Message;

/**
 * An error of a system call (errno(3)).
 *
 * @param name the C constant, such as {@code EADDRINUSE}
 * @param text the system's words for it, such as {@code Address already in use}
 */
public record Errno(String name, String text) {
  /** The port is taken (bind), or the group is already joined (join). */
  public static final Errno EADDRINUSE = new Errno("EADDRINUSE", "Address already in use");

  /** The address is not one of this machine's. */
  public static final Errno EADDRNOTAVAIL =
      new Errno("EADDRNOTAVAIL", "Cannot assign requested address");

  /** Not permitted: privileged port, or broadcast without SO_BROADCAST. */
  public static final Errno EACCES = new Errno("EACCES", "Permission denied");

  /** Not permitted to this user. */
  public static final Errno EPERM = new Errno("EPERM", "Operation not permitted");

  /** An argument that the call cannot take. */
  public static final Errno EINVAL = new Errno("EINVAL", "Invalid argument");

  /** No such interface, or no route to choose one by. */
  public static final Errno ENODEV = new Errno("ENODEV", "No such device");

  /** No such interface. */
  public static final Errno ENXIO = new Errno("ENXIO", "No such device or address");

  /** More than net.ipv4.igmp_max_memberships groups on one socket. */
  public static final Errno ENOBUFS = new Errno("ENOBUFS", "No buffer space available");

  /** The payload is longer than a datagram may be. */
  public static final Errno EMSGSIZE = new Errno("EMSGSIZE", "Message too long");

  /** No route leads there. */
  public static final Errno ENETUNREACH = new Errno("ENETUNREACH", "Network is unreachable");

  /** A connected socket's peer does not listen. */
  public static final Errno ECONNREFUSED = new Errno("ECONNREFUSED", "Connection refused");

  /** Nothing to read or no room to write without waiting; or no free port is left. */
  public static final Errno EAGAIN = new Errno("EAGAIN", "Resource temporarily unavailable");

  /** The process has too many open files. */
  public static final Errno EMFILE = new Errno("EMFILE", "Too many open files");

  /** The system does not know this option. */
  public static final Errno ENOPROTOOPT = new Errno("ENOPROTOOPT", "Protocol not available");

  /** The family is not there, such as IPv6 switched off. */
  public static final Errno EAFNOSUPPORT =
      new Errno("EAFNOSUPPORT", "Address family not supported by protocol");

  /** Not supported by this provider or socket. */
  public static final Errno EOPNOTSUPP = new Errno("EOPNOTSUPP", "Operation not supported");

  /** The process that has the socket is gone or stopped. */
  public static final Errno ESRCH = new Errno("ESRCH", "No such process");

  /** Already closed. */
  public static final Errno EBADF = new Errno("EBADF", "Bad file descriptor");

  /** Those that have words in every language. */
  private static final Set<String> SAID =
      Set.of(
          "EADDRINUSE",
          "EADDRNOTAVAIL",
          "EACCES",
          "EPERM",
          "EINVAL",
          "ENODEV",
          "ENXIO",
          "ENOENT",
          "ENOBUFS",
          "ENOMEM",
          "EMSGSIZE",
          "ENETUNREACH",
          "EHOSTUNREACH",
          "ENETDOWN",
          "ECONNREFUSED",
          "EAGAIN",
          "EINTR",
          "EMFILE",
          "ENFILE",
          "ENOPROTOOPT",
          "EAFNOSUPPORT",
          "EOPNOTSUPP",
          "EISCONN",
          "ENOTCONN",
          "EDESTADDRREQ",
          "ETIMEDOUT",
          "ESRCH",
          "EBADF",
          "EIO");

  /** What follows the system's words where a provider adds its own: {@code "; Java: …"}. */
  private static final char ADDED = ';';

  /**
   * Its words, in small letters: {@code address already in use}. The system's own, if it is a rare
   * one or something was added to them.
   */
  public Message words() {
    return SAID.contains(name) && text.indexOf(ADDED) < 0
        ? Message.of("errno." + name)
        : Message.of("errno.other", text);
  }

  /** Its name, and its words in parentheses. */
  public Message said() {
    return Message.of("errno.named", name, words());
  }

  /**
   * Whether an exception of Java's files or processes comes from it: Java keeps no number, only the
   * system's words among its own.
   */
  public boolean isCauseOf(IOException e) {
    return e.getMessage() != null && e.getMessage().contains(text);
  }

  /** True for the same error number, whatever its words. */
  public boolean is(Errno other) {
    return name.equals(other.name);
  }

  /** {@code EADDRINUSE (Address already in use)}. */
  @Override
  public String toString() {
    return name + " (" + text + ")";
  }
}
