package org.portbound.workbench;

import org.portbound.socket.CallSource;
import org.portbound.socket.CallTotals;

/** Calls that another process counts, as it last told them. The ledger's lock guards it. */
final class HeardRun implements CallSource {
  private CallTotals totals;
  private boolean ended;

  HeardRun(CallTotals totals, boolean ended) {
    this.totals = totals;
    this.ended = ended;
  }

  /** Whether they are the same calls, and not ones that began anew. */
  boolean isOf(CallTotals other) {
    return !ended
        && totals.name().equals(other.name())
        && totals.arguments().equals(other.arguments());
  }

  void hear(CallTotals now, boolean last) {
    totals = now;
    ended = last;
  }

  @Override
  public long calls() {
    return totals.calls();
  }

  @Override
  public CallTotals totals() {
    return totals;
  }

  /** The process that counts has its own. */
  @Override
  public void beginSection() {
    // Each time it tells, it begins one.
  }

  @Override
  public boolean hasEnded() {
    return ended;
  }
}
