package org.portbound.capture;

import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import org.portbound.socket.ReceivedDatagram;

/**
 * Counters of one listener. The receiving thread alone writes, so a plain read and a release store
 * are enough; any thread reads. Each number is exact by itself; together they are not one snapshot.
 */
final class ListenerCount {
  private final AtomicLong datagrams = new AtomicLong();
  private final AtomicLong bytes = new AtomicLong();
  private final AtomicLong droppedByKernel = new AtomicLong(Counters.UNKNOWN);
  private final AtomicLongArray sizes = new AtomicLongArray(PayloadSizes.CLASSES);
  private final AtomicLong notStored = new AtomicLong();
  private final GroupCounts groups = new GroupCounts();

  void received(ReceivedDatagram datagram) {
    int lengthBytes = datagram.trueLengthBytes;
    groups.received(datagram);
    datagrams.setRelease(datagrams.getPlain() + 1);
    bytes.setRelease(bytes.getPlain() + lengthBytes);
    int sizeClass = PayloadSizes.classOf(lengthBytes);
    sizes.setRelease(sizeClass, sizes.getPlain(sizeClass) + 1);
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

  /** What there was for each multicast group. */
  List<GroupCount> groups() {
    return groups.snapshot();
  }

  /** How many datagrams there were of each class of {@link PayloadSizes}. */
  long[] sizes() {
    long[] copy = new long[PayloadSizes.CLASSES];
    for (int i = 0; i < copy.length; i++) {
      copy[i] = sizes.getAcquire(i);
    }
    return copy;
  }
}
