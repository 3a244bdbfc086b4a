package org.portbound.workbench;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.portbound.socket.CallTotals;
import org.portbound.socket.SystemCall;

/**
 * A line of the ledger: a call, or a run of equal calls that may still grow. Any thread.
 *
 * @param number its place in the ledger, from 1
 * @param peer number of the peer process that made it, or 0 for this process
 * @param listener the listener it was made for, or 0 for none
 * @param background whether Portbound made it for itself: to wait, to look around, to experiment
 * @param single the call, or the first of the run as it was then
 * @param run the run, or null for a single call
 */
public record LedgerEntry(
    long number,
    int peer,
    int listener,
    boolean background,
    SystemCall single,
    @Nullable GrowingRun run) {

  private static final Set<String> USUAL = Set.of("EAGAIN", "EINTR");

  /** The call, or the last one of the run with the time of its first. */
  public SystemCall call() {
    return run == null ? single : run.now().lastCall();
  }

  /**
   * Whether it failed, or one of the run did; that a queue was dry or full is no failure, and what
   * Portbound tries for itself is expected to fail.
   */
  public boolean failed() {
    return run == null
        ? single.failed()
        : !background
            && run.now().failures().keySet().stream().anyMatch(each -> !USUAL.contains(each));
  }

  /** What the run has come to by now, or null for a single call. */
  public @Nullable CallTotals totals() {
    return run == null ? null : run.now();
  }
}
