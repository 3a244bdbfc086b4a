package org.portbound.diagnosis;

import java.net.Inet6Address;
import java.util.List;
import java.util.OptionalInt;
import org.portbound.diagnosis.Diagnosis.Explanation;
import org.portbound.diagnosis.Diagnostician.Stage;
import org.portbound.socket.CallOutcome;
import org.portbound.socket.Endpoint;
import org.portbound.socket.Errno;
import org.portbound.socket.Interface;
import org.portbound.text.Message;

/** What the errors of a send mean (udp(7), ip(7), ipv6(7)). */
final class SendFailures {
  /** Longest payload of an IPv4 datagram: 65,535 less 20 bytes of IP and 8 of UDP (RFC 768). */
  private static final int MAX_IPV4_BYTES = 65_507;

  /** Longest payload of an IPv6 datagram: 65,535 less 8 bytes of UDP (RFC 8200). */
  private static final int MAX_IPV6_BYTES = 65_527;

  private SendFailures() {}

  static Explanation explain(
      CallOutcome.Failed failed, SendAttempt attempt, List<Interface> interfaces) {
    Errno errno = failed.errno();
    String verb = failed.failed().name().endsWith("connect") ? "connect to " : "send to ";
    Message headline =
        Message.of("diagnosis.headline", verb + attempt.destination(), errno.words(), errno.name());
    return new Explanation(
        headline,
        List.of(reason(failed, attempt, interfaces)),
        new SendFixes(attempt, interfaces).of(failed));
  }

  /** Longest payload to this destination, in bytes. */
  static int maxBytes(Endpoint destination) {
    return destination.address() instanceof Inet6Address ? MAX_IPV6_BYTES : MAX_IPV4_BYTES;
  }

  /** Whether it failed for the interface that was named. */
  static boolean isAboutInterface(CallOutcome.Failed failed) {
    return Stage.of(failed.failed()) == Stage.INTERFACE || failed.errno().is(Errno.ENODEV);
  }

  private static Message reason(
      CallOutcome.Failed failed, SendAttempt attempt, List<Interface> interfaces) {
    Endpoint destination = attempt.destination();
    String address = Endpoint.text(destination.address());
    if (isAboutInterface(failed)) {
      List<String> names = interfaces.stream().map(Interface::name).toList();
      return Message.of("diagnosis.send.no-interface", String.join(", ", names));
    }
    Errno errno = failed.errno();
    return switch (errno.name()) {
      case "EMSGSIZE" -> tooLong(attempt);
      case "EACCES" ->
          Message.of(
              attempt.options().broadcast()
                  ? "diagnosis.send.prohibited"
                  : "diagnosis.send.broadcast",
              address);
      case "ENETUNREACH", "EHOSTUNREACH" -> noRoute(attempt, address);
      case "EINVAL" ->
          destination.port() == 0
              ? Message.of("diagnosis.send.port-zero")
              : Message.of("diagnosis.send.invalid", address);
      case "EADDRNOTAVAIL" -> Message.of("diagnosis.send.source-gone");
      case "ECONNREFUSED" -> Message.of("diagnosis.send.refused", destination);
      case "EAFNOSUPPORT" -> Message.of("diagnosis.send.other-family", destination);
      case "EAGAIN" -> Message.of("diagnosis.send.no-room");
      case "ENOBUFS" ->
          Message.of("diagnosis.send.no-buffer", String.valueOf(attempt.lengthBytes()));
      case "EPERM" -> Message.of("diagnosis.send.not-permitted");
      case "EBADF" -> Message.of("diagnosis.send.closed");
      case "EOPNOTSUPP", "ENOPROTOOPT" ->
          Message.of("diagnosis.open.not-supported", failed.failed().toString());
      default -> Message.of("diagnosis.open.other", failed.failed().name(), errno.said());
    };
  }

  private static Message tooLong(SendAttempt attempt) {
    String length = String.valueOf(attempt.lengthBytes());
    int most = maxBytes(attempt.destination());
    OptionalInt whole = attempt.wholeBytes();
    return attempt.lengthBytes() <= most && whole.isPresent()
        ? Message.of(
            "diagnosis.send.over-path-mtu",
            length,
            String.valueOf(attempt.pathMtuBytes().orElseThrow()),
            String.valueOf(whole.getAsInt()))
        : Message.of("diagnosis.send.too-long", length, String.valueOf(most));
  }

  private static Message noRoute(SendAttempt attempt, String address) {
    if (!attempt.destination().address().isMulticastAddress()) {
      return Message.of("diagnosis.send.no-route", address);
    }
    String by = attempt.options().interfaceName();
    return by == null
        ? Message.of("diagnosis.send.no-route-group", address)
        : Message.of("diagnosis.send.no-route-group-on", address, by);
  }
}
