package org.portbound.ui.charts;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.shape.StrokeLineCap;
import javafx.scene.shape.StrokeLineJoin;
import javafx.scene.text.TextAlignment;
import org.jspecify.annotations.Nullable;
import org.portbound.capture.Course;
import org.portbound.capture.Course.Line;
import org.portbound.capture.Course.Measure;
import org.portbound.ui.control.chart.Axis;
import org.portbound.ui.control.chart.Palette;
import org.portbound.ui.control.chart.Plot;

/**
 * One measure a second over time, a line for each listener with its number at the end. The newest
 * point slides in at the right.
 */
final class TimeChart extends Plot {
  private static final double LEFT_PX = 52;
  private static final double RIGHT_PX = 32;
  private static final double TOP_PX = 8;
  private static final double LABELS_PX = 22;
  private static final double BOTTOM_PX = 8;
  private static final double LINE_PX = 1.6;
  private static final double DOT_PX = 6;
  private static final double TAG_ROOM_PX = 17;
  private static final double STEP_ROOM_PX = 26;
  private static final int TIME_STEPS = 6;
  private static final double GAP_OPACITY = 0.5;

  private final Measure measure;
  private final boolean labelled;
  private final Words words;
  private final double[] xs = new double[512];
  private final double[] ys = new double[512];
  private @Nullable Course course;
  private long rightNs;
  private int hovered = -1;

  /** What it says in words. */
  interface Words {
    /** The label of a moment, so many sixths of the span ago; 0 is now. */
    String ago(Course course, int sixths);

    /** What stands there if there is nothing but zeros, or nothing. */
    String nothing(Course course);
  }

  private record Tag(int listener, double yPx) {}

  /** Where values are on the canvas. */
  private record Area(double leftPx, double rightPx, double topPx, double bottomPx, Axis axis) {
    double y(double value) {
      return bottomPx - value / axis.top() * (bottomPx - topPx);
    }
  }

  /**
   * @param labelled whether the times stand below it
   */
  TimeChart(Palette palette, Measure measure, boolean labelled, Words words) {
    super(palette);
    this.measure = measure;
    this.labelled = labelled;
    this.words = words;
  }

  /**
   * Draws a course.
   *
   * @param atNs the moment at the right end
   * @param point the point that is marked, or −1
   */
  void show(Course shown, long atNs, int point) {
    course = shown;
    rightNs = atNs;
    hovered = point;
    draw();
  }

  /** The point that is the nearest to an x, or −1. */
  int pointAt(double xPx) {
    Course shown = course;
    double right = getWidth() - RIGHT_PX;
    if (shown == null || xPx < LEFT_PX || xPx > right) {
      return -1;
    }
    double perPx = shown.span().lengthNs() / (right - LEFT_PX);
    long at = rightNs - Math.round((right - xPx) * perPx);
    int nearest = -1;
    long distance = Math.round(shown.lengthS(0) * 1e9);
    for (int point = 0; point < shown.points(); point++) {
      long away = Math.abs(shown.endNs(point) - at);
      if (away <= distance) {
        nearest = point;
        distance = away;
      }
    }
    return nearest;
  }

  @Override
  protected void paint(GraphicsContext context, double widthPx, double heightPx) {
    Course shown = course;
    if (shown == null) {
      return;
    }
    double bottomPx = heightPx - (labelled ? LABELS_PX : BOTTOM_PX);
    int most = (int) Math.clamp((bottomPx - TOP_PX) / STEP_ROOM_PX, 1, 5);
    double highest = highest(shown);
    var area = new Area(LEFT_PX, widthPx - RIGHT_PX, TOP_PX, bottomPx, Axis.upTo(highest, most));
    frame(context, shown, area);
    context.save();
    context.beginPath();
    context.rect(LEFT_PX, 0, area.rightPx() - LEFT_PX, heightPx);
    context.clip();
    shadeGaps(context, shown, area);
    var tags = new ArrayList<Tag>();
    for (Line line : shown.lines()) {
      stroke(context, shown, line, area, tags);
    }
    mark(context, shown, area);
    context.restore();
    if (highest == 0) {
      say(
          context,
          words.nothing(shown),
          (LEFT_PX + area.rightPx()) / 2,
          (TOP_PX + area.bottomPx()) / 2);
    }
    drawTags(context, tags, area);
  }

  private double highest(Course shown) {
    return shown.lines().stream().mapToDouble(each -> highest(shown, each)).max().orElse(0);
  }

  /** The highest value of a line. */
  double highest(Course shown, Line line) {
    double highest = 0;
    for (int point = line.begin(); point < line.end(); point++) {
      highest = Math.max(highest, shown.perSecond(line, measure, point));
    }
    return highest;
  }

  Measure measure() {
    return measure;
  }

