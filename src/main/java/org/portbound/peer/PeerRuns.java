package org.portbound.peer;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.portbound.socket.AsideCalls;
import org.portbound.socket.CallSource;

/**
 * Tells of the calls that are counted in this peer, as often as it is asked to but not oftener than
 * some times a second: a flood must not double what goes through the pipe. Any thread.
 */
final class PeerRuns {
  /** The socket's number for calls that belong to none. */
  static final int NO_SOCKET = 0;

  private static final long BETWEEN_NS = 250_000_000;

  private static final class Told {
    final int socket;
    final CallSource source;
    long calls;

    Told(int socket, CallSource source) {
      this.socket = socket;
      this.source = source;
    }
  }

  private final EventWriter writer;
  private final List<CallSource> aside = AsideCalls.ofProcess().sources();

  // Guarded by this.
  private final List<Told> all = new ArrayList<>();
  private int asideFollowed;

  private volatile long toldNs = System.nanoTime() - BETWEEN_NS;

  PeerRuns(EventWriter writer) {
    this.writer = writer;
  }

  synchronized void add(int socket, CallSource source) {
    all.add(new Told(socket, source));
  }

  /** Tells what is new, if the last time is long enough ago. */
  void tellIfDue() {
    if (System.nanoTime() - toldNs >= BETWEEN_NS) {
      tell();
    }
  }

  /** Tells what is new. */
  synchronized void tell() {
    toldNs = System.nanoTime();
    for (; asideFollowed < aside.size(); asideFollowed++) {
      all.add(new Told(NO_SOCKET, aside.get(asideFollowed)));
    }
    List<Map<String, Object>> news = new ArrayList<>();
    for (Told each : List.copyOf(all)) {
      boolean ended = each.source.hasEnded();
      each.source.beginSection();
      if (each.source.calls() != each.calls || ended) {
        news.add(run(each, ended));
      }
      if (ended) {
        all.remove(each);
      }
    }
    if (!news.isEmpty()) {
      var event = new LinkedHashMap<String, Object>();
      event.put("event", "calls");
      event.put("runs", news);
      writer.writeNow(event);
    }
  }

  private static Map<String, Object> run(Told told, boolean ended) {
    var totals = told.source.totals();
    told.calls = totals.calls();
    var map = WireValues.totals(totals);
    map.put("socket", told.socket);
    map.put("ended", ended);
    return map;
  }
}
