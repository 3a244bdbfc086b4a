package org.portbound.workbench;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
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

  private final SeriesSockets sockets;
  private final Ledger ledger;
  private final Chronicle chronicle;
  private final SeriesRows.Log rows;
  private final Consumer<Throwable> unexpected;
  private final List<Series> all = new CopyOnWriteArrayList<>();
  private final List<Thread> threads = new CopyOnWriteArrayList<>();
  private int next = 1;

  SeriesDesk(
      SeriesSockets sockets,
      Ledger ledger,
      Chronicle chronicle,
      SeriesRows.Log rows,
      Consumer<Throwable> unexpected) {
    this.sockets = sockets;
    this.ledger = ledger;
    this.chronicle = chronicle;
    this.rows = rows;
    this.unexpected = unexpected;
  }

  SeriesResult start(SeriesPlan plan) {
    return sockets.with(plan, from -> started(plan, from));
  }

  private SeriesResult started(SeriesPlan plan, SeriesSockets.From from) {
    var series = new Series(next++, plan, from.listener(), from.socket(), ledger, rows);
    forgetOld();
    all.add(series);
    chronicle.note(new Act.Other(Message.of("workbench.act.series", plan.destination())));
    Thread thread =
        Thread.ofPlatform()
            .name("workbench-send-" + series.number())
            .daemon()
            .unstarted(() -> run(series, from.afterwards()));
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
