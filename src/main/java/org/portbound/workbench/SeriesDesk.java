package org.portbound.workbench;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.Lock;
import java.util.function.Consumer;
import org.portbound.socket.SocketPlan;
import org.portbound.text.Message;

/**
 * The series that are being sent, each on its own thread, {@code workbench-send-N}.
 *
 * <p>Started by one command at a time: the workbench's lock guards that. Read by any thread.
 */
final class SeriesDesk {
  /** So many that are over can still be looked at. */
  private static final int KEPT = 50;

  private final Lock commands;
  private final ListenerDesk desk;
  private final Ledger ledger;
  private final Chronicle chronicle;
  private final SeriesRows.Log rows;
  private final Consumer<Throwable> unexpected;
  private final List<Series> all = new CopyOnWriteArrayList<>();
  private int next = 1;

  SeriesDesk(
      Lock commands,
      ListenerDesk desk,
      Ledger ledger,
      Chronicle chronicle,
      SeriesRows.Log rows,
      Consumer<Throwable> unexpected) {
    this.commands = commands;
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
              .map(open -> started(plan, open, false))
              .orElseGet(() -> new SeriesResult.NoListener(number));
      case Source.Bound(var local, var reuse) ->
          fromOwnSocket(plan, SocketPlan.of(local).withReuse(reuse));
      case Source.AnyPort() -> fromOwnSocket(plan, Sender.anyPort(plan.destination()));
    };
  }

  private SeriesResult fromOwnSocket(SeriesPlan plan, SocketPlan withoutDevice) {
    SocketPlan socket = withoutDevice.withDevice(plan.setup().device());
    return switch (desk.open(new ListenerPlan(socket, false, true))) {
      case OpenResult.Refused(Refusal refusal) -> new SeriesResult.NotOpened(refusal);
      case OpenResult.Listening(ListenerView listener) ->
          started(plan, desk.listeners().findOpen(listener.number()).orElseThrow(), true);
    };
  }

  private SeriesResult started(SeriesPlan plan, OpenListener from, boolean own) {
    var series = new Series(next++, plan, from.number(), from.socket(), ledger, rows);
    forgetOld();
    all.add(series);
    chronicle.note(new Act.Other(Message.of("workbench.act.series", plan.destination())));
    Thread.ofPlatform()
        .name("workbench-send-" + series.number())
        .daemon()
        .start(() -> run(series, own));
    return new SeriesResult.Started(series.view());
  }

  private void run(Series series, boolean own) {
    try {
      series.run();
    } catch (RuntimeException | Error e) {
      unexpected.accept(e);
    } finally {
      if (own) {
        commands.lock();
        try {
          desk.remove(series.listener());
        } finally {
          commands.unlock();
        }
      }
      series.end();
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

  void stopAll() {
    all.forEach(Series::stop);
  }
}
