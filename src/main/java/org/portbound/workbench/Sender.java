package org.portbound.workbench;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import org.portbound.capture.DatagramLog;
import org.portbound.capture.Receiver;
import org.portbound.capture.SentDatagram;
import org.portbound.diagnosis.Diagnosis;
import org.portbound.diagnosis.Diagnostician;
import org.portbound.diagnosis.SendAttempt;
import org.portbound.socket.CallOutcome;
import org.portbound.socket.Endpoint;
import org.portbound.socket.Errno;
import org.portbound.socket.Family;
import org.portbound.socket.Opening;
import org.portbound.socket.PathMtu;
import org.portbound.socket.SendOptions;
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
  private final DatagramLog log;
  private final Ledger ledger;
  private final Chronicle chronicle;
  private final ReplyDesk waits;

  /** Whether what was sent becomes a row of the log; any thread. */
  private volatile boolean keepingSends;

  Sender(
      SocketProvider provider,
      ListenerDesk desk,
      Receiver receiver,
      DatagramLog log,
      Ledger ledger,
      Chronicle chronicle,
      ReplyDesk waits) {
    this.provider = provider;
    this.desk = desk;
    this.receiver = receiver;
    this.log = log;
    this.ledger = ledger;
    this.chronicle = chronicle;
    this.waits = waits;
  }

  void keepSends(boolean keep) {
    keepingSends = keep;
  }

  boolean keepsSends() {
    return keepingSends;
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
      case Source.AnyPort() -> sendFromOwnSocket(anyPort(plan.destination()), plan);
    };
  }

  /** One datagram each from {@value ManyPorts#PORTS} ports of the destination's own address. */
  ManyPorts.Result fromManyPorts(Endpoint destination, int firstBytes) {
    return ManyPorts.send(provider, ledger, chronicle, destination, firstBytes);
  }

  /** A socket on a free port that reaches this destination. */
  static SocketPlan anyPort(Endpoint destination) {
    String wildcard =
        switch (Family.of(destination.address())) {
          case INET -> "0.0.0.0";
          case INET6 -> "::";
        };
    return SocketPlan.of(new Endpoint(Endpoint.readAddress(wildcard).orThrow(), 0));
  }

  private SendResult sendFromOwnSocket(SocketPlan withoutDevice, SendPlan plan) {
    SocketPlan socketPlan = withoutDevice.withDevice(plan.setup().device());
    return plan.waitsForReplies()
        ? sendAndListen(socketPlan, plan)
        : sendAndClose(socketPlan, plan);
  }

  /** A socket that lives for one send. What arrives at it meanwhile goes with it. */
  private SendResult sendAndClose(SocketPlan socketPlan, SendPlan plan) {
    return switch (provider.open(socketPlan)) {
      case Opening.Refused refused ->
          notOpened(plan, desk.refusal(0, new ListenerPlan(socketPlan, false), refused));
      case Opening.Opened(UdpSocket socket, List<SystemCall> steps) -> {
        ledger.add(0, steps);
        SendResult result = sendFrom(socket, 0, plan);
        ledger.add(0, socket.closeReporting().calls());
        yield result;
      }
    };
  }

  /** A socket that is a listener until the time for replies is over. */
  private SendResult sendAndListen(SocketPlan socketPlan, SendPlan plan) {
    return switch (desk.open(new ListenerPlan(socketPlan, false, true))) {
      case OpenResult.Refused(Refusal refusal) -> notOpened(plan, refusal);
      case OpenResult.Listening(ListenerView listener) -> {
        int number = listener.number();
        OpenListener open = desk.listeners().findOpen(number).orElseThrow();
        SendResult result = sendFrom(open.socket(), number, plan);
        if (result instanceof SendResult.Sent sent && sent.replies().isPresent()) {
          waits.closeAfter(sent.replies().get());
        } else {
          desk.remove(number);
        }
        yield result;
      }
    };
  }

  private SendResult notOpened(SendPlan plan, Refusal refusal) {
    chronicle.note(new Act.NotSent(plan, refusal.diagnosis().refused().errno().name(), false));
    return new SendResult.NotOpened(plan, refusal, listenerOn(refusal.plan().socket().local()));
  }

  private OptionalInt listenerOn(Endpoint local) {
    return desk.listeners().all().stream()
        .filter(each -> each.isOpen() && each.socket().local().equals(local))
        .mapToInt(OpenListener::number)
        .findFirst();
  }

  private SendResult sendFrom(UdpSocket socket, int listener, SendPlan template) {
    SendPlan plan = template.withPayload(template.filledAt(socket.local()));
    long firstRow = log.end();
    Instant before = Instant.now();
    CallOutcome outcome = prepare(socket, listener, plan);
    if (outcome instanceof CallOutcome.Done) {
      before = Instant.now();
      outcome = noted(listener, socket.send(plan.destination(), plan.payload(), plan.options()));
    }
    if (outcome instanceof CallOutcome.Done && keepingSends) {
      keep(socket, listener, plan, before);
    }
    if (plan.connects() && !plan.waitsForReplies() && outcome instanceof CallOutcome.Done) {
      outcome = noted(listener, socket.awaitAnswer(ANSWER_TIMEOUT_MS));
    }
    return switch (outcome) {
      case CallOutcome.Done done -> {
        chronicle.note(new Act.Sent(plan, socket.local(), firstRow));
        yield new SendResult.Sent(
            socket.local(),
            plan.destination(),
            plan.payload().length,
            plan.waitsForReplies()
                ? Optional.of(
                    new ReplyWait(
                        listener,
                        socket.local(),
                        plan.destination(),
                        plan.payload(),
                        ns(before),
                        firstRow,
                        plan.replies()))
                : Optional.empty());
      }
      case CallOutcome.Failed failed -> {
        chronicle.note(new Act.NotSent(plan, failed.errno().name(), true));
        Diagnosis.Explanation why =
            Diagnostician.explainSend(
                failed, attempt(plan, failed, listener), provider.interfaces());
        yield new SendResult.Failed(plan, why.headline(), why.reasons(), why.fixes());
      }
    };
  }

  static long ns(Instant time) {
    return TimeUnit.SECONDS.toNanos(time.getEpochSecond()) + time.getNano();
  }

  /** What is too long for the path: how long may it be? */
  private SendAttempt attempt(SendPlan plan, CallOutcome.Failed failed, int listener) {
    if (!plan.options().dontFragment() || !failed.errno().is(Errno.EMSGSIZE)) {
      return plan.attempt();
    }
    PathMtu path = pathMtu(plan.destination(), plan.options());
    ledger.add(listener, path.calls());
    return plan.attempt().withPathMtu(path.bytes());
  }

  PathMtu pathMtu(Endpoint destination, SendOptions options) {
    return provider.pathMtu(destination, options);
  }

  private void keep(UdpSocket socket, int listener, SendPlan plan, Instant at) {
    receiver.logSent(
        new SentDatagram(
            listener,
            at,
            socket.local(),
            plan.destination(),
            plan.options().ttlHops(),
            plan.payload()));
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
