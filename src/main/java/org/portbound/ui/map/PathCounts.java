package org.portbound.ui.map;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;

/** Datagrams by sender, destination and listener: how many, and how fast they come now. */
final class PathCounts {
  private static final double RATE_TIME_S = 0.8;

  /** Slower than this nothing moves that anybody would see. */
  private static final double STILL_PER_S = 0.02;

  private final Map<Path, Count> paths = new LinkedHashMap<>();
  private final Map<Arm, End> ends = new HashMap<>();

  /** From a sender to a destination to a listener. */
  record Path(SenderList.Sender sender, PlaceKey place, int listener) {}

  /** From a destination to a listener. */
  record Arm(PlaceKey place, int listener) {}

  /** Datagrams of one path, and how fast they come. */
  static class Count {
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
  static final class End extends Count {
    Way way = Way.NONE;
  }

  /** Counts a datagram, or as many as it stands for. */
  void add(SenderList.Sender sender, PlaceKey place, int listener, Way way, double weight) {
    paths.computeIfAbsent(new Path(sender, place, listener), _ -> new Count()).add(weight);
    End end = ends.computeIfAbsent(new Arm(place, listener), _ -> new End());
    end.add(weight);
    end.way = way;
  }

  /** How the last came to this listener since the last look, or {@link Way#NONE}. */
  Way recentWay(PlaceKey place, int listener) {
    End end = ends.get(new Arm(place, listener));
    return end != null && end.recent > 0 ? end.way : Way.NONE;
  }

  /** Forgets the listeners that are not among these. */
  void keep(Set<Integer> listeners) {
    paths.keySet().removeIf(each -> !listeners.contains(each.listener()));
    ends.keySet().removeIf(each -> !listeners.contains(each.listener()));
  }

  /** So much time has gone by since the last time. */
  void pass(double seconds) {
    paths.values().forEach(each -> each.pass(seconds));
    ends.values().forEach(each -> each.pass(seconds));
  }

  boolean moves() {
    return ends.values().stream().anyMatch(each -> each.perSecond > STILL_PER_S);
  }

  void forEachPath(BiConsumer<Path, Count> action) {
    paths.forEach(action);
  }

  void forEachEnd(BiConsumer<Arm, End> action) {
    ends.forEach(action);
  }

  /** By which way most came to a listener. */
  Way way(int listener) {
    Way way = Way.NONE;
    double most = -1;
    for (var each : ends.entrySet()) {
      if (each.getKey().listener() == listener && each.getValue().all > most) {
        most = each.getValue().all;
        way = each.getValue().way;
      }
    }
    return way;
  }

  /** How fast they come to a listener now. */
  double perSecond(int listener) {
    return ends.entrySet().stream()
        .filter(each -> each.getKey().listener() == listener)
        .mapToDouble(each -> each.getValue().perSecond)
        .sum();
  }
}
