package org.portbound.ui.charts;

import java.util.ArrayList;
import java.util.List;
import javafx.geometry.HPos;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import org.portbound.capture.Course;
import org.portbound.capture.Course.Line;
import org.portbound.capture.Course.Measure;
import org.portbound.ui.control.Badge;
import org.portbound.ui.control.Formats;
import org.portbound.ui.control.Scrolling;
import org.portbound.ui.control.UiContext;
import org.portbound.ui.control.chart.Axis;
import org.portbound.ui.control.chart.Figures;

/** The listeners by number and colour, with their rates now and what the kernel dropped. */
final class Legend extends ScrollPane {
  private static final double RATE_PX = 68;
  private static final double ROW_PX = 22;
  private static final double MAX_HEIGHT_PX = 10 * ROW_PX;

  private final UiContext context;
  private final GridPane grid = new GridPane(8, 2);
  private final List<Row> rows = new ArrayList<>();

  private record Row(
      int listener, Badge badge, Label local, Label rate, Label bytes, Label dropped) {}

  Legend(UiContext context) {
    this.context = context;
    Scrolling.byKeys(this);
    UiContext.label(this, "charts-legend", context.say("ui.charts-legend.name"));
    getStyleClass().add("pb-chart-legend");
    setFitToWidth(true);
    setHbarPolicy(ScrollBarPolicy.NEVER);
    setContent(grid);
    setMinHeight(USE_PREF_SIZE);
    var local = new ColumnConstraints();
    local.setHgrow(Priority.ALWAYS);
    local.setMinWidth(0);
    grid.getColumnConstraints().addAll(new ColumnConstraints(26), local);
    for (int i = 0; i < 3; i++) {
      var figures = new ColumnConstraints(RATE_PX);
      figures.setHalignment(HPos.RIGHT);
      grid.getColumnConstraints().add(figures);
    }
  }

  /** Shows the listeners of a course. */
  void show(Course course) {
    List<Integer> numbers = course.lines().stream().map(Line::listener).toList();
    if (!numbers.equals(rows.stream().map(Row::listener).toList())) {
      build(numbers);
    }
    for (int i = 0; i < rows.size(); i++) {
      fill(rows.get(i), course, course.lines().get(i));
    }
  }

  private void build(List<Integer> numbers) {
    rows.clear();
    grid.getChildren().clear();
    setPrefHeight(Math.min(MAX_HEIGHT_PX, (numbers.size() + 1) * ROW_PX));
    grid.addRow(
        0, caption("listener"), new Label(), caption("rate"), caption("bytes"), caption("dropped"));
    GridPane.setColumnSpan(grid.getChildren().getFirst(), 2);
    for (int number : numbers) {
      var row =
          new Row(
              number,
              Badge.listener(number),
              figure(number, "local"),
              figure(number, "rate"),
              figure(number, "bytes"),
              figure(number, "dropped"));
      rows.add(row);
      grid.addRow(rows.size(), row.badge(), row.local(), row.rate(), row.bytes(), row.dropped());
    }
  }

  private Label caption(String name) {
    var label = new Label(context.say("ui.charts.legend." + name));
    label.getStyleClass().add("pb-caption");
    return label;
  }

  private static Label figure(int listener, String name) {
    var label = new Label();
    label.setId("charts-" + name + "-" + listener);
    label.getStyleClass().add("pb-figure");
    label.setMinWidth(0);
    return label;
  }

  private void fill(Row row, Course course, Line line) {
    row.local().setText(line.local().toString());
    int last = course.points() - 1;
    boolean known = line.open() && last >= 0;
    row.rate()
        .setText(
            known ? rate(course, line, Measure.DATAGRAMS, last) : context.say("ui.charts.closed"));
    row.bytes().setText(known ? rate(course, line, Measure.BYTES, last) : "");
    row.dropped()
        .setText(
            line.dropsKnown()
                ? Formats.count(line.total(Measure.DROPPED))
                : context.say("ui.charts.unknown"));
  }

  private static String rate(Course course, Line line, Measure measure, int point) {
    double perSecond = course.perSecond(line, measure, point);
    return measure == Measure.BYTES ? Axis.brief(perSecond) : Figures.rate(perSecond);
  }
}
