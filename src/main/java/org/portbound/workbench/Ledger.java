package org.portbound.workbench;

import java.util.ArrayDeque;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.portbound.socket.SystemCall;

/**
 * Every socket call that was made, numbered from 1; the oldest go when there are more than {@link
 * #CAPACITY}. Any thread; {@code this} guards the entries.
 */
public final class Ledger {
  /** How many calls are kept. */
  public static final int CAPACITY = 20_000;

  private final ArrayDeque<LedgerEntry> entries = new ArrayDeque<>();
  private final AtomicLong revision;
  private long end = 1;

  Ledger(AtomicLong revision) {
    this.revision = revision;
  }

  /**
   * A call with its number.
   *
   * @param number its place in the ledger, from 1
   * @param peer number of the peer process that made it, or 0 for this process
   * @param listener the listener it was made for, or 0 for none
   * @param call the call
   */
  public record LedgerEntry(long number, int peer, int listener, SystemCall call) {}

  /** Number of the oldest call that is kept. */
  public synchronized long first() {
    return end - entries.size();
  }

  /** Number that the next call will have. */
  public synchronized long end() {
    return end;
  }

  /** The call with this number, or null if it is gone or not there yet. */
  public synchronized @Nullable LedgerEntry get(long number) {
    List<LedgerEntry> found = since(number);
    return found.isEmpty() || found.getFirst().number() != number ? null : found.getFirst();
  }

  /** The calls from this number on. */
  public synchronized List<LedgerEntry> since(long number) {
    long skip = Math.max(0, number - first());
    return entries.stream().skip(skip).toList();
  }

  void add(int listener, List<SystemCall> calls) {
    add(0, listener, calls);
  }

  synchronized void add(int peer, int listener, List<SystemCall> calls) {
    if (calls.isEmpty()) {
      return;
    }
    for (SystemCall call : calls) {
      if (entries.size() == CAPACITY) {
        entries.removeFirst();
      }
      entries.addLast(new LedgerEntry(end++, peer, listener, call));
    }
    revision.incrementAndGet();
  }
}
