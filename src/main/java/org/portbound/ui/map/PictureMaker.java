package org.portbound.ui.map;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.portbound.workbench.ListenerView;

/** Puts the counts together, for one picture. */
final class PictureMaker {
  private final Map<String, Map<String, double[]>> toPlaces = new LinkedHashMap<>();
  private final Map<String, SenderList.Sender> used = new LinkedHashMap<>();

  private final PathCounts counts;
  private final Collection<ListenerView> listeners;

  PictureMaker(PathCounts counts, Collection<ListenerView> listeners) {
    this.counts = counts;
    this.listeners = listeners;
  }

  /**
   * Makes the picture.
   *
   * @param sampled whether the counts are estimates
   */
  MapPicture make(List<MapPicture.Process> processes, boolean sampled) {
    var perListener = new LinkedHashMap<PathCounts.Path, double[]>();
    counts.forEachPath(
        (key, count) -> {
          var at = new PathCounts.Path(key.sender().node(), key.place(), key.listener());
          double[] sum = perListener.computeIfAbsent(at, _ -> new double[2]);
          sum[0] += count.all;
          sum[1] += count.perSecond;
        });
    perListener.forEach(
        (key, sum) -> {
          used.put(key.sender().id(), key.sender());
          boolean copies = key.place().copies();
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

  private static double sum(Map<String, double[]> counts) {
    return counts.values().stream().mapToDouble(each -> each[0]).sum();
  }

  /** The newest listener that is bound there: a datagram from its port was sent by it. */
  private int listenerAt(String endpoint) {
    return listeners.stream()
        .filter(each -> each.local().toString().equals(endpoint))
        .mapToInt(ListenerView::number)
        .max()
        .orElse(0);
  }

  private List<MapPicture.Place> placeNodes() {
    var nodes = new LinkedHashMap<PlaceKey, Double>();
    counts.forEachEnd((arm, end) -> nodes.put(arm.place(), 0.0));
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
        (sender, reached) ->
            reached.forEach(
                (place, sum) ->
                    arrows.add(
                        new MapPicture.Arrow(
                            sender, place, 0, Math.round(sum[0]), sum[1], Way.NONE))));
    counts.forEachEnd(
        (key, end) ->
            arrows.add(
                new MapPicture.Arrow(
                    key.place().id(),
                    MapModel.earId(key.listener()),
                    key.listener(),
                    Math.round(end.all),
                    end.perSecond,
                    end.way)));
    return arrows;
  }
}
