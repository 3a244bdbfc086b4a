package org.portbound.ui.map;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.portbound.ui.map.MapPicture.Ear;
import org.portbound.ui.map.MapPicture.Place;
import org.portbound.ui.map.MapPicture.Sender;

/**
 * Where the nodes of a picture stand: senders on the left, destinations in the middle, listeners on
 * the right in a frame for each process. All lengths in pixels. Pure; knows no toolkit.
 *
 * @param boxes of nodes by id; of the frames by {@link #frameId}
 * @param heightPx what the picture needs
 */
record MapLayout(Map<String, Box> boxes, double heightPx) {
  private static final double ROW_EM = 1.75;
  private static final double GAP_EM = 0.3;
  private static final double FRAME_PAD_EM = 0.5;
  private static final double FRAME_HEAD_EM = 1.7;
  private static final double FRAME_GAP_EM = 0.6;
  private static final double MARGIN_EM = 0.5;

  /** The least that is left between two columns for the arrows. */
  private static final double LANE_EM = 3.8;

  /** A rectangle. */
  record Box(double xPx, double yPx, double widthPx, double heightPx) {
    double centerYPx() {
      return yPx + heightPx / 2;
    }

    double rightPx() {
      return xPx + widthPx;
    }

    double bottomPx() {
      return yPx + heightPx;
    }

    boolean contains(double x, double y) {
      return x >= xPx && x < rightPx() && y >= yPx && y < bottomPx();
    }
  }

  /**
   * How wide the contents of the nodes are, in pixels.
   *
   * @param emPx size of the type
   */
  record Widths(double senderPx, double placePx, double earPx, double emPx) {
    /** The least width in which nothing overlaps. */
    double leastPx() {
      return senderPx + placePx + earPx + (2 * LANE_EM + 2 * MARGIN_EM + 2 * FRAME_PAD_EM) * emPx;
    }
  }

  static String frameId(int peer) {
    return "process " + peer;
  }

  /** Places a picture in a room; the height that it needs may be more. */
  static MapLayout of(MapPicture picture, Widths widths, double widthPx, double roomPx) {
    double em = widths.emPx();
    double width = Math.max(widthPx, widths.leastPx());
    var boxes = new LinkedHashMap<String, Box>();
    double right = width - MARGIN_EM * em;
    double frameX = right - widths.earPx() - 2 * FRAME_PAD_EM * em;
    double earsPx = earsHeightPx(picture, em);
    double columnPx =
        Math.max(
            earsPx,
            Math.max(
                columnHeightPx(picture.senders().size(), em),
                columnHeightPx(picture.places().size(), em)));
    double heightPx = Math.max(roomPx, columnPx + 2 * MARGIN_EM * em);
    double top = (heightPx - earsPx) / 2;
    for (MapPicture.Process process : picture.processes()) {
      if (process.ears().isEmpty()) {
        continue;
      }
      double y = top + FRAME_HEAD_EM * em;
      for (Ear each : process.ears()) {
        boxes.put(each.id(), new Box(frameX + FRAME_PAD_EM * em, y, widths.earPx(), ROW_EM * em));
        y += (ROW_EM + GAP_EM) * em;
      }
      y += (FRAME_PAD_EM - GAP_EM) * em;
      boxes.put(frameId(process.peer()), new Box(frameX, top, right - frameX, y - top));
      top = y + FRAME_GAP_EM * em;
    }
    double senderX = MARGIN_EM * em;
    double placeX = (senderX + widths.senderPx() + frameX - widths.placePx()) / 2;
    List<String> places = places(picture, boxes);
    column(places, placeX, widths.placePx(), heightPx, em, boxes);
    column(senders(picture, boxes), senderX, widths.senderPx(), heightPx, em, boxes);
    return new MapLayout(boxes, heightPx);
  }

  private static double earsHeightPx(MapPicture picture, double em) {
    double height = 0;
    int frames = 0;
    for (MapPicture.Process process : picture.processes()) {
      int ears = process.ears().size();
      if (ears > 0) {
        frames++;
        height += (FRAME_HEAD_EM + FRAME_PAD_EM + ears * (ROW_EM + GAP_EM) - GAP_EM) * em;
      }
    }
    return height + Math.max(0, frames - 1) * FRAME_GAP_EM * em;
  }

  private static double columnHeightPx(int nodes, double em) {
    return nodes * (ROW_EM + GAP_EM) * em;
  }

  /** Spread over the height, but not further apart than twice their size. */
  private static void column(
      List<String> ids,
      double x,
      double width,
      double heightPx,
      double em,
      Map<String, Box> boxes) {
    int count = ids.size();
    double step = Math.min(heightPx / Math.max(1, count), 2.2 * ROW_EM * em);
    double y = (heightPx - step * count) / 2 + (step - ROW_EM * em) / 2;
    for (String id : ids) {
      boxes.put(id, new Box(x, y, width, ROW_EM * em));
      y += step;
    }
  }

  /** Each at the height of what it leads to, so that few arrows cross. */
  private static List<String> places(MapPicture picture, Map<String, Box> boxes) {
    return sorted(picture.places().stream().map(Place::id).toList(), picture, boxes);
  }

  private static List<String> senders(MapPicture picture, Map<String, Box> boxes) {
    return sorted(picture.senders().stream().map(Sender::id).toList(), picture, boxes);
  }

  private static List<String> sorted(List<String> ids, MapPicture picture, Map<String, Box> boxes) {
    var height = new HashMap<String, Double>();
    for (String id : ids) {
      height.put(
          id,
          picture.arrows().stream()
              .filter(each -> each.from().equals(id) && boxes.containsKey(each.to()))
              .mapToDouble(each -> centre(boxes, each.to()))
              .average()
              .orElse(0));
    }
    var sorted = new ArrayList<>(ids);
    sorted.sort(Comparator.comparingDouble(id -> height.getOrDefault(id, 0.0)));
    return sorted;
  }

  private static double centre(Map<String, Box> boxes, String id) {
    return Optional.ofNullable(boxes.get(id)).map(Box::centerYPx).orElse(0.0);
  }

  /** The node at a point. */
  Optional<String> at(double xPx, double yPx) {
    return boxes.entrySet().stream()
        .filter(each -> !each.getKey().startsWith("process "))
        .filter(each -> each.getValue().contains(xPx, yPx))
        .map(Map.Entry::getKey)
        .findFirst();
  }
}
