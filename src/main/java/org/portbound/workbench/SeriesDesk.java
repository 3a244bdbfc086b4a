package org.portbound.workbench;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.Lock;
import java.util.function.Consumer;
import org.portbound.socket.Opening;
import org.portbound.socket.SocketPlan;
import org.portbound.socket.SocketProvider;
import org.portbound.socket.SystemCall;
import org.portbound.socket.UdpSocket;
import org.portbound.text.Message;

/**
 * The series that are being sent, each on its own thread, {@code workbench-send-N}.
 *
 * <p>Started by one command at a time: the workbench's lock guards that. Read by any thread.
 */
final class SeriesDesk {
  /** So many that are over can still be looked at. */
  private static final int KEPT = 50;

  /** Longer than one that was told to end takes. */
  private static final Duration END_TIMEOUT = Duration.ofSeconds(2);

  private final Lock commands;
  private final SocketProvider provider;
  private final ListenerDesk desk;
  private final Ledger ledger;
  private final Chronicle chronicle;
  private final SeriesRows.Log rows;
  private final Consumer<Throwable> unexpected;
  private final List<Series> all = new CopyOnWriteArrayList<>();
  private final List<Thread> threads = new CopyOnWriteArrayList<>();
  private int next = 1;

  SeriesDesk(
      Lock commands,
      SocketProvider provider,
      ListenerDesk desk,
      Ledger ledger,
      Chronicle chronicle,
      SeriesRows.Log rows,
      Consumer<Throwable> unexpected) {
    this.commands = commands;
    this.provider = provider;
    this.desk = desk;
    this.ledger = ledger;
    this.chronicle = chronicle;
    this.rows = rows;
    this.unexpected = unexpected;
  }

  SeriesResult start(SeriesPlan plan) {
    return switch (plan.source()) {
      case Source.Listener(int number) ->
          desk.listeners()
              .findOpen(number)
              .map(open -> started(plan, open.socket(), number, () -> {}))
              .orElseGet(() -> new SeriesResult.NoListener(number));
      case Source.Bound(var local, var reuse) ->
          fromOwnSocket(plan, SocketPlan.of(local).withReuse(reuse));
      case Source.AnyPort() -> fromOwnSocket(plan, Sender.anyPort(plan.destination()));
    };
  }

  private SeriesResult fromOwnSocket(SeriesPlan plan, SocketPlan withoutDevice) {
    SocketPlan socket = withoutDevice.withDevice(plan.setup().device());
    return plan.linger().isZero() ? onlySending(plan, socket) : awaitingReplies(plan, socket);
  }

  /** A socket that nobody receives from: with one who waits at it, each send takes longer. */
  private SeriesResult onlySending(SeriesPlan plan, SocketPlan socketPlan) {
    return switch (provider.openToSend(socketPlan)) {
      case Opening.Refused refused ->
          new SeriesResult.NotOpened(desk.refusal(0, new ListenerPlan(socketPlan, false), refused));
      case Opening.Opened(UdpSocket socket, List<SystemCall> steps) -> {
        ledger.add(0, steps);
        yield started(plan, socket, 0, () -> ledger.add(0, socket.closeReporting().calls()));
      }
    };
  }

  private SeriesResult awaitingReplies(SeriesPlan plan, SocketPlan socket) {
    return switch (desk.open(new ListenerPlan(socket, false, true))) {
      case OpenResult.Refused(Refusal refusal) -> new SeriesResult.NotOpened(refusal);
      case OpenResult.Listening(ListenerView listener) -> {
        int number = listener.number();
        UdpSocket open = desk.listeners().findOpen(number).orElseThrow().socket();
        yield started(plan, open, number, () -> removeListener(number));
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

  /**
   * @param listener the socket's listener, or 0 if it has none
   * @param afterwards closes the socket if it is the series' own
   */
  private SeriesResult started(SeriesPlan plan, UdpSocket from, int listener, Runnable afterwards) {
    var series = new Series(next++, plan, listener, from, ledger, rows);
    forgetOld();
    all.add(series);
    chronicle.note(new Act.Other(Message.of("workbench.act.series", plan.destination())));
    Thread thread =
        Thread.ofPlatform()
            .name("workbench-send-" + series.number())
            .daemon()
            .unstarted(() -> run(series, afterwards));
    threads.add(thread);
    thread.start();
    return new SeriesResult.Started(series.view());
  }

  private void run(Series series, Runnable afterwards) {
    try {
      series.run();
    } catch (RuntimeException | Error e) {
      unexpected.accept(e);
    } finally {
      afterwards.run();
      series.end();
      threads.remove(Thread.currentThread());
    }
  }

  private void forgetOld() {
    while (all.size() >= KEPT) {
      Optional<Series> oldest = all.stream().filter(each -> each.view().over()).findFirst();
      if (oldest.isEmpty()) {
        return;
      }
      all.remove(oldest.get());
    }
  }

  Optional<Series> find(int number) {
    return all.stream().filter(each -> each.number() == number).findFirst();
  }

  List<SeriesView> views() {
    return all.stream().map(Series::view).toList();
  }

  /** Ends a series; whether there was one. */
  boolean stop(int number) {
    Optional<Series> found = find(number);
    found.ifPresent(Series::stop);
    return found.isPresent();
  }

  /** Ends all, and waits until their sockets are closed. */
  void stopAll() {
    all.forEach(Series::stop);
    for (Thread each : threads) {
      try {
        each.join(END_TIMEOUT);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }
}
