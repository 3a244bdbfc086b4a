package org.portbound.ui.probe;

import javafx.scene.canvas.GraphicsContext;
import javafx.scene.shape.StrokeLineCap;
import javafx.scene.shape.StrokeLineJoin;
import javafx.scene.text.TextAlignment;
import org.jspecify.annotations.Nullable;
import org.portbound.probe.ProbeCourse;
import org.portbound.probe.ProbeCourse.Measure;
import org.portbound.ui.control.UiContext;
import org.portbound.ui.control.chart.Axis;
import org.portbound.ui.control.chart.Palette;
import org.portbound.ui.control.chart.Plot;

/** One measure over the last minute, a line for each stream in the colour of its number. */
final class ProbeChart extends Plot {
  private static final double LEFT_PX = 60;
  private static final double RIGHT_PX = 12;
  private static final double TOP_PX = 8;
  private static final double LABELS_PX = 20;
  private static final double LINE_PX = 1.6;
  private static final double DOT_PX = 4;
  private static final double STEP_ROOM_PX = 26;
  private static final int TIME_STEPS = 6;
  private static final int SECONDS = 60;
  private static final double TIME_ROOM_PX = 48;
  private static final double NS_PER_MS = 1e6;
  private static final double LAST = ProbeCourse.POINTS - 1.0;

  /** Of a time axis, which has whole numbers at its marks: nanoseconds. */
  private static final double TIME_SCALE = 1e6;

  private final UiContext context;
  private final Measure measure;
  private final boolean time;
  private final double[] xs = new double[ProbeCourse.POINTS];
  private final double[] ys = new double[ProbeCourse.POINTS];
  private @Nullable ProbeCourse course;

  ProbeChart(UiContext context, Palette palette, Measure measure) {
    super(palette);
    this.context = context;
    this.measure = measure;
    this.time = measure == Measure.DELAY || measure == Measure.JITTER;
  }

  void show(ProbeCourse shown) {
    course = shown;
    setAccessibleText(words(shown));
    draw();
  }

  /** What is drawn, in words. */
  private String words(ProbeCourse shown) {
    var words = new StringBuilder(context.say("ui.probe.chart." + measure));
    for (ProbeCourse.Line line : shown.lines()) {
      double highest = highest(line);
      words.append(
          context.say(
              "ui.probe.chart.one",
              String.valueOf(line.number()),
              time ? ProbeWords.time(highest * NS_PER_MS) : ProbeWords.rate(highest)));
    }
    return words.toString();
  }

  private double highest(ProbeCourse.Line line) {
    double highest = 0;
    for (int point = line.begin(); point < ProbeCourse.POINTS; point++) {
      double value = line.value(measure, point);
      highest = Double.isNaN(value) ? highest : Math.max(highest, value);
    }
    return highest;
  }

  @Override
  protected void paint(GraphicsContext graphics, double widthPx, double heightPx) {
    ProbeCourse shown = course;
    if (shown == null) {
      return;
    }
    double scale = time ? TIME_SCALE : 1;
    double highest = shown.lines().stream().mapToDouble(this::highest).max().orElse(0);
    double bottomPx = heightPx - LABELS_PX;
    double rightPx = widthPx - RIGHT_PX;
    int most = (int) Math.clamp((bottomPx - TOP_PX) / STEP_ROOM_PX, 1, 4);
    Axis axis = Axis.upTo(highest * scale, most);
    for (int i = 0; i <= axis.steps(); i++) {
      double yPx = bottomPx - (bottomPx - TOP_PX) * i / axis.steps();
      rule(graphics, LEFT_PX, yPx, rightPx, yPx);
      graphics.setFill(palette().text());
      write(graphics, label(i * axis.step()), LEFT_PX - 8, yPx, TextAlignment.RIGHT);
    }
    int times = (rightPx - LEFT_PX) / TIME_STEPS < TIME_ROOM_PX ? TIME_STEPS / 2 : TIME_STEPS;
    for (int i = 0; i <= times; i++) {
      double xPx = rightPx - (rightPx - LEFT_PX) * i / times;
      rule(graphics, xPx, TOP_PX, xPx, bottomPx);
      graphics.setFill(palette().text());
      write(
          graphics,
          i == 0
              ? context.say("ui.charts.now")
              : context.say("ui.charts.ago.MINUTE", String.valueOf(SECONDS / times * i)),
          i == 0 ? rightPx : xPx,
          bottomPx + LABELS_PX / 2,
          i == 0 ? TextAlignment.RIGHT : TextAlignment.CENTER);
    }
    for (ProbeCourse.Line line : shown.lines()) {
      stroke(graphics, line, rightPx, bottomPx, scale / axis.top());
    }
    if (highest == 0) {
      say(
          graphics,
          context.say(measure == Measure.LOST ? "ui.probe.chart.no-loss" : "ui.charts.nothing"),
          (LEFT_PX + rightPx) / 2,
          (TOP_PX + bottomPx) / 2);
    }
  }

  private String label(long value) {
    return time ? value == 0 ? "0" : ProbeWords.axisTime(value) : Axis.brief(value);
  }

  /** A piece for each run of points that say something. */
  private void stroke(
      GraphicsContext graphics,
      ProbeCourse.Line line,
      double rightPx,
      double bottomPx,
      double shareOfOne) {
    graphics.setStroke(palette().listener(line.number()));
    graphics.setFill(palette().listener(line.number()));
    graphics.setLineWidth(LINE_PX);
    graphics.setLineJoin(StrokeLineJoin.ROUND);
    graphics.setLineCap(StrokeLineCap.ROUND);
    int count = 0;
    for (int point = line.begin(); point <= ProbeCourse.POINTS; point++) {
      double value = point < ProbeCourse.POINTS ? line.value(measure, point) : Double.NaN;
      if (!Double.isNaN(value)) {
        xs[count] = rightPx - (rightPx - LEFT_PX) * (LAST - point) / LAST;
        ys[count] = bottomPx - (bottomPx - TOP_PX) * Math.max(0, value) * shareOfOne;
        count++;
      } else if (count == 1) {
        graphics.fillOval(xs[0] - DOT_PX / 2, ys[0] - DOT_PX / 2, DOT_PX, DOT_PX);
        count = 0;
      } else if (count > 1) {
        graphics.strokePolyline(xs, ys, count);
        count = 0;
      }
    }
  }
}
