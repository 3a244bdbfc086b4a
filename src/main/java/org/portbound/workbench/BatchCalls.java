package org.portbound.workbench;

import java.util.List;
import org.portbound.socket.CallSource;
import org.portbound.socket.SendBatch;

/** Brings the calls of one batch into the ledger. Belongs to the thread that sends. */
final class BatchCalls {
  private final Ledger ledger;
  private final int listener;
  private final SendBatch batch;
  private int followed;

  BatchCalls(Ledger ledger, int listener, SendBatch batch) {
    this.ledger = ledger;
    this.listener = listener;
    this.batch = batch;
  }

  /** Notes what has come since the last time; costs nothing if there is nothing. */
  void note() {
    ledger.add(listener, batch.calls());
    List<CallSource> counted = batch.repeated();
    if (counted.size() > followed) {
      ledger.follow(listener, false, counted.subList(followed, counted.size()));
      followed = counted.size();
    }
  }
}
