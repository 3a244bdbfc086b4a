package org.portbound.capture;

import java.util.concurrent.atomic.AtomicLong;

/**
 * Counters of one listener. The receiving thread alone writes, so a plain read and a release store
 * are enough; any thread reads. Each number is exact by itself; together they are not one snapshot.
 */
final class ListenerCount {
  private final AtomicLong datagrams = new AtomicLong();
  private final AtomicLong bytes = new AtomicLong();
  private final AtomicLong droppedByKernel = new AtomicLong(Counters.UNKNOWN);

  private final AtomicLong notStored = new AtomicLong();

  void received(int lengthBytes) {
    datagrams.setRelease(datagrams.getPlain() + 1);
    bytes.setRelease(bytes.getPlain() + lengthBytes);
  }

  /** Adds drops; 0 says that the number is known from now on. */
  void dropped(long more) {
    droppedByKernel.setRelease(Math.max(0, droppedByKernel.getPlain()) + more);
  }

  void notStored() {
    notStored.setRelease(notStored.getPlain() + 1);
  }

  /**
   * @param evicted rows of the listener that the log gave up
   */
  Counters snapshot(long evicted) {
    return new Counters(
        datagrams.getAcquire(),
        bytes.getAcquire(),
        droppedByKernel.getAcquire(),
        notStored.getAcquire(),
        evicted);
  }
}
