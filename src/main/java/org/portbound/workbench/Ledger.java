package org.portbound.workbench;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.portbound.socket.CallSource;
import org.portbound.socket.CallTotals;
import org.portbound.socket.SystemCall;

/**
 * Every socket call that was made, in lines numbered from 1; the oldest go when there are more than
 * {@link #CAPACITY}. Calls that are made again and again, as those that receive, are one line for a
 * run of equal ones: it grows when somebody pulls, and the next single call ends it.
 *
 * <p>Any thread; {@code this} guards the entries. Where calls are made nobody waits for it.
 */
public final class Ledger {
  /** How many lines are kept. */
  public static final int CAPACITY = 20_000;

  private final @Nullable LedgerEntry[] entries = new LedgerEntry[CAPACITY];
  private final LedgerRuns runs = new LedgerRuns(this::begin);
  private final AtomicLong revision;
  private LedgerOwners owners =
      new LedgerOwners() {
        @Override
        public int peer(int listener) {
          return 0;
        }

        @Override
        public int listener(int descriptor) {
          return 0;
        }
      };
  private long end = 1;
  private long growth;

  Ledger(AtomicLong revision) {
    this.revision = revision;
  }

  /** Who knows whose sockets are whose. */
  synchronized void ask(LedgerOwners newOwners) {
    owners = newOwners;
  }

  /** Number of the oldest line that is kept. */
  public synchronized long first() {
    return Math.max(1, end - CAPACITY);
  }

  /** Number that the next line will have. */
  public synchronized long end() {
    return end;
  }

  /** The lines from this number on. */
  public synchronized List<LedgerEntry> since(long number) {
    var found = new ArrayList<LedgerEntry>();
    for (long each = Math.max(number, first()); each < end; each++) {
      LedgerEntry entry = entries[(int) (each % CAPACITY)];
      if (entry != null) {
        found.add(entry);
      }
    }
    return found;
  }

  /**
   * Brings the runs up to date.
   *
   * @return a number that changes when a run has grown
   */
  public synchronized long pull() {
    grown(runs.take(owners));
    return growth;
  }

  /**
   * Ends the runs: what comes now is told in new lines.
   *
   * @return the number that the next line will have
   */
  public synchronized long mark() {
    grown(runs.endSection(owners, Instant.MAX));
    return end;
  }

  private void grown(boolean grown) {
    growth += grown ? 1 : 0;
  }

  /** Takes in calls that are counted where they are made, from now on. */
  synchronized void follow(int listener, boolean background, List<CallSource> sources) {
    int peer = owners.peer(listener);
    sources.forEach(each -> runs.follow(peer, listener, background, each));
  }

  /** The same for those of a peer process, which tells what they came to so far. */
  synchronized void heard(int peer, int listener, CallTotals soFar, boolean ended) {
    runs.heard(peer, listener, soFar, ended);
  }

  /** A peer is gone. */
  synchronized void forget(int peer) {
    grown(runs.take(owners));
    runs.forget(peer);
  }

  void add(int listener, List<SystemCall> calls) {
    if (!calls.isEmpty()) {
      add(peerOf(listener), listener, calls);
    }
  }

  private synchronized int peerOf(int listener) {
    return owners.peer(listener);
  }

  synchronized void add(int peer, int listener, List<SystemCall> calls) {
    if (calls.isEmpty()) {
      return;
    }
    grown(runs.endSection(owners, calls.getFirst().at()));
    for (SystemCall call : calls) {
      append(new LedgerEntry(end, peer, listener, false, call, null));
    }
    revision.incrementAndGet();
  }

  private void begin(
      int peer, int listener, boolean background, GrowingRun run, CallTotals totals) {
    append(new LedgerEntry(end, peer, listener, background, totals.lastCall(), run));
  }

  private void append(LedgerEntry entry) {
    entries[(int) (end % CAPACITY)] = entry;
    end++;
  }
}
