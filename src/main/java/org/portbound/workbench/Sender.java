package org.portbound.workbench;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.time.Instant;
import java.util.List;
import org.portbound.capture.Receiver;
import org.portbound.capture.SentDatagram;
import org.portbound.diagnosis.Diagnosis;
import org.portbound.diagnosis.Diagnostician;
import org.portbound.socket.CallOutcome;
import org.portbound.socket.Endpoint;
import org.portbound.socket.Opening;
import org.portbound.socket.SocketPlan;
import org.portbound.socket.SocketProvider;
import org.portbound.socket.SystemCall;
import org.portbound.socket.UdpSocket;

/** Sends single datagrams. Used by one command at a time: the workbench's lock guards it. */
final class Sender {
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
  private SendResult sendFromOwnSocket(SocketPlan socketPlan, SendPlan plan) {
    return switch (provider.open(socketPlan)) {
      case Opening.Refused refused ->
          new SendResult.NotOpened(desk.refusal(0, new ListenerPlan(socketPlan, false), refused));
      case Opening.Opened(UdpSocket socket, List<SystemCall> steps) -> {
        ledger.add(0, steps);
        SendResult result = sendFrom(socket, 0, plan);
        ledger.add(0, socket.closeReporting().calls());
        yield result;
      }
    };
  }

  private SendResult sendFrom(UdpSocket socket, int listener, SendPlan plan) {
    Instant before = Instant.now();
    CallOutcome outcome = socket.send(plan.destination(), plan.payload(), plan.options());
    ledger.add(listener, outcome.calls());
    return switch (outcome) {
      case CallOutcome.Done done -> {
        if (keepingSends) {
          receiver.logSent(
              new SentDatagram(
                  listener,
                  before,
                  socket.local(),
                  plan.destination(),
                  plan.options().ttlHops(),
                  plan.payload()));
        }
        yield new SendResult.Sent(socket.local(), plan.destination(), plan.payload().length);
      }
      case CallOutcome.Failed failed -> {
        Diagnosis.Explanation why =
            Diagnostician.explainSend(failed, plan.destination(), plan.payload().length);
        yield new SendResult.Failed(why.headline(), why.reasons());
      }
    };
  }
}
