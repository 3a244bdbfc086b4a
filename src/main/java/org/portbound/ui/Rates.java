package org.portbound.ui;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.portbound.workbench.ListenerView;

/** Datagrams a second, from counters that are looked at about once a second. JavaFX thread. */
final class Rates {
  private static final long SAMPLE_NS = 1_000_000_000L;

  private Map<Integer, Long> before = new HashMap<>();
  private Map<Integer, Integer> rates = new HashMap<>();
  private long sampledNs;

  /** Takes a sample if the last one is a second old; says whether it did. */
  boolean sample(List<ListenerView> listeners, long nowNs) {
    long elapsedNs = nowNs - sampledNs;
    if (sampledNs != 0 && elapsedNs < SAMPLE_NS) {
      return false;
    }
    var now = new HashMap<Integer, Long>();
    var fresh = new HashMap<Integer, Integer>();
    for (ListenerView view : listeners) {
      now.put(view.number(), view.datagrams());
      long added = view.datagrams() - before.getOrDefault(view.number(), 0L);
      boolean first = sampledNs == 0;
      fresh.put(view.number(), first ? 0 : (int) Math.round(added * 1e9 / Math.max(1, elapsedNs)));
    }
    before = now;
    rates = fresh;
    sampledNs = nowNs;
    return true;
  }

  /** Datagrams a second of one listener. */
  int of(int listener) {
    return rates.getOrDefault(listener, 0);
  }

  /** Datagrams a second of all. */
  int total() {
    return rates.values().stream().mapToInt(Integer::intValue).sum();
  }
}
