package org.portbound.ui.map;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.portbound.capture.Datagram;
import org.portbound.capture.DatagramRows;
import org.portbound.capture.RowReader;
import org.portbound.rules.Arrival;
import org.portbound.rules.Clue;
import org.portbound.rules.Delivery;
import org.portbound.workbench.ListenerState;
import org.portbound.workbench.ListenerView;
import org.portbound.workbench.SharedGroup;

/**
 * What the map knows, from the rows of the log and the rules. Each look reads the rows that came
 * since the last, {@value #MOST_ROWS} at the most; if many more came, as many are picked at random
 * and each stands for several. One thread; knows no toolkit.
 */
final class MapModel {
  /** Rows that one look reads: 48,000 a second at 16 looks a second. */
  static final int MOST_ROWS = 3_000;

  /** Rows that are caught up with one by one when the map is opened. */
  private static final int MOST_BEHIND = 8 * MOST_ROWS;

  /** More destinations than these are put together. */
  static final int MOST_PLACES = 10;

  /** If more came since the last look, they are not drawn one by one. */
  static final int MOST_HOPS = 30;

  private final DatagramRows rows;
  private final Rules rules;
  private final SplittableRandom random = new SplittableRandom(1);
  private final Datagram row = new Datagram();
  private final SenderList senders = new SenderList();
  private final Map<PlaceKey, PlaceKey> places = new LinkedHashMap<>();
  private final PathCounts counts = new PathCounts();
  private final Map<Integer, ListenerView> listeners = new LinkedHashMap<>();
  private final List<Hop> hops = new ArrayList<>();
  private List<GroupTally> tallies = List.of();
  private long next;
  private long lookedNs;
  private boolean sampled;

  /** Who gets a datagram by the rules. */
  @FunctionalInterface
  interface Rules {
    /** By the numbers of the listeners. */
    Delivery deliver(Arrival arrival, Clue clue);
  }

  /** One datagram on its way, by the ids of the nodes. */
  record Hop(String sender, String place, int listener) {}

  MapModel(DatagramRows rows, Rules rules) {
    this.rows = rows;
    this.rules = rules;
    this.next = Math.max(rows.first(), rows.end() - MOST_BEHIND);
  }

  /** The listeners and groups as they are now; what was of others is forgotten. */
  void show(List<ListenerView> views, List<SharedGroup> groups) {
    listeners.clear();
    for (ListenerView each : views) {
      if (each.state() == ListenerState.OPEN && !each.plan().forReplies()) {
        listeners.put(each.number(), each);
      }
    }
    counts.keep(listeners.keySet());
    var now = new ArrayList<GroupTally>();
    for (SharedGroup group : groups) {
      now.add(
          tallies.stream()
              .filter(each -> each.group().equals(group))
              .findFirst()
              .orElseGet(() -> new GroupTally(group)));
    }
    tallies = now;
  }

  /** How the groups share. */
  List<GroupTally> tallies() {
    return tallies;
  }

  /**
   * Reads what came since the last look.
   *
   * @param nowNs now, by {@link System#nanoTime}
   * @return whether anything came, or is still fading
   */
  boolean look(long nowNs) {
    hops.clear();
    next = Math.max(next, rows.first());
    long behind = rows.end() - next;
    var reader = rows.reader();
    if (behind > MOST_BEHIND) {
      sampled = true;
      double weight = (double) behind / MOST_ROWS;
      for (int i = 0; i < MOST_ROWS; i++) {
        long number = next + (long) ((i + random.nextDouble()) * weight);
        if (reader.readHead(Math.min(number, rows.end() - 1), row)) {
          take(reader, weight);
        }
      }
      next += behind;
    } else {
      long end = next + Math.min(behind, MOST_ROWS);
      for (; next < end; next++) {
        if (reader.readHead(next, row)) {
          take(reader, 1);
        }
      }
    }
    if (behind > MOST_HOPS) {
      hops.clear();
    }
    double seconds = Math.clamp((nowNs - lookedNs) / 1e9, 0.001, 1);
    lookedNs = nowNs;
    counts.pass(seconds);
    return behind > 0 || counts.moves();
  }

  private void take(RowReader reader, double weight) {
    ListenerView listener = listeners.get(row.listener());
    if (row.sent() || listener == null) {
      return;
    }
    SenderList.Sender sender = senders.of(row);
    PlaceKey place = place(listener);
    counts.add(sender, place, listener.number(), way(place, listener, reader, weight), weight);
    if (hops.size() < MOST_HOPS) {
      hops.add(new Hop(sender.id(), place.id(), listener.number()));
    }
  }

  private PlaceKey place(ListenerView listener) {
    PlaceKey key = PlaceKey.of(row, listener.local());
    PlaceKey known = places.get(key);
    if (known == null) {
      known = places.size() < MOST_PLACES ? key : PlaceKey.OTHERS;
      places.put(key, known);
    }
    return known;
  }

  /** By what the rules say of the sockets that are open now. */
  private Way way(PlaceKey place, ListenerView listener, RowReader reader, double weight) {
    if (place.copies()) {
      return Way.COPY;
    }
    for (GroupTally each : tallies) {
      if (each.has(listener.number())) {
        int firstByte = each.wantsPayload() ? firstByte(reader) : Clue.UNKNOWN;
        each.add(row, firstByte, weight);
        return each.way(firstByte);
      }
    }
    Way known = counts.recentWay(place, listener.number());
    if (known != Way.NONE) {
      return known;
    }
    if (place.equals(PlaceKey.OTHERS)) {
      return Way.UNEXPLAINED;
    }
    return Way.of(
        rules.deliver(
            new Arrival(row.source(), place.endpoint(), null, false),
            new Clue(Clue.UNKNOWN, Clue.UNKNOWN)),
        listener.number());
  }

  private int firstByte(RowReader reader) {
    if (!reader.read(row.number(), row)) {
      return Clue.UNKNOWN;
    }
    return row.lengthBytes() == 0 ? Clue.EMPTY : row.buffer()[0] & 0xff;
  }

  /** Those of the last look, if they were few enough to be drawn one by one. */
  List<Hop> hops() {
    return List.copyOf(hops);
  }

  /** What is to be drawn now. */
  MapPicture picture(List<MapPicture.Process> processes) {
    return new PictureMaker(counts, listeners.values()).make(processes, sampled);
  }

  /** The listeners that are shown. */
  List<ListenerView> listeners() {
    return List.copyOf(listeners.values());
  }

  /** The node of a listener. */
  MapPicture.Ear ear(ListenerView view) {
    return new MapPicture.Ear(
        earId(view.number()), view, counts.way(view.number()), counts.perSecond(view.number()));
  }

  static String earId(int listener) {
    return "listener " + listener;
  }
}
