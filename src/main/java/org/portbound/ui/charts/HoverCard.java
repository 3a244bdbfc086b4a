package org.portbound.ui.charts;

import java.util.ArrayList;
import java.util.List;
import javafx.geometry.HPos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.VBox;
import org.portbound.capture.Course;
import org.portbound.capture.Course.Line;
import org.portbound.capture.Course.Measure;
import org.portbound.capture.PayloadSizes;
import org.portbound.ui.control.Badge;
import org.portbound.ui.control.Formats;
import org.portbound.ui.control.UiContext;
import org.portbound.ui.control.chart.Figures;

/** What stands beside the pointer: a heading, and a row of exact figures for each listener. */
final class HoverCard extends VBox {
  private static final double AWAY_PX = 14;

  /** More rows than this would cover the charts. */
  private static final int MAX_ROWS = 12;

  private final UiContext context;
  private final Label heading = new Label();
  private final GridPane grid = new GridPane(12, 3);

  HoverCard(UiContext context) {
    super(6);
    this.context = context;
    setId("charts-hover");
    heading.getStyleClass().add("pb-label");
    heading.setId("charts-hover-heading");
    getStyleClass().add("pb-hover-card");
    setManaged(false);
    setMouseTransparent(true);
    setVisible(false);
    getChildren().addAll(heading, grid);
  }

  /** Shows what every listener had at a point. */
  void showPoint(Course course, int point) {
    String ago = Figures.rate((course.endNs(course.points() - 1) - course.endNs(point)) / 1e9);
    if (course.isGap(point)) {
      show(context.say("ui.charts.hover.gap", ago), List.of(), List.of());
      return;
    }
    var rows = new ArrayList<List<Node>>();
    for (Line line : course.lines()) {
      if (point >= line.begin() && point < line.end()) {
        rows.add(
            List.of(
                Badge.listener(line.listener()),
                figure(Figures.rate(course.perSecond(line, Measure.DATAGRAMS, point))),
                figure(Figures.rate(course.perSecond(line, Measure.BYTES, point))),
                figure(
                    line.dropsKnown()
                        ? Figures.rate(course.perSecond(line, Measure.DROPPED, point))
                        : context.say("ui.charts.unknown"))));
      }
    }
    show(
        context.say("ui.charts.hover.point", ago, Figures.rate(course.lengthS(point))),
        List.of("datagrams", "bytes", "dropped"),
        rows);
  }

  /** Shows how many datagrams of a class every listener had. */
  void showSize(Course course, int sizeClass) {
    long all = course.lines().stream().mapToLong(HoverCard::datagrams).sum();
    long count = course.lines().stream().mapToLong(each -> each.ofSize(sizeClass)).sum();
    var rows = new ArrayList<List<Node>>();
    for (Line line : course.lines()) {
      if (line.ofSize(sizeClass) > 0) {
        rows.add(
            List.of(
                Badge.listener(line.listener()),
                figure(Formats.count(line.ofSize(sizeClass))),
                figure(Figures.percent(line.ofSize(sizeClass), datagrams(line)))));
      }
    }
    int from = PayloadSizes.fromBytes(sizeClass);
    int to = PayloadSizes.toBytes(sizeClass);
    show(
        context.say(
            from == to ? "ui.charts.hover.size-one" : "ui.charts.hover.size",
            Formats.count(from),
            Formats.count(to),
            Formats.count(count),
            Figures.percent(count, all)),
        rows.isEmpty() ? List.of() : List.of("count", "share"),
        rows);
  }

  private static long datagrams(Line line) {
    return line.total(Measure.DATAGRAMS);
  }

  private void show(String title, List<String> captions, List<List<Node>> rows) {
    heading.setText(title);
    grid.getChildren().clear();
    grid.getColumnConstraints().clear();
    grid.getColumnConstraints().add(new ColumnConstraints());
    for (int i = 0; i < captions.size(); i++) {
      var label = new Label(context.say("ui.charts.hover." + captions.get(i)));
      label.getStyleClass().add("pb-caption");
      grid.add(label, i + 1, 0);
      var column = new ColumnConstraints();
      column.setHalignment(HPos.RIGHT);
      grid.getColumnConstraints().add(column);
    }
    for (int i = 0; i < Math.min(MAX_ROWS, rows.size()); i++) {
      grid.addRow(i + 1, rows.get(i).toArray(Node[]::new));
    }
    setVisible(true);
  }

  private static Label figure(String text) {
    var label = new Label(text);
    label.getStyleClass().add("pb-figure");
    return label;
  }

  /** Puts it beside a place, where its parent has room for it. */
  void moveTo(double xPx, double yPx, double parentWidthPx, double parentHeightPx) {
    applyCss();
    autosize();
    boolean left = xPx + AWAY_PX + getWidth() > parentWidthPx;
    double x = left ? xPx - AWAY_PX - getWidth() : xPx + AWAY_PX;
    double y = Math.min(yPx + AWAY_PX, parentHeightPx - getHeight());
    relocate(Math.round(Math.max(0, x)), Math.round(Math.max(0, y)));
  }
}
