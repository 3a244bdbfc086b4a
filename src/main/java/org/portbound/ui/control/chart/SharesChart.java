package org.portbound.ui.control.chart;

import java.util.List;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.text.TextAlignment;
import org.portbound.ui.control.Formats;

/**
 * How something fell to listeners: a bar for each, and a mark where it should end, with a whisker
 * of what is no surprise.
 */
public final class SharesChart extends Plot {
  /** Height of one listener's row. */
  public static final double ROW_PX = 24;

  private static final double BAR_PX = 12;
  private static final double TAG_PX = 32;
  private static final double LABEL_CHARACTER_PX = 7;
  private static final double SHARE_PX = 52;
  private static final double FIGURES_PX = 128;
  private static final double WHISKER_PX = 3;

  private final Words words;
  private List<Bar> bars = List.of();

  /**
   * One listener.
   *
   * @param label what stands before its number, or nothing
   * @param count how much fell to it
   * @param expected how much should have, or NaN if nobody knows
   * @param spread how far off that is no surprise
   */
  public record Bar(String label, int listener, long count, double expected, double spread) {
    double end() {
      return Double.isNaN(expected) ? count : Math.max(count, expected + spread);
    }
  }

  /** What it says in words. */
  public interface Words {
    /** What stands there if nothing came. */
    String nothing();

    /** So many listeners more, for which there is no room. */
    String more(int listeners, long datagrams);
  }

  /** A chart without bars. */
  public SharesChart(Palette palette, Words words) {
    super(palette);
    this.words = words;
  }

  /** Draws these listeners, the first on top. */
  public void show(List<Bar> newBars) {
    bars = List.copyOf(newBars);
    draw();
  }

  @Override
  protected void paint(GraphicsContext context, double widthPx, double heightPx) {
    long total = bars.stream().mapToLong(Bar::count).sum();
    if (total == 0) {
      say(context, words.nothing(), widthPx / 2, heightPx / 2);
      return;
    }
    double most = bars.stream().mapToDouble(Bar::end).max().orElse(1);
    int room = (int) Math.max(1, Math.floor(heightPx / ROW_PX));
    int shown = bars.size() <= room ? bars.size() : room - 1;
    int label = bars.stream().mapToInt(each -> each.label().length()).max().orElse(0);
    double leftPx = TAG_PX + LABEL_CHARACTER_PX * label;
    double roomPx = Math.max(0, widthPx - leftPx - FIGURES_PX);
    for (int i = 0; i < shown; i++) {
      Bar bar = bars.get(i);
      double yPx = (i + 0.5) * ROW_PX;
      context.setFill(palette().grid());
      context.fillRoundRect(leftPx, yPx - BAR_PX / 2, roomPx, BAR_PX, 4, 4);
      context.setFill(palette().listener(bar.listener()));
      context.fillRoundRect(leftPx, yPx - BAR_PX / 2, roomPx * bar.count() / most, BAR_PX, 4, 4);
      mark(context, bar, leftPx, roomPx / most, yPx);
      context.setFill(palette().text());
      write(context, bar.label(), 0, yPx, TextAlignment.LEFT);
      tag(context, bar.listener(), leftPx - TAG_PX / 2 - 2, yPx);
      context.setFill(palette().strong());
      write(context, Formats.count(bar.count()), widthPx - SHARE_PX - 8, yPx, TextAlignment.RIGHT);
      context.setFill(palette().text());
      write(context, Figures.percent(bar.count(), total), widthPx, yPx, TextAlignment.RIGHT);
    }
    if (shown < bars.size()) {
      List<Bar> rest = bars.subList(shown, bars.size());
      context.setFill(palette().text());
      write(
          context,
          words.more(rest.size(), rest.stream().mapToLong(Bar::count).sum()),
          leftPx,
          (shown + 0.5) * ROW_PX,
          TextAlignment.LEFT);
    }
  }

  /** Where it should end: a dashed line, and below the bar a whisker of what is no surprise. */
  private void mark(GraphicsContext context, Bar bar, double leftPx, double onePx, double yPx) {
    if (Double.isNaN(bar.expected()) || bars.size() < 2) {
      return;
    }
    context.setStroke(palette().strong());
    context.setLineWidth(1);
    if (bar.spread() > 0) {
      double fromPx = leftPx + onePx * Math.max(0, bar.expected() - bar.spread());
      double toPx = leftPx + onePx * (bar.expected() + bar.spread());
      double whiskerPx = yPx + BAR_PX / 2 + WHISKER_PX;
      context.strokeLine(fromPx, whiskerPx, toPx, whiskerPx);
      context.strokeLine(fromPx, whiskerPx - WHISKER_PX, fromPx, whiskerPx + WHISKER_PX);
      context.strokeLine(toPx, whiskerPx - WHISKER_PX, toPx, whiskerPx + WHISKER_PX);
    }
    context.setLineDashes(3, 3);
    double xPx = leftPx + onePx * bar.expected();
    context.strokeLine(xPx, yPx - ROW_PX / 2, xPx, yPx + ROW_PX / 2);
    context.setLineDashes();
  }
}
