package org.portbound.workbench;

import java.util.List;
import java.util.concurrent.locks.Lock;
import java.util.function.Function;
import org.portbound.socket.Opening;
import org.portbound.socket.SocketPlan;
import org.portbound.socket.SocketProvider;
import org.portbound.socket.SystemCall;
import org.portbound.socket.UdpSocket;

/**
 * The sockets that series are sent from: a listener's, or one of their own, which is closed after
 * them. The workbench's lock guards the opening; the closing takes it.
 */
final class SeriesSockets {
  private final Lock commands;
  private final SocketProvider provider;
  private final ListenerDesk desk;
  private final Ledger ledger;

  /**
   * What a series is sent from.
   *
   * @param listener the socket's listener, or 0 if it has none
   * @param afterwards closes the socket if it is the series' own
   */
  record From(UdpSocket socket, int listener, Runnable afterwards) {}

  SeriesSockets(Lock commands, SocketProvider provider, ListenerDesk desk, Ledger ledger) {
    this.commands = commands;
    this.provider = provider;
    this.desk = desk;
    this.ledger = ledger;
  }

  /** Starts a series with the socket that its plan wants; or says why there is none. */
  SeriesResult with(SeriesPlan plan, Function<From, SeriesResult> start) {
    return switch (plan.source()) {
      case Source.Listener(int number) ->
          desk.listeners()
              .findOpen(number)
              .map(open -> start.apply(new From(open.socket(), number, () -> {})))
              .orElseGet(() -> new SeriesResult.NoListener(number));
      case Source.Bound(var local, var reuse) ->
          own(plan, SocketPlan.of(local).withReuse(reuse), start);
      case Source.AnyPort() -> own(plan, Sender.anyPort(plan.destination()), start);
    };
  }

  private SeriesResult own(
      SeriesPlan plan, SocketPlan withoutDevice, Function<From, SeriesResult> start) {
    SocketPlan socket = withoutDevice.withDevice(plan.setup().device());
    return plan.linger().isZero() ? onlySending(socket, start) : awaitingReplies(socket, start);
  }

  /** A socket that nobody receives from: with one who waits at it, each send takes longer. */
  private SeriesResult onlySending(SocketPlan plan, Function<From, SeriesResult> start) {
    return switch (provider.openToSend(plan)) {
      case Opening.Refused refused ->
          new SeriesResult.NotOpened(desk.refusal(0, new ListenerPlan(plan, false), refused));
      case Opening.Opened(UdpSocket socket, List<SystemCall> steps) -> {
        ledger.add(0, steps);
        yield start.apply(
            new From(socket, 0, () -> ledger.add(0, socket.closeReporting().calls())));
      }
    };
  }

  private SeriesResult awaitingReplies(SocketPlan plan, Function<From, SeriesResult> start) {
    return switch (desk.open(new ListenerPlan(plan, false, true))) {
      case OpenResult.Refused(Refusal refusal) -> new SeriesResult.NotOpened(refusal);
      case OpenResult.Listening(ListenerView listener) -> {
        int number = listener.number();
        UdpSocket open = desk.listeners().findOpen(number).orElseThrow().socket();
        yield start.apply(new From(open, number, () -> removeListener(number)));
      }
    };
  }

  private void removeListener(int number) {
    commands.lock();
    try {
      desk.remove(number);
    } finally {
      commands.unlock();
    }
  }
}
