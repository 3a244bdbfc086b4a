package org.portbound.workbench;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import java.util.random.RandomGenerator;
import org.portbound.message.Filling;
import org.portbound.message.Refills;
import org.portbound.message.Schedule;
import org.portbound.socket.CallOutcome;
import org.portbound.socket.Endpoint;
import org.portbound.socket.Errno;
import org.portbound.socket.SendBatch;
import org.portbound.socket.SendSetup;
import org.portbound.socket.SystemCall;
import org.portbound.socket.UdpSocket;
import org.portbound.workbench.SeriesView.State;

/**
 * Sends one series on a thread of its own. What it counts is written by that thread alone, under
 * {@code this}, and read by any.
 */
final class Series {
  /** So soon a stop is noticed, and so exact are times of less than a thousand a second. */
  private static final long LONGEST_PAUSE_NS = 20_000_000;

  /** After a failure, so that one that lasts does not spin. */
  private static final long PAUSE_AFTER_FAILURE_NS = 1_000_000;

  private final int number;
  private final SeriesPlan plan;
  private final int listener;
  private final UdpSocket socket;
  private final Ledger ledger;
  private final SeriesRows rows;
  private final long firstRow;
  private final SendTimes times = new SendTimes();
  private final Refills refills;

  /** What is in the batch's slots. */
  private final byte[][] payloads = new byte[SendBatch.SLOTS][0];

  private final RandomGenerator random = new SplittableRandom();
  private volatile boolean stopped;

  // Guarded by this.
  private final Map<String, Long> failures = new TreeMap<>();
  private State state = State.SENDING;
  private long sent;
  private long bytes;
  private long sendingNs;
  private long stalledNs;

  Series(
      int number,
      SeriesPlan plan,
      int listener,
      UdpSocket socket,
      Ledger ledger,
      SeriesRows.Log log) {
    this.number = number;
    this.plan = plan;
    this.listener = listener;
    this.socket = socket;
    this.ledger = ledger;
    this.rows = new SeriesRows(log, plan, listener, socket);
    this.firstRow = log.end();
    this.refills = new Refills(plan.template(), SendBatch.SLOTS);
  }

  int number() {
    return number;
  }

  int listener() {
    return listener;
  }

  /** The first row of the log that may be a reply. */
  long firstRow() {
    return firstRow;
  }

  /** When the last datagram not after this time was sent, both in nanoseconds since 1970. */
  long lastSentBefore(long timeNs) {
    return times.lastBefore(timeNs);
  }

  void stop() {
    stopped = true;
  }

  synchronized SeriesView view() {
    return new SeriesView(
        number, plan, listener, local(), state, sent, bytes, failures, sendingNs, stalledNs);
  }

  private Endpoint local() {
    return socket.local();
  }

  private synchronized void enter(State next) {
    state = next;
  }

  /** Sends all of it, then waits for as long as it lingers; for its own thread. */
  void run() {
    boolean all = false;
    if (!prepare()) {
      enter(State.STOPPED);
      return;
    }
    try (SendBatch batch = socket.newBatch(plan.destination(), plan.options())) {
      var calls = new BatchCalls(ledger, listener, batch);
      all = send(batch, calls);
      calls.note();
    } finally {
      enter(all ? State.LINGERING : State.STOPPED);
    }
    linger();
  }

  /** Whether the socket is as it was asked for. */
  private boolean prepare() {
    SendSetup setup = plan.setup();
    CallOutcome outcome = new CallOutcome.Done(List.of());
    if (setup.sendBufferBytes().isPresent()) {
      outcome = socket.setSendBuffer(setup.sendBufferBytes().getAsInt());
      ledger.add(listener, outcome.calls());
    }
    boolean connects = setup.connect() && !(plan.source() instanceof Source.Listener);
    if (connects && outcome instanceof CallOutcome.Done) {
      outcome = socket.connect(plan.destination(), plan.options());
      ledger.add(listener, outcome.calls());
    }
    if (outcome instanceof CallOutcome.Failed failed) {
      countFailure(failed.errno().name());
      return false;
    }
    return true;
  }

  /** It is over: nothing is sent, and nothing waited for any more. */
  synchronized void end() {
    state = state == State.STOPPED ? State.STOPPED : State.DONE;
  }

  private void linger() {
    long endNs = System.nanoTime() + plan.linger().toNanos();
    while (!stopped && System.nanoTime() - endNs < 0) {
      LockSupport.parkNanos(LONGEST_PAUSE_NS);
    }
  }

  /** Whether all were attempted. */
  private boolean send(SendBatch batch, BatchCalls calls) {
    Schedule schedule = plan.schedule();
    boolean varies = plan.template().varies();
    if (!varies) {
      var filling = new Filling(1, Instant.now(), local(), random);
      Arrays.fill(payloads, refills.fill(0, filling));
      batch.putAll(payloads[0]);
    }
    long attempted = 0;
    var pace = new Pace(System::nanoTime);
    while (!stopped && attempted < schedule.count().orElse(Long.MAX_VALUE)) {
      long nowNs = pace.elapsedNs();
      int due = schedule.due(nowNs, attempted, SendBatch.SLOTS);
      if (due == 0) {
        LockSupport.parkNanos(Math.clamp(schedule.dueNs(attempted) - nowNs, 1, LONGEST_PAUSE_NS));
        continue;
      }
      if (varies) {
        fill(batch, due, attempted + 1);
      }
      Instant before = Instant.now();
      int taken = batch.send(due);
      if (taken > 0) {
        times.add(Sender.ns(before));
        rows.keep(payloads, taken, before);
      }
      calls.note();
      attempted += taken;
      SystemCall failure = batch.failure();
      count(taken, pace);
      if (failure != null) {
        attempted++;
        if (failed(failure)) {
          return false;
        }
      }
    }
    return !stopped;
  }

  /** Fills in the first slots; only what differs from what is in them is written. */
  private void fill(SendBatch batch, int count, long firstNumber) {
    Instant time = Instant.now();
    Endpoint local = local();
    for (int slot = 0; slot < count; slot++) {
      byte[] payload = refills.fill(slot, new Filling(firstNumber + slot, time, local, random));
      if (payload == payloads[slot]) {
        batch.patch(slot, payload, refills.from(), refills.to());
      } else {
        batch.put(slot, payload);
        payloads[slot] = payload;
      }
    }
  }

  private synchronized void count(int taken, Pace pace) {
    sent += taken;
    for (int slot = 0; slot < taken; slot++) {
      bytes += payloads[slot].length;
    }
    sendingNs = pace.elapsedNs();
    stalledNs = pace.stalledNs();
  }

  private synchronized void countFailure(String name) {
    failures.merge(name, 1L, Long::sum);
  }

  /** Counts a failure; true if none of the others can succeed: the socket is gone. */
  private boolean failed(SystemCall failure) {
    Errno errno = failure.errno();
    String name = errno == null ? failure.name() : errno.name();
    countFailure(name);
    if (errno != null && errno.is(Errno.EBADF)) {
      return true;
    }
    LockSupport.parkNanos(PAUSE_AFTER_FAILURE_NS);
    return false;
  }
}
