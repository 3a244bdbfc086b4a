package org.portbound.capture;

import java.util.List;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What each listener received so far. The numbers stay when a listener's sockets are removed, until
 * {@link #forget}, and are zero for a listener that never had one. Any thread.
 */
public final class ReceiveCounts {
  private final DatagramLog log;
  private final ConcurrentHashMap<Integer, ListenerCount> counts = new ConcurrentHashMap<>();

  ReceiveCounts(DatagramLog log) {
    this.log = log;
  }

  /** Where a listener's datagrams are counted from now on. */
  ListenerCount begin(int listener) {
    return counts.computeIfAbsent(listener, _ -> new ListenerCount());
  }

  /** What a listener received so far. */
  public Counters of(int listener) {
    ListenerCount count = counts.get(listener);
    long evicted = log.evicted(listener);
    return count == null
        ? new Counters(0, 0, Counters.UNKNOWN, 0, evicted)
        : count.snapshot(evicted);
  }

  /** Forgets what a listener received; its sockets have been removed and none is added again. */
  public void forget(int listener) {
    counts.remove(listener);
  }

  /** What a listener received for each multicast group so far, where destinations are known. */
  public List<GroupCount> groups(int listener) {
    ListenerCount count = counts.get(listener);
    return count == null ? List.of() : count.groups();
  }

  /** How many datagrams of each class of {@link PayloadSizes} a listener received so far. */
  public long[] sizes(int listener) {
    ListenerCount count = counts.get(listener);
    return count == null ? new long[PayloadSizes.CLASSES] : count.sizes();
  }
}
