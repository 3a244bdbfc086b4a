package org.portbound.diagnosis;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.portbound.socket.Errno;
import org.portbound.socket.SystemCall;
import org.portbound.text.Message;

/**
 * What a socket call is for, what the option that it sets does, and what its error means here. Pure
 * functions; any thread.
 */
public final class CallExplanation {
  private static final Pattern OPTION = Pattern.compile("\\b((?:SO|IP|IPV6|MCAST)_[A-Z0-9_]+)\\b");

  /** Calls of Java's channels, by the call that they make. */
  private static final Map<String, String> CHANNEL_CALLS =
      Map.ofEntries(
          Map.entry("open", "socket"),
          Map.entry("setOption", "setsockopt"),
          Map.entry("bind", "bind"),
          Map.entry("join", "setsockopt"),
          Map.entry("send", "sendmsg"),
          Map.entry("connect", "connect"),
          Map.entry("close", "close"),
          Map.entry("receive", "receive"),
          Map.entry("read", "receive"),
          Map.entry("select", "select"),
          Map.entry("selectNow", "select"));

  private static final List<String> CALLS =
      List.of(
          "socket",
          "setsockopt",
          "getsockopt",
          "getsockname",
          "bind",
          "connect",
          "sendmsg",
          "sendmmsg",
          "recvmmsg",
          "poll",
          "receive",
          "select",
          "read",
          "write",
          "ioctl",
          "getifaddrs",
          "if_nametoindex",
          "pidfd_open",
          "pidfd_getfd",
          "close");

  private static final List<String> OPTIONS =
      List.of(
          "SO_REUSEADDR",
          "SO_REUSEPORT",
          "SO_ATTACH_REUSEPORT_CBPF",
          "SO_DETACH_REUSEPORT_BPF",
          "SO_INCOMING_CPU",
          "SO_BINDTODEVICE",
          "SO_BROADCAST",
          "SO_RCVBUF",
          "SO_RCVBUFFORCE",
          "SO_SNDBUF",
          "SO_RXQ_OVFL",
          "SO_TIMESTAMPNS",
          "IP_PKTINFO",
          "IP_RECVTTL",
          "IP_RECVTOS",
          "IP_ADD_MEMBERSHIP",
          "IP_DROP_MEMBERSHIP",
          "IP_MULTICAST_ALL",
          "IP_MULTICAST_IF",
          "IP_MULTICAST_LOOP",
          "IP_MULTICAST_TTL",
          "IP_MTU_DISCOVER",
          "IP_TOS",
          "IP_TTL",
          "IPV6_V6ONLY",
          "MCAST_JOIN_SOURCE_GROUP",
          "MCAST_LEAVE_SOURCE_GROUP",
          "MCAST_BLOCK_SOURCE",
          "MCAST_UNBLOCK_SOURCE",
          "MCAST_MSFILTER");

  /** IPv6 options that do what an IPv4 one does. */
  private static final Map<String, String> LIKE =
      Map.ofEntries(
          Map.entry("IPV6_RECVPKTINFO", "IP_PKTINFO"),
          Map.entry("IPV6_RECVHOPLIMIT", "IP_RECVTTL"),
          Map.entry("IPV6_RECVTCLASS", "IP_RECVTOS"),
          Map.entry("IPV6_JOIN_GROUP", "IP_ADD_MEMBERSHIP"),
          Map.entry("IPV6_LEAVE_GROUP", "IP_DROP_MEMBERSHIP"),
          Map.entry("IPV6_MULTICAST_ALL", "IP_MULTICAST_ALL"),
          Map.entry("IPV6_MULTICAST_IF", "IP_MULTICAST_IF"),
          Map.entry("IPV6_MULTICAST_LOOP", "IP_MULTICAST_LOOP"),
          Map.entry("IPV6_MULTICAST_HOPS", "IP_MULTICAST_TTL"),
          Map.entry("IPV6_MTU_DISCOVER", "IP_MTU_DISCOVER"),
          Map.entry("IPV6_TCLASS", "IP_TOS"),
          Map.entry("IPV6_UNICAST_HOPS", "IP_TTL"));

  private static final List<String> ERRORS =
      List.of(
          "EADDRINUSE",
          "EADDRNOTAVAIL",
          "EACCES",
          "EPERM",
          "EINVAL",
          "ENODEV",
          "ENOENT",
          "ENOBUFS",
          "EMSGSIZE",
          "ENETUNREACH",
          "ECONNREFUSED",
          "EAGAIN",
          "EMFILE",
          "EBADF",
          "EOPNOTSUPP");

  private CallExplanation() {}

  /** Sentences about a call: what it does, its option, its error. Empty for an unknown one. */
  public static List<Message> of(SystemCall call) {
    var sentences = new ArrayList<Message>();
    String name = call.name();
    int dot = name.indexOf('.');
    String known = dot < 0 ? name : CHANNEL_CALLS.getOrDefault(name.substring(dot + 1), "");
    if (CALLS.contains(known)) {
      sentences.add(Message.of("diagnosis.call." + known));
    }
    option(call.arguments())
        .ifPresent(option -> sentences.add(Message.of("diagnosis.option." + option)));
    Errno errno = call.errno();
    error(errno).ifPresent(sentences::add);
    return sentences;
  }

  private static Optional<String> option(String arguments) {
    Matcher matcher = OPTION.matcher(arguments);
    while (matcher.find()) {
      String name = LIKE.getOrDefault(matcher.group(1), matcher.group(1));
      if (OPTIONS.contains(name)) {
        return Optional.of(name);
      }
    }
    return Optional.empty();
  }

  private static Optional<Message> error(@Nullable Errno errno) {
    return errno != null && ERRORS.contains(errno.name())
        ? Optional.of(Message.of("diagnosis.errno." + errno.name()))
        : Optional.empty();
  }

  /** Every key that {@link #of} may say. */
  static List<String> keys() {
    var keys = new ArrayList<String>();
    CALLS.forEach(each -> keys.add("diagnosis.call." + each));
    OPTIONS.forEach(each -> keys.add("diagnosis.option." + each));
    ERRORS.forEach(each -> keys.add("diagnosis.errno." + each));
    return keys;
  }
}
