package org.portbound.workbench;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import org.portbound.message.Schedule;
import org.portbound.probe.ProbeClock;
import org.portbound.probe.ProbeWriter;
import org.portbound.socket.Errno;
import org.portbound.socket.SendBatch;
import org.portbound.socket.SystemCall;
import org.portbound.socket.UdpSocket;
import org.portbound.workbench.ProbeSendView.State;

/**
 * Sends one stream of a probe on a thread of its own. What it counts is written by that thread
 * alone, under {@code this}, and read by any.
 */
final class ProbeSending {
  /** So soon a stop is noticed. */
  private static final long LONGEST_PAUSE_NS = 20_000_000;

  /** After a failure, so that one that lasts does not spin. */
  private static final long PAUSE_AFTER_FAILURE_NS = 1_000_000;

  /** The marks at the end: several, for they get lost as others do, and not all in one burst. */
  private static final int END_MARKS = 3;

  private static final long BETWEEN_END_MARKS_NS = 10_000_000;
  private static final double NS_PER_S = 1e9;

  private final int number;
  private final ProbePlan plan;
  private final int listener;
  private final UdpSocket socket;
  private final Ledger ledger;
  private final ProbeWriter writer;
  private volatile boolean stopped;

  // Guarded by this.
  private final Map<String, Long> failures = new TreeMap<>();
  private State state = State.SENDING;
  private long sent;
  private long sendingNs;
  private long stalledNs;

  ProbeSending(int number, ProbePlan plan, int listener, UdpSocket socket, Ledger ledger) {
    this.number = number;
    this.plan = plan;
    this.listener = listener;
    this.socket = socket;
    this.ledger = ledger;
    double perSecond = plan.schedule().perSecond();
    long intervalNs = perSecond == Schedule.UNPACED ? 0 : Math.round(NS_PER_S / perSecond);
    this.writer = new ProbeWriter(number, plan.lengthBytes(), intervalNs);
  }

  int number() {
    return number;
  }

  UdpSocket socket() {
    return socket;
  }

  void stop() {
    stopped = true;
  }

  synchronized ProbeSendView view() {
    return new ProbeSendView(
        number, plan, socket.local(), state, sent, failures, sendingNs, stalledNs);
  }

  private synchronized void end(boolean all) {
    state = all ? State.DONE : State.STOPPED;
  }

  /** Sends all of it and says that it is over; for its own thread. */
  void run() {
    boolean all = false;
    try (SendBatch batch = socket.newBatch(plan.destination(), plan.options())) {
      var calls = new BatchCalls(ledger, listener, batch);
      all = send(batch, calls);
      sendEnd(batch);
      calls.note();
    } finally {
      end(all);
    }
  }

  /** Whether all that was planned was attempted. */
  private boolean send(SendBatch batch, BatchCalls calls) {
    Schedule schedule = plan.schedule();
    long mostNs = plan.mostNs();
    long most = plan.most();
    long attempted = 0;
    long sequence = 0;
    var pace = new Pace(System::nanoTime);
    while (!stopped && attempted < most) {
      long nowNs = pace.elapsedNs();
      if (nowNs >= mostNs) {
        return true;
      }
      int due = (int) Math.min(schedule.due(nowNs, attempted, SendBatch.SLOTS), most - attempted);
      if (due == 0) {
        long pauseNs = Math.min(schedule.dueNs(attempted), mostNs) - nowNs;
        LockSupport.parkNanos(Math.clamp(pauseNs, 1, LONGEST_PAUSE_NS));
        continue;
      }
      for (int slot = 0; slot < due; slot++) {
        batch.put(slot, writer.datagram(sequence + slot, ProbeClock.nowNs()));
      }
      int taken = batch.send(due);
      attempted += taken;
      sequence += taken;
      count(taken, pace);
      calls.note();
      SystemCall failure = batch.failure();
      if (failure != null) {
        // The number is not used up: what never left is no loss on the way.
        attempted++;
        if (failed(failure)) {
          return false;
        }
      }
    }
    return !stopped;
  }

  private void sendEnd(SendBatch batch) {
    for (int i = 0; i < END_MARKS; i++) {
      LockSupport.parkNanos(i == 0 ? 0 : BETWEEN_END_MARKS_NS);
      batch.put(0, writer.end(sent, ProbeClock.nowNs()));
      batch.send(1);
    }
  }

  private synchronized void count(int taken, Pace pace) {
    sent += taken;
    sendingNs = pace.elapsedNs();
    stalledNs = pace.stalledNs();
  }

  /** Counts a failure; true if none of the others can succeed: the socket is gone. */
  private boolean failed(SystemCall failure) {
    Errno errno = failure.errno();
    synchronized (this) {
      String name = errno == null ? failure.name() : errno.name();
      failures.merge(name, 1L, Long::sum);
    }
    if (errno != null && errno.is(Errno.EBADF)) {
      return true;
    }
    LockSupport.parkNanos(PAUSE_AFTER_FAILURE_NS);
    return false;
  }
}
