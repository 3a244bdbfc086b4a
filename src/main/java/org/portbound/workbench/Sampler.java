package org.portbound.workbench;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.portbound.capture.Counters;
import org.portbound.capture.History;
import org.portbound.capture.ReceiveCounts;
import org.portbound.capture.Receiver;
import org.portbound.probe.ProbeMonitor;

/**
 * Looks at the listeners' counters twice a second and keeps what they were in a {@link History};
 * ends the steps of the probes as often. It has the thread "workbench-sampler", which waits for no
 * command.
 */
final class Sampler implements AutoCloseable {
  private static final long LEAST_BETWEEN_NS = History.STEP_NS / 4;

  private final History history = new History(System.nanoTime());
  private final ListenerDesk desk;
  private final ReceiveCounts counts;
  private final ProbeMonitor probes;
  private final Receiver.Events faults;
  private final GroupWatch groups;
  private final TimeWatch time;

  /** The thread's own. */
  private long lookedNs = System.nanoTime();

  /** Their last totals are still to be taken; the thread's own. */
  private final List<Integer> removed = new ArrayList<>();

  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("workbench-sampler").daemon().factory());

  /**
   * @param desk only its listeners are looked at
   * @param probes whose steps it ends
   * @param faults told of what nobody expected
   * @param groups looks at the interfaces at the same time
   * @param time looks at the clocks
   */
  Sampler(
      ListenerDesk desk,
      ReceiveCounts counts,
      ProbeMonitor probes,
      Receiver.Events faults,
      GroupWatch groups,
      TimeWatch time) {
    this.time = time;
    this.groups = groups;
    this.desk = desk;
    this.counts = counts;
    this.probes = probes;
    this.faults = faults;
    // From here on: what stops the process before the first look is told as well.
    time.look();
    thread.scheduleAtFixedRate(this::look, History.STEP_NS, History.STEP_NS, TimeUnit.NANOSECONDS);
  }

  History history() {
    return history;
  }

  private void look() {
    long sinceNs = System.nanoTime() - lookedNs;
    if (sinceNs < LEAST_BETWEEN_NS) {
      // After a stop of the process all looks that it missed come at once.
      return;
    }
    lookedNs += sinceNs;
    try {
      time.look();
      for (Integer each = desk.nextRemoved(); each != null; each = desk.nextRemoved()) {
        removed.add(each);
      }
      List<History.Sample> open =
          desk.listeners().all().stream()
              .filter(OpenListener::isOpen)
              .map(each -> sample(desk.view(each)))
              .toList();
      if (history.sample(System.nanoTime(), open, this::lastTotals)) {
        removed.forEach(counts::forget);
        removed.clear();
      }
      groups.look();
      probes.tick(System.nanoTime());
    } catch (RuntimeException e) {
      faults.unexpected(e);
    }
  }

  private History.Sample sample(ListenerView view) {
    return new History.Sample(
        view.number(),
        view.local(),
        new History.Totals(
            view.datagrams(),
            view.bytes(),
            view.droppedByKernel().orElse(Counters.UNKNOWN),
            counts.sizes(view.number())));
  }

  private History.Totals lastTotals(int listener) {
    Counters last = counts.of(listener);
    return new History.Totals(
        last.datagrams(), last.bytes(), last.droppedByKernel(), counts.sizes(listener));
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }
}
