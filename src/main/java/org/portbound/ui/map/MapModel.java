package org.portbound.ui.map;

import java.util.ArrayList;
import java.util.HashMap;
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
import org.portbound.socket.AddressBits;
import org.portbound.socket.Endpoint;
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

  private static final double RATE_TIME_S = 0.8;

  private final DatagramRows rows;
  private final Rules rules;
  private final SplittableRandom random = new SplittableRandom(1);
  private final Datagram row = new Datagram();
  private final SenderList senders = new SenderList();
  private final Map<PlaceKey, PlaceKey> places = new LinkedHashMap<>();
  private final Map<PathKey, Count> paths = new LinkedHashMap<>();
  private final Map<EndKey, End> ends = new HashMap<>();
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

  private record PlaceKey(boolean known, long high, long low, int port) {
    static final PlaceKey OTHERS = new PlaceKey(false, 0, 0, -1);

    String id() {
      return "place " + known + " " + high + " " + low + " " + port;
    }

    MapPicture.Kind kind() {
      if (!known) {
        return MapPicture.Kind.UNKNOWN;
      }
      boolean ipv4 = AddressBits.isIpv4(high, low);
      if (ipv4 ? (low >>> 28 & 0xf) == 0xe : high >>> 56 == 0xff) {
        return MapPicture.Kind.GROUP;
      }
      return ipv4 && (int) low == -1 ? MapPicture.Kind.BROADCAST : MapPicture.Kind.UNICAST;
    }

    String text() {
      return equals(OTHERS) ? "" : endpoint().toString();
    }

    Endpoint endpoint() {
      return new Endpoint(AddressBits.address(high, low, 0), port);
    }
  }

  private record PathKey(SenderList.Sender sender, PlaceKey place, int listener) {}

  private record EndKey(PlaceKey place, int listener) {}

  /** Datagrams of one path, and how fast they come. */
  private static class Count {
    double all;
    double recent;
    double perSecond;

    void add(double weight) {
      all += weight;
      recent += weight;
    }

    void pass(double seconds) {
      double share = 1 - Math.exp(-seconds / RATE_TIME_S);
      perSecond += share * (recent / seconds - perSecond);
      recent = 0;
    }
  }

  /** At a listener. */
  private static final class End extends Count {
    private Way way = Way.NONE;
  }

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
    paths.keySet().removeIf(each -> !listeners.containsKey(each.listener()));
    ends.keySet().removeIf(each -> !listeners.containsKey(each.listener()));
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
    paths.values().forEach(each -> each.pass(seconds));
    ends.values().forEach(each -> each.pass(seconds));
    return behind > 0 || ends.values().stream().anyMatch(each -> each.perSecond > 0.02);
  }

  private void take(RowReader reader, double weight) {
    ListenerView listener = listeners.get(row.listener());
    if (row.sent() || listener == null) {
      return;
    }
    SenderList.Sender sender = senders.of(row);
    PlaceKey place = place(listener);
    paths
        .computeIfAbsent(new PathKey(sender, place, listener.number()), _ -> new Count())
        .add(weight);
    End end = ends.computeIfAbsent(new EndKey(place, listener.number()), _ -> new End());
    end.add(weight);
    end.way = way(place, listener, reader, weight);
    if (hops.size() < MOST_HOPS) {
      hops.add(new Hop(sender.id(), place.id(), listener.number()));
    }
  }

  private PlaceKey place(ListenerView listener) {
    Endpoint local = listener.local();
    var key =
        row.destinationKnown()
            ? new PlaceKey(true, row.destinationHigh(), row.destinationLow(), local.port())
            : new PlaceKey(
                false,
                AddressBits.high(local.address()),
                AddressBits.low(local.address()),
                local.port());
    PlaceKey known = places.get(key);
    if (known == null) {
      known = places.size() < MOST_PLACES ? key : PlaceKey.OTHERS;
      places.put(key, known);
    }
    return known;
  }

  /** By what the rules say of the sockets that are open now. */
  private Way way(PlaceKey place, ListenerView listener, RowReader reader, double weight) {
    switch (place.kind()) {
      case GROUP, BROADCAST -> {
        return Way.COPY;
      }
      case UNICAST, UNKNOWN -> {}
    }
    for (GroupTally each : tallies) {
      if (each.has(listener.number())) {
        int firstByte = each.wantsPayload() ? firstByte(reader) : Clue.UNKNOWN;
        each.add(row, firstByte, weight);
        return each.way(firstByte);
      }
    }
    End known = ends.get(new EndKey(place, listener.number()));
    if (known != null && known.way != Way.NONE && known.recent > 1) {
      return known.way;
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
    return new PictureMaker().make(processes);
  }

  /** The listeners that are shown. */
  List<ListenerView> listeners() {
    return List.copyOf(listeners.values());
  }

  /** The node of a listener. */
  MapPicture.Ear ear(ListenerView view) {
    Way way = Way.NONE;
    double most = -1;
    double perSecond = 0;
    for (var each : ends.entrySet()) {
      if (each.getKey().listener() == view.number()) {
        perSecond += each.getValue().perSecond;
        if (each.getValue().all > most) {
          most = each.getValue().all;
          way = each.getValue().way;
        }
      }
    }
    return new MapPicture.Ear(earId(view.number()), view, way, perSecond);
  }

  static String earId(int listener) {
    return "listener " + listener;
  }

  /** Puts the counts together, one picture. */
  private final class PictureMaker {
    private final Map<String, Map<String, double[]>> toPlaces = new LinkedHashMap<>();
    private final Map<String, SenderList.Sender> used = new LinkedHashMap<>();

    MapPicture make(List<MapPicture.Process> processes) {
      var perListener = new LinkedHashMap<PathKey, double[]>();
      paths.forEach(
          (key, count) -> {
            var at = new PathKey(key.sender().node(), key.place(), key.listener());
            double[] sum = perListener.computeIfAbsent(at, _ -> new double[2]);
            sum[0] += count.all;
            sum[1] += count.perSecond;
          });
      perListener.forEach(
          (key, sum) -> {
            used.put(key.sender().id(), key.sender());
            boolean copies =
                key.place().kind() == MapPicture.Kind.GROUP
                    || key.place().kind() == MapPicture.Kind.BROADCAST;
            double[] to =
                toPlaces
                    .computeIfAbsent(key.sender().id(), _ -> new LinkedHashMap<>())
                    .computeIfAbsent(key.place().id(), _ -> new double[2]);
            for (int i = 0; i < to.length; i++) {
              to[i] = copies ? Math.max(to[i], sum[i]) : to[i] + sum[i];
            }
          });
      return new MapPicture(senderNodes(), placeNodes(), processes, arrows(), sampled);
    }

    private List<MapPicture.Sender> senderNodes() {
      return used.values().stream()
          .map(
              each ->
                  new MapPicture.Sender(
                      each.id(),
                      each.text(),
                      each.ports(),
                      each.more(),
                      listenerAt(each.text()),
                      Math.round(sum(toPlaces.getOrDefault(each.id(), Map.of())))))
          .toList();
    }

    private double sum(Map<String, double[]> counts) {
      return counts.values().stream().mapToDouble(each -> each[0]).sum();
    }

    /** The newest listener that is bound there: a datagram from its port was sent by it. */
    private int listenerAt(String endpoint) {
      return listeners.values().stream()
          .filter(each -> each.local().toString().equals(endpoint))
          .mapToInt(ListenerView::number)
          .max()
          .orElse(0);
    }

    private List<MapPicture.Place> placeNodes() {
      var nodes = new LinkedHashMap<PlaceKey, Double>();
      ends.keySet().forEach(each -> nodes.put(each.place(), 0.0));
      nodes.replaceAll(
          (place, _) ->
              toPlaces.values().stream()
                  .mapToDouble(each -> each.getOrDefault(place.id(), new double[2])[0])
                  .sum());
      return nodes.entrySet().stream()
          .map(
              each ->
                  new MapPicture.Place(
                      each.getKey().id(),
                      each.getKey().text(),
                      each.getKey().kind(),
                      Math.round(each.getValue())))
          .toList();
    }

    private List<MapPicture.Arrow> arrows() {
      var arrows = new ArrayList<MapPicture.Arrow>();
      toPlaces.forEach(
          (sender, counts) ->
              counts.forEach(
                  (place, sum) ->
                      arrows.add(
                          new MapPicture.Arrow(
                              sender, place, 0, Math.round(sum[0]), sum[1], Way.NONE))));
      ends.forEach(
          (key, end) ->
              arrows.add(
                  new MapPicture.Arrow(
                      key.place().id(),
                      earId(key.listener()),
                      key.listener(),
                      Math.round(end.all),
                      end.perSecond,
                      end.way)));
      return arrows;
    }
  }
}
