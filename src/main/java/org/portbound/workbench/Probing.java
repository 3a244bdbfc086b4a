package org.portbound.workbench;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.Lock;
import java.util.function.Consumer;
import org.portbound.probe.ProbeMonitor;
import org.portbound.socket.Opening;
import org.portbound.socket.SocketPlan;
import org.portbound.socket.SocketProvider;
import org.portbound.socket.SystemCall;
import org.portbound.socket.UdpSocket;
import org.portbound.text.Message;

/**
 * Probes: streams that are sent, each on its own thread, {@code workbench-probe-N}, and what the
 * listeners receive of their own and of others'.
 *
 * <p>Threads: any. {@link #start} is one command at a time, under the workbench's lock, and blocks;
 * the rest never waits.
 */
public final class Probing {
  /** So many that are over can still be looked at. */
  private static final int KEPT = 50;

  private static final long NS_PER_S = 1_000_000_000L;

  private final Lock commands;
  private final SocketProvider provider;
  private final ListenerDesk desk;
  private final Ledger ledger;
  private final Chronicle chronicle;
  private final Consumer<Throwable> unexpected;
  private final ProbeMonitor monitor;
  private final List<ProbeSending> all = new CopyOnWriteArrayList<>();

  /** Guarded by the workbench's lock. */
  private int next = 1;

  Probing(
      Lock commands,
      SocketProvider provider,
      ListenerDesk desk,
      Ledger ledger,
      Chronicle chronicle,
      Consumer<Throwable> unexpected) {
    this.commands = commands;
    this.provider = provider;
    this.desk = desk;
    this.ledger = ledger;
    this.chronicle = chronicle;
    this.unexpected = unexpected;
    this.monitor = new ProbeMonitor(System.nanoTime(), this::openedNs);
  }

  private long openedNs(int listener) {
    return desk.listeners()
        .find(listener)
        .map(each -> each.opened().getEpochSecond() * NS_PER_S + each.opened().getNano())
        .orElse(Long.MIN_VALUE);
  }

  /** What the listeners receive. */
  public ProbeMonitor monitor() {
    return monitor;
  }

  /** Begins to send a stream. */
  public ProbeStart start(ProbePlan plan) {
    commands.lock();
    try {
      return switch (plan.source()) {
        case Source.Listener(int number) ->
            desk.listeners()
                .findOpen(number)
                .map(open -> started(plan, number, open.socket()))
                .orElseGet(() -> new ProbeStart.NoListener(number));
        case Source.Bound(var local, var reuse) ->
            fromOwnSocket(plan, SocketPlan.of(local).withReuse(reuse));
        case Source.AnyPort() -> fromOwnSocket(plan, Sender.anyPort(plan.destination()));
      };
    } finally {
      commands.unlock();
    }
  }

  private ProbeStart fromOwnSocket(ProbePlan plan, SocketPlan socketPlan) {
    return switch (provider.open(socketPlan)) {
      case Opening.Refused refused ->
          new ProbeStart.NotOpened(desk.refusal(0, new ListenerPlan(socketPlan, false), refused));
      case Opening.Opened(UdpSocket socket, List<SystemCall> steps) -> {
        ledger.add(0, steps);
        yield started(plan, 0, socket);
      }
    };
  }

  /**
   * @param listener whose socket it is, or 0 for one of its own, which is closed at the end
   */
  private ProbeStart started(ProbePlan plan, int listener, UdpSocket socket) {
    var sending = new ProbeSending(next++, plan, listener, socket, ledger);
    forgetOld();
    all.add(sending);
    chronicle.note(new Act.Other(Message.of("workbench.act.probe", plan.destination())));
    Thread.ofPlatform()
        .name("workbench-probe-" + sending.number())
        .daemon()
        .start(() -> run(sending, listener == 0));
    return new ProbeStart.Started(sending.view());
  }

  private void run(ProbeSending sending, boolean own) {
    try {
      sending.run();
    } catch (RuntimeException | Error e) {
      unexpected.accept(e);
    } finally {
      if (own) {
        ledger.add(0, sending.socket().closeReporting().calls());
      }
    }
  }

  private void forgetOld() {
    while (all.size() >= KEPT) {
      Optional<ProbeSending> oldest = all.stream().filter(each -> each.view().over()).findFirst();
      if (oldest.isEmpty()) {
        return;
      }
      all.remove(oldest.get());
    }
  }

  /** What is being sent, and the last that were, in order of their numbers. */
  public List<ProbeSendView> sends() {
    return all.stream().map(ProbeSending::view).toList();
  }

  /**
   * Ends a stream before its time, with its marks at the end.
   *
   * @return whether there was one
   */
  public boolean stop(int number) {
    Optional<ProbeSending> found = all.stream().filter(each -> each.number() == number).findFirst();
    found.ifPresent(ProbeSending::stop);
    return found.isPresent();
  }

  /** Ends all streams. */
  public void stopAll() {
    all.forEach(ProbeSending::stop);
  }
}
