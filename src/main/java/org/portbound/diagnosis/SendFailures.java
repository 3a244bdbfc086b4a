package org.portbound.diagnosis;

import java.net.Inet6Address;
import java.util.List;
import java.util.Locale;
import org.portbound.diagnosis.Diagnosis.Explanation;
import org.portbound.diagnosis.Diagnostician.Stage;
import org.portbound.socket.CallOutcome;
import org.portbound.socket.Endpoint;
import org.portbound.socket.Errno;
import org.portbound.socket.Interface;
import org.portbound.text.Message;

/** What the errors of a send mean (udp(7), ip(7), ipv6(7)). */
final class SendFailures {
  private static final String MAX_IPV4 = "65507";
  private static final String MAX_IPV6 = "65527";

  private SendFailures() {}

  static Explanation explain(CallOutcome.Failed failed, Endpoint destination, int lengthBytes) {
    Errno errno = failed.errno();
    Message headline =
        Message.of(
            "diagnosis.headline",
            "send to " + destination,
            errno.text().toLowerCase(Locale.ROOT),
            errno.name());
    return new Explanation(headline, List.of(reason(failed, destination, lengthBytes)));
  }

  private static Message reason(CallOutcome.Failed failed, Endpoint destination, int lengthBytes) {
    Errno errno = failed.errno();
    if (Stage.of(failed.failed()) == Stage.INTERFACE || errno.is(Errno.ENODEV)) {
      List<String> names = Interface.all().stream().map(Interface::name).toList();
      return Message.of("diagnosis.send.no-interface", String.join(", ", names));
    }
    return switch (errno.name()) {
      case "EMSGSIZE" ->
          Message.of(
              "diagnosis.send.too-long",
              String.valueOf(lengthBytes),
              destination.address() instanceof Inet6Address ? MAX_IPV6 : MAX_IPV4);
      case "EACCES" -> Message.of("diagnosis.send.broadcast", Endpoint.text(destination.address()));
      case "ENETUNREACH", "EHOSTUNREACH" ->
          Message.of(
              destination.address().isMulticastAddress()
                  ? "diagnosis.send.no-route-group"
                  : "diagnosis.send.no-route",
              Endpoint.text(destination.address()));
      case "EINVAL" ->
          destination.port() == 0
              ? Message.of("diagnosis.send.port-zero")
              : Message.of("diagnosis.send.invalid", Endpoint.text(destination.address()));
      case "EADDRNOTAVAIL" -> Message.of("diagnosis.send.source-gone");
      case "ECONNREFUSED" -> Message.of("diagnosis.send.refused", destination);
      case "EAFNOSUPPORT" -> Message.of("diagnosis.send.other-family", destination);
      case "EAGAIN", "ENOBUFS" -> Message.of("diagnosis.send.no-buffer");
      case "EPERM" -> Message.of("diagnosis.send.not-permitted");
      case "EBADF" -> Message.of("diagnosis.send.closed");
      case "EOPNOTSUPP", "ENOPROTOOPT" ->
          Message.of("diagnosis.open.not-supported", failed.failed().toString());
      default -> Message.of("diagnosis.open.other", failed.failed().name(), errno);
    };
  }
}
