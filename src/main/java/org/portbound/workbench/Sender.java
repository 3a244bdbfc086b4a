package org.portbound.workbench;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.time.Instant;
import java.util.List;
import java.util.OptionalInt;
import org.portbound.capture.Receiver;
import org.portbound.capture.SentDatagram;
import org.portbound.diagnosis.Diagnosis;
import org.portbound.diagnosis.Diagnostician;
import org.portbound.socket.CallOutcome;
import org.portbound.socket.Endpoint;
import org.portbound.socket.Opening;
import org.portbound.socket.SendSetup;
import org.portbound.socket.SocketPlan;
import org.portbound.socket.SocketProvider;
import org.portbound.socket.SystemCall;
import org.portbound.socket.UdpSocket;

/** Sends single datagrams. Used by one command at a time: the workbench's lock guards it. */
final class Sender {
  /** How long a connected socket waits for the word that nobody listens. */
  private static final int ANSWER_TIMEOUT_MS = 200;

  private final SocketProvider provider;
  private final ListenerDesk desk;
  private final Receiver receiver;
  private final Ledger ledger;

  /** Whether what was sent becomes a row of the log; any thread. */
  private volatile boolean keepingSends;

  Sender(SocketProvider provider, ListenerDesk desk, Receiver receiver, Ledger ledger) {
    this.provider = provider;
    this.desk = desk;
    this.receiver = receiver;
    this.ledger = ledger;
  }

  void keepSends(boolean keep) {
    keepingSends = keep;
  }

  SendResult send(SendPlan plan) {
    return switch (plan.source()) {
      case Source.Listener(int number) ->
          desk.listeners()
              .findOpen(number)
              .map(listener -> sendFrom(listener.socket(), number, plan))
              .orElseGet(() -> new SendResult.NoListener(number));
      case Source.Bound(var local, var reuse) ->
          sendFromOwnSocket(SocketPlan.of(local).withReuse(reuse), plan);
      case Source.AnyPort() ->
          sendFromOwnSocket(SocketPlan.of(new Endpoint(wildcardFor(plan.destination()), 0)), plan);
    };
  }

  private static InetAddress wildcardFor(Endpoint destination) {
    String text = destination.address() instanceof Inet6Address ? "::" : "0.0.0.0";
    return Endpoint.readAddress(text).orThrow();
  }

  /** A socket that lives for one send. What arrives at it meanwhile goes with it. */
  private SendResult sendFromOwnSocket(SocketPlan withoutDevice, SendPlan plan) {
    SocketPlan socketPlan = withoutDevice.withDevice(plan.setup().device());
    return switch (provider.open(socketPlan)) {
      case Opening.Refused refused ->
          new SendResult.NotOpened(
              plan,
              desk.refusal(0, new ListenerPlan(socketPlan, false), refused),
              listenerOn(socketPlan.local()));
      case Opening.Opened(UdpSocket socket, List<SystemCall> steps) -> {
        ledger.add(0, steps);
        SendResult result = sendFrom(socket, 0, plan);
        ledger.add(0, socket.closeReporting().calls());
        yield result;
      }
    };
  }

  private OptionalInt listenerOn(Endpoint local) {
    return desk.listeners().all().stream()
        .filter(each -> each.isOpen() && each.socket().local().equals(local))
        .mapToInt(OpenListener::number)
        .findFirst();
  }

  private SendResult sendFrom(UdpSocket socket, int listener, SendPlan plan) {
    CallOutcome outcome = prepare(socket, listener, plan);
    if (outcome instanceof CallOutcome.Done) {
      outcome = sendAndKeep(socket, listener, plan);
    }
    if (plan.connects() && outcome instanceof CallOutcome.Done) {
      outcome = noted(listener, socket.awaitAnswer(ANSWER_TIMEOUT_MS));
    }
    return switch (outcome) {
      case CallOutcome.Done done ->
          new SendResult.Sent(socket.local(), plan.destination(), plan.payload().length);
      case CallOutcome.Failed failed -> {
        Diagnosis.Explanation why = Diagnostician.explainSend(failed, plan.attempt());
        yield new SendResult.Failed(plan, why.headline(), why.reasons(), why.fixes());
      }
    };
  }

  private CallOutcome sendAndKeep(UdpSocket socket, int listener, SendPlan plan) {
    Instant before = Instant.now();
    CallOutcome outcome =
        noted(listener, socket.send(plan.destination(), plan.payload(), plan.options()));
    if (keepingSends && outcome instanceof CallOutcome.Done) {
      receiver.logSent(
          new SentDatagram(
              listener,
              before,
              socket.local(),
              plan.destination(),
              plan.options().ttlHops(),
              plan.payload()));
    }
    return outcome;
  }

  private CallOutcome prepare(UdpSocket socket, int listener, SendPlan plan) {
    SendSetup setup = plan.setup();
    CallOutcome outcome = new CallOutcome.Done(List.of());
    if (setup.sendBufferBytes().isPresent()) {
      outcome = noted(listener, socket.setSendBuffer(setup.sendBufferBytes().getAsInt()));
    }
    if (plan.connects() && outcome instanceof CallOutcome.Done) {
      outcome = noted(listener, socket.connect(plan.destination(), plan.options()));
    }
    return outcome;
  }

  private CallOutcome noted(int listener, CallOutcome outcome) {
    ledger.add(listener, outcome.calls());
    return outcome;
  }
}
