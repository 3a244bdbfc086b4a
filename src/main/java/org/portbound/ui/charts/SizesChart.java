package org.portbound.ui.charts;

import java.util.List;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.text.TextAlignment;
import org.portbound.capture.Course.Line;
import org.portbound.capture.PayloadSizes;
import org.portbound.ui.control.Formats;
import org.portbound.ui.control.UiContext;
import org.portbound.ui.control.chart.Axis;
import org.portbound.ui.control.chart.Palette;
import org.portbound.ui.control.chart.Plot;

/** How many datagrams there were of each class of sizes, in the colours of their listeners. */
final class SizesChart extends Plot {
  private static final double LEFT_PX = 44;
  private static final double TOP_PX = 8;
  private static final double LABELS_PX = 20;
  private static final double STEP_ROOM_PX = 30;
  private static final double LABEL_ROOM_PX = 26;
  private static final double GAP = 0.16;

  private final UiContext context;
  private List<Line> lines = List.of();
  private int hovered = -1;

  SizesChart(UiContext context, Palette palette) {
    super(palette);
    this.context = context;
  }

  /**
   * Draws listeners.
   *
   * @param sizeClass the class that is marked, or −1
   */
  void show(List<Line> newLines, int sizeClass) {
    lines = newLines;
    hovered = sizeClass;
    draw();
  }

  /** The class at an x, or −1. */
  int classAt(double xPx) {
    double widthPx = (getWidth() - LEFT_PX) / PayloadSizes.CLASSES;
    int found = (int) Math.floor((xPx - LEFT_PX) / widthPx);
    return xPx < LEFT_PX || found >= PayloadSizes.CLASSES ? -1 : found;
  }

  private long count(int sizeClass) {
    return lines.stream().mapToLong(each -> each.ofSize(sizeClass)).sum();
  }

  /** Says what is drawn. */
  void describe() {
    var words = new StringBuilder(context.say("ui.charts.sizes.name"));
    for (int i = 0; i < PayloadSizes.CLASSES; i++) {
      if (count(i) > 0) {
        words.append(
            context.say(
                "ui.charts.sizes.one",
                Formats.count(PayloadSizes.fromBytes(i)),
                Formats.count(PayloadSizes.toBytes(i)),
                Formats.count(count(i))));
      }
    }
    setAccessibleText(words.toString());
  }

  @Override
  protected void paint(GraphicsContext graphics, double widthPx, double heightPx) {
    long highest = 0;
    for (int i = 0; i < PayloadSizes.CLASSES; i++) {
      highest = Math.max(highest, count(i));
    }
    double bottomPx = heightPx - LABELS_PX;
    int most = (int) Math.clamp((bottomPx - TOP_PX) / STEP_ROOM_PX, 1, 5);
    Axis axis = Axis.upTo(highest, most);
    for (int i = 0; i <= axis.steps(); i++) {
      double yPx = bottomPx - (bottomPx - TOP_PX) * i / axis.steps();
      rule(graphics, LEFT_PX, yPx, widthPx, yPx);
      graphics.setFill(palette().text());
      write(graphics, Axis.brief(i * axis.step()), LEFT_PX - 8, yPx, TextAlignment.RIGHT);
    }
    double classPx = (widthPx - LEFT_PX) / PayloadSizes.CLASSES;
    for (int i = 0; i < PayloadSizes.CLASSES; i++) {
      double xPx = LEFT_PX + i * classPx;
      if (i == hovered) {
        graphics.setFill(palette().grid());
        graphics.fillRect(xPx, TOP_PX, classPx, bottomPx - TOP_PX);
      }
      bar(graphics, i, xPx + classPx * GAP / 2, classPx * (1 - GAP), bottomPx, axis);
      if (classPx >= LABEL_ROOM_PX || i % 2 == 1) {
        graphics.setFill(palette().text());
        write(
            graphics,
            label(PayloadSizes.fromBytes(i)),
            xPx + classPx / 2,
            bottomPx + LABELS_PX / 2,
            TextAlignment.CENTER);
      }
    }
    if (highest == 0) {
      say(
          graphics,
          context.say("ui.charts.nothing"),
          (LEFT_PX + widthPx) / 2,
          (TOP_PX + bottomPx) / 2);
    }
  }

  private void bar(
      GraphicsContext graphics,
      int sizeClass,
      double xPx,
      double barPx,
      double bottomPx,
      Axis axis) {
    double yPx = bottomPx;
    for (Line line : lines) {
      double heightPx = (bottomPx - TOP_PX) * line.ofSize(sizeClass) / axis.top();
      if (heightPx > 0) {
        // What is there shows, be it ever so little.
        double drawnPx = Math.max(1, heightPx);
        graphics.setFill(palette().listener(line.listener()));
        graphics.fillRect(xPx, yPx - drawnPx, barPx, drawnPx);
        yPx -= drawnPx;
      }
    }
  }

  private static String label(int bytes) {
    return bytes < 1024 ? String.valueOf(bytes) : bytes / 1024 + "Ki";
  }
}
