package org.portbound.ui.charts;

import java.util.Comparator;
import java.util.List;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.text.TextAlignment;
import org.portbound.capture.Course.Line;
import org.portbound.capture.Course.Measure;
import org.portbound.ui.control.Formats;
import org.portbound.ui.control.chart.Figures;
import org.portbound.ui.control.chart.Palette;
import org.portbound.ui.control.chart.Plot;

/**
 * How the datagrams of one port fell to its listeners: a bar for each, and a mark where it would
 * end if all had the same.
 */
final class SharesChart extends Plot {
  /** Height of one listener's row. */
  static final double ROW_PX = 24;

  private static final double BAR_PX = 12;
  private static final double LEFT_PX = 32;
  private static final double SHARE_PX = 52;
  private static final double FIGURES_PX = 140;

  private final Words words;
  private List<Line> lines = List.of();

  /** What it says in words. */
  interface Words {
    /** What stands there if nothing came. */
    String nothing();

    /** So many listeners more, for which there is no room. */
    String more(int listeners, long datagrams);
  }

  SharesChart(Palette palette, Words words) {
    super(palette);
    this.words = words;
  }

  /** Draws the listeners of one port. */
  void show(List<Line> newLines) {
    lines = newLines.stream().sorted(Comparator.comparingInt(Line::listener)).toList();
    draw();
  }

  @Override
  protected void paint(GraphicsContext context, double widthPx, double heightPx) {
    long total = lines.stream().mapToLong(each -> each.total(Measure.DATAGRAMS)).sum();
    if (total == 0) {
      say(context, words.nothing(), widthPx / 2, heightPx / 2);
      return;
    }
    long most = lines.stream().mapToLong(each -> each.total(Measure.DATAGRAMS)).max().orElse(1);
    int room = (int) Math.max(1, Math.floor(heightPx / ROW_PX));
    int shown = lines.size() <= room ? lines.size() : room - 1;
    double roomPx = Math.max(0, widthPx - LEFT_PX - FIGURES_PX);
    for (int i = 0; i < shown; i++) {
      Line line = lines.get(i);
      long datagrams = line.total(Measure.DATAGRAMS);
      double yPx = (i + 0.5) * ROW_PX;
      context.setFill(palette().grid());
      context.fillRoundRect(LEFT_PX, yPx - BAR_PX / 2, roomPx, BAR_PX, 4, 4);
      context.setFill(palette().listener(line.listener()));
      context.fillRoundRect(LEFT_PX, yPx - BAR_PX / 2, roomPx * datagrams / most, BAR_PX, 4, 4);
      tag(context, line.listener(), LEFT_PX / 2 - 2, yPx);
      context.setFill(palette().strong());
      write(context, Formats.count(datagrams), widthPx - SHARE_PX - 8, yPx, TextAlignment.RIGHT);
      context.setFill(palette().text());
      write(context, Figures.percent(datagrams, total), widthPx, yPx, TextAlignment.RIGHT);
    }
    if (lines.size() > 1) {
      double evenPx = LEFT_PX + roomPx * ((double) total / lines.size()) / most;
      context.setStroke(palette().strong());
      context.setLineWidth(1);
      context.setLineDashes(3, 3);
      context.strokeLine(evenPx, 0, evenPx, shown * ROW_PX);
      context.setLineDashes();
    }
    if (shown < lines.size()) {
      List<Line> rest = lines.subList(shown, lines.size());
      long datagrams = rest.stream().mapToLong(each -> each.total(Measure.DATAGRAMS)).sum();
      context.setFill(palette().text());
      write(
          context,
          words.more(rest.size(), datagrams),
          LEFT_PX,
          (shown + 0.5) * ROW_PX,
          TextAlignment.LEFT);
    }
  }
}
