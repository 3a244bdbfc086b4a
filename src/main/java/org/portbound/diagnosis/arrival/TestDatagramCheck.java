package org.portbound.diagnosis.arrival;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import org.portbound.diagnosis.Holder;
import org.portbound.diagnosis.arrival.TestSender.Outcome;
import org.portbound.socket.Endpoint;
import org.portbound.socket.Family;
import org.portbound.text.Message;

/** A real datagram through the loopback interface to the listener, and what became of it. */
final class TestDatagramCheck {
  /** What every test datagram begins with. */
  static final String MARK = "Portbound test datagram ";

  private static final String TEST = "test-datagram";

  private final Case asked;
  private final TestSender sender;

  TestDatagramCheck(Case asked, TestSender sender) {
    this.asked = asked;
    this.sender = sender;
  }

  Check testDatagram() {
    String loopback = asked.loopbackName();
    Endpoint to = target(loopback);
    String device = asked.subject().socket().plan().device();
    if (to == null || loopback == null || device != null && !device.equals(loopback)) {
      return Check.unknown(TEST, "not-by-loopback", asked.local())
          .remedy("send", asked.destination());
    }
    Holder stranger = new OtherSocketCheck(asked).stranger(to, loopback);
    if (stranger != null) {
      return Check.unknown(TEST, "stranger", to, stranger.local())
          .remedy("who", String.valueOf(to.port()));
    }
    String text =
        MARK + String.format(Locale.ROOT, "%016x", ThreadLocalRandom.current().nextLong());
    OptionalLong before = asked.subject().socket().droppedByKernel();
    Outcome outcome =
        sender.send(
            asked.subject().listener(),
            to,
            to.address().isMulticastAddress() ? loopback : null,
            text.getBytes(StandardCharsets.UTF_8));
    return switch (outcome) {
      case Outcome.NotSent(List<Message> why) -> {
        Check notSent = Check.unknown(TEST, "not-sent", to);
        yield new Check(TEST, notSent.verdict(), notSent.finding(), why);
      }
      case Outcome.Sent(List<Integer> listeners) -> told(to, text, before, listeners);
    };
  }

  private Check told(Endpoint to, String text, OptionalLong before, List<Integer> listeners) {
    if (listeners.contains(asked.subject().listener())) {
      boolean groupMissed = asked.multicast() && !to.address().isMulticastAddress();
      return Check.passed(TEST, groupMissed ? "arrived-unicast" : "arrived", to, text);
    }
    OptionalLong now = asked.subject().socket().droppedByKernel();
    if (before.isPresent() && now.isPresent() && now.getAsLong() > before.getAsLong()) {
      return Check.failed(TEST, "dropped", to, text).remedy("larger-buffer");
    }
    if (listeners.isEmpty()) {
      return Check.failed(TEST, "lost", to, text).remedy("see-above");
    }
    String others = String.join(", ", listeners.stream().map(String::valueOf).toList());
    boolean shared = asked.subject().socket().reuse().reusePort();
    return shared
        ? Check.unknown(TEST, "other-shared", to, text, others).remedy("unshare")
        : Check.failed(TEST, "other", to, text, others).remedy("see-above");
  }

  /** Where a datagram reaches the listener without leaving this machine, or null if nowhere. */
  private @Nullable Endpoint target(@Nullable String loopback) {
    Endpoint local = asked.local();
    if (asked.multicast() && loopback != null && asked.joined().contains(loopback)) {
      return asked.destination().withPort(local.port());
    }
    if (local.isWildcard()) {
      boolean ipv4 =
          asked.subject().takes(asked.family())
              ? asked.family() == Family.INET
              : asked.subject().takes(Family.INET);
      return Endpoint.parse(ipv4 ? "127.0.0.1:0" : "[::1]:0").withPort(local.port());
    }
    return local.address().isLoopbackAddress() ? local : null;
  }
}
