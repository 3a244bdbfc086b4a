package org.portbound.capture;

import java.util.concurrent.atomic.AtomicLong;

/**
 * Counters of one listener. The receiving thread alone writes, so a plain read and a release store
 * are enough; any thread reads. Each number is exact by itself; the three are not one snapshot.
 */
final class ListenerCount {
  private final AtomicLong datagrams = new AtomicLong();
  private final AtomicLong bytes = new AtomicLong();
  private final AtomicLong droppedByKernel = new AtomicLong(Counters.UNKNOWN);

  void received(int lengthBytes) {
    datagrams.setRelease(datagrams.getPlain() + 1);
    bytes.setRelease(bytes.getPlain() + lengthBytes);
  }

  /** Adds drops; 0 says that the number is known from now on. */
  void dropped(long more) {
    droppedByKernel.setRelease(Math.max(0, droppedByKernel.getPlain()) + more);
  }

  Counters snapshot() {
    return new Counters(datagrams.getAcquire(), bytes.getAcquire(), droppedByKernel.getAcquire());
  }
}
