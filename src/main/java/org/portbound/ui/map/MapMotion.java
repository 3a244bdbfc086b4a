package org.portbound.ui.map;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Paint;
import org.portbound.ui.control.chart.Palette;
import org.portbound.ui.map.MapLayout.Box;
import org.portbound.ui.map.MapPicture.Arrow;

/**
 * What moves on the map: a dot for each datagram while there are few, dots that flow along the
 * arrows when there are many.
 */
final class MapMotion {
  private static final long WAY_NS = 900_000_000L;
  private static final int MOST_DOTS = 120;
  private static final double FLOW_FROM_PER_S = 12;
  private static final double LAPS_PER_S = 0.8;

  private final Deque<Dot> dots = new ArrayDeque<>();

  private record Dot(MapModel.Hop hop, long startNs) {}

  /** An arrow between two boxes: a cubic curve that leaves and arrives level. */
  record Curve(Arrow arrow, Box from, Box to) {
    private double x(double at) {
      double middle = (from.rightPx() + to.xPx()) / 2;
      return bezier(from.rightPx(), middle, middle, to.xPx(), at);
    }

    private double y(double at) {
      return bezier(from.centerYPx(), from.centerYPx(), to.centerYPx(), to.centerYPx(), at);
    }

    private static double bezier(double a, double b, double c, double d, double t) {
      double u = 1 - t;
      return u * u * u * a + 3 * u * u * t * b + 3 * u * t * t * c + t * t * t * d;
    }

    private Paint paint(Palette palette) {
      return arrow.listener() > 0 ? palette.listener(arrow.listener()) : palette.text();
    }

    /** What cannot be explained is dashed. */
    void paint(GraphicsContext context, Palette palette, double emPx) {
      Paint paint = paint(palette);
      double middle = (from.rightPx() + to.xPx()) / 2;
      double headPx = 0.5 * emPx + arrow.widthPx() / 2;
      context.setStroke(paint);
      context.setFill(paint);
      context.setLineWidth(arrow.widthPx());
      if (arrow.way() == Way.UNEXPLAINED) {
        context.setLineDashes(4, 6);
      }
      double endX = to.xPx() - headPx;
      context.beginPath();
      context.moveTo(from.rightPx(), from.centerYPx());
      context.bezierCurveTo(middle, from.centerYPx(), middle, to.centerYPx(), endX, to.centerYPx());
      context.stroke();
      context.setLineDashes();
      double y = to.centerYPx();
      double half = 0.35 * emPx + arrow.widthPx() / 2;
      context.fillPolygon(
          new double[] {endX - 1, to.xPx(), endX - 1}, new double[] {y - half, y, y + half}, 3);
    }
  }

  /** So much comes that single datagrams are not shown. */
  static boolean flows(Arrow arrow) {
    return arrow.perSecond() > FLOW_FROM_PER_S;
  }

  void start(List<MapModel.Hop> hops) {
    long nowNs = System.nanoTime();
    for (MapModel.Hop each : hops) {
      if (dots.size() < MOST_DOTS) {
        dots.addLast(new Dot(each, nowNs));
      }
    }
  }

  boolean moves() {
    long nowNs = System.nanoTime();
    while (!dots.isEmpty() && nowNs - dots.getFirst().startNs() > WAY_NS) {
      dots.removeFirst();
    }
    return !dots.isEmpty();
  }

  void paint(GraphicsContext context, Palette palette, List<Curve> curves, double emPx) {
    long nowNs = System.nanoTime();
    double lap = nowNs / 1e9 * LAPS_PER_S % 1;
    for (Curve each : curves) {
      if (flows(each.arrow())) {
        int count = (int) (1 + Math.log10(each.arrow().perSecond()));
        for (int i = 0; i < count; i++) {
          bead(context, palette, each, (lap + i) / count);
        }
      }
    }
    for (Dot each : dots) {
      double at = (nowNs - each.startNs()) / (double) WAY_NS;
      if (at < 1) {
        boolean first = at < 0.5;
        curve(curves, each.hop(), first)
            .filter(found -> !flows(found.arrow()))
            .ifPresent(found -> dot(context, palette, found, first ? at * 2 : at * 2 - 1, emPx));
      }
    }
  }

  /** In a wide arrow. */
  private static void bead(GraphicsContext context, Palette palette, Curve curve, double at) {
    double radius = Math.max(1.5, curve.arrow().widthPx() * 0.3);
    context.setFill(palette.page());
    context.fillOval(curve.x(at) - radius, curve.y(at) - radius, 2 * radius, 2 * radius);
  }

  private static Optional<Curve> curve(List<Curve> curves, MapModel.Hop hop, boolean first) {
    String from = first ? hop.sender() : hop.place();
    String to = first ? hop.place() : MapModel.earId(hop.listener());
    return curves.stream()
        .filter(each -> each.arrow().from().equals(from) && each.arrow().to().equals(to))
        .findFirst();
  }

  private static void dot(
      GraphicsContext context, Palette palette, Curve curve, double at, double emPx) {
    double radius = 0.28 * emPx + curve.arrow().widthPx() / 2;
    context.setFill(palette.page());
    context.fillOval(
        curve.x(at) - radius - 1, curve.y(at) - radius - 1, 2 * radius + 2, 2 * radius + 2);
    context.setFill(curve.paint(palette));
    context.fillOval(curve.x(at) - radius, curve.y(at) - radius, 2 * radius, 2 * radius);
  }
}