  private void frame(GraphicsContext context, Course shown, Area area) {
    for (int i = 0; i <= area.axis().steps(); i++) {
      long value = i * area.axis().step();
      double yPx = area.y(value);
      rule(context, area.leftPx(), yPx, area.rightPx(), yPx);
      context.setFill(palette().text());
      write(context, Axis.brief(value), area.leftPx() - 8, yPx, TextAlignment.RIGHT);
    }
    for (int i = 0; i <= TIME_STEPS; i++) {
      double xPx = area.rightPx() - (area.rightPx() - area.leftPx()) * i / TIME_STEPS;
      rule(context, xPx, area.topPx(), xPx, area.bottomPx());
      if (labelled) {
        context.setFill(palette().text());
        write(
            context,
            words.ago(shown, i),
            xPx,
            area.bottomPx() + LABELS_PX / 2,
            TextAlignment.CENTER);
      }
    }
  }

  private void shadeGaps(GraphicsContext context, Course shown, Area area) {
    context.setFill(palette().grid());
    context.setGlobalAlpha(GAP_OPACITY);
    for (int end = 0; end < shown.points(); end++) {
      int begin = end;
      while (end < shown.points() && shown.isGap(end)) {
        end++;
      }
      if (begin < end) {
        double pxPerS = (area.rightPx() - area.leftPx()) * 1e9 / shown.span().lengthNs();
        double leftPx = x(shown, begin, area) - shown.lengthS(begin) * pxPerS;
        double widthPx = x(shown, end - 1, area) - leftPx;
        context.fillRect(leftPx, area.topPx(), widthPx, area.bottomPx() - area.topPx());
      }
    }
    context.setGlobalAlpha(1);
  }

  private boolean isKnown(Line line) {
    return measure != Measure.DROPPED || line.dropsKnown();
  }

  private double x(Course shown, int point, Area area) {
    double pxPerNs = (area.rightPx() - area.leftPx()) / shown.span().lengthNs();
    return area.rightPx() - (rightNs - shown.endNs(point)) * pxPerNs;
  }

  private void stroke(GraphicsContext context, Course shown, Line line, Area area, List<Tag> tags) {
    if (line.end() <= line.begin() || !isKnown(line)) {
      return;
    }
    context.setStroke(palette().listener(line.listener()));
    context.setLineWidth(LINE_PX);
    context.setLineJoin(StrokeLineJoin.ROUND);
    context.setLineCap(StrokeLineCap.ROUND);
    int count = 0;
    for (int point = line.begin(); point < line.end(); point++) {
      if (shown.isGap(point)) {
        context.strokePolyline(xs, ys, count);
        count = 0;
      } else {
        xs[count] = x(shown, point, area);
        ys[count] = area.y(shown.perSecond(line, measure, point));
        count++;
      }
    }
    context.strokePolyline(xs, ys, count);
    if (count == 0) {
      return;
    }
    if (line.open()) {
      tags.add(new Tag(line.listener(), heightAt(area.rightPx(), count)));
    } else {
      tag(context, line.listener(), xs[count - 1] + TAG_ROOM_PX / 2, ys[count - 1]);
    }
  }

  /** Where the line that was drawn last crosses an x; at its end if it does not reach it. */
  private double heightAt(double xPx, int count) {
    int last = count - 1;
    if (count < 2 || xs[last] <= xPx) {
      return ys[last];
    }
    int i = last;
    while (i > 1 && xs[i - 1] > xPx) {
      i--;
    }
    double share = Math.clamp((xPx - xs[i - 1]) / (xs[i] - xs[i - 1]), 0, 1);
    return ys[i - 1] + share * (ys[i] - ys[i - 1]);
  }

  private void mark(GraphicsContext context, Course shown, Area area) {
    if (hovered < 0 || hovered >= shown.points()) {
      return;
    }
    double xPx = x(shown, hovered, area);
    context.setStroke(palette().text());
    context.setLineWidth(1);
    context.strokeLine(xPx, area.topPx(), xPx, area.bottomPx());
    for (Line line : shown.lines()) {
      boolean there = hovered >= line.begin() && hovered < line.end() && !shown.isGap(hovered);
      if (there && isKnown(line)) {
        double yPx = area.y(shown.perSecond(line, measure, hovered));
        context.setFill(palette().page());
        context.fillOval(xPx - DOT_PX / 2 - 1, yPx - DOT_PX / 2 - 1, DOT_PX + 2, DOT_PX + 2);
        context.setFill(palette().listener(line.listener()));
        context.fillOval(xPx - DOT_PX / 2, yPx - DOT_PX / 2, DOT_PX, DOT_PX);
      }
    }
  }

  /** The numbers at the right end, moved apart; as many as there is room for. */
  private void drawTags(GraphicsContext context, List<Tag> tags, Area area) {
    tags.sort(Comparator.comparingDouble(Tag::yPx));
    double lowest = area.bottomPx();
    int count = (int) Math.min(tags.size(), Math.floor((lowest - area.topPx()) / TAG_ROOM_PX) + 1);
    double[] heights = new double[count];
    double above = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < count; i++) {
      heights[i] = Math.max(tags.get(i).yPx(), above + TAG_ROOM_PX);
      above = heights[i];
    }
    double below = lowest + TAG_ROOM_PX;
    for (int i = count - 1; i >= 0; i--) {
      heights[i] = Math.min(heights[i], below - TAG_ROOM_PX);
      below = heights[i];
      tag(context, tags.get(i).listener(), area.rightPx() + RIGHT_PX / 2, heights[i]);
    }
  }
}
