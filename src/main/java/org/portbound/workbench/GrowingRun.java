package org.portbound.workbench;

import org.portbound.socket.CallTotals;

/** A run of calls as the ledger last took it. Written under the ledger's lock, read by any. */
public final class GrowingRun {
  private volatile CallTotals now;

  GrowingRun(CallTotals first) {
    now = first;
  }

  /** What it has come to. */
  public CallTotals now() {
    return now;
  }

  void add(CallTotals more) {
    now = now.and(more);
  }
}
