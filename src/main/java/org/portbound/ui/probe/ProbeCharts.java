package org.portbound.ui.probe;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javafx.scene.control.Label;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.portbound.probe.ProbeCourse;
import org.portbound.probe.ProbeCourse.Measure;
import org.portbound.probe.ProbeMonitor;
import org.portbound.ui.control.UiContext;
import org.portbound.ui.control.chart.Palette;
import org.portbound.ui.control.chart.Plot;

/** The four measures over the last minute, two beside two. */
final class ProbeCharts extends GridPane {
  private static final double HEIGHT_PX = 190;

  private final List<ProbeChart> charts = new ArrayList<>();
  private long shownSteps = -1;
  private int shownLines = -1;

  ProbeCharts(UiContext context) {
    super(20, 4);
    getStyleClass().add("pb-charts");
    setMinHeight(0);
    var palette = new Palette();
    for (int i = 0; i < 2; i++) {
      var half = new ColumnConstraints();
      half.setPercentWidth(50);
      half.setHgrow(Priority.ALWAYS);
      getColumnConstraints().add(half);
    }
    for (Measure each : Measure.values()) {
      var chart = new ProbeChart(context, palette, each);
      chart.setId("probe-chart-" + each.name().toLowerCase(Locale.ROOT));
      chart.setPrefHeight(HEIGHT_PX);
      VBox.setVgrow(chart, Priority.ALWAYS);
      var caption = new Label(context.say("ui.probe.chart." + each));
      caption.getStyleClass().add("pb-label");
      caption.setMinHeight(USE_PREF_SIZE);
      var box = new VBox(2, caption, chart);
      box.setMinHeight(0);
      GridPane.setVgrow(box, Priority.ALWAYS);
      add(box, each.ordinal() % 2, each.ordinal() / 2);
      charts.add(chart);
    }
    getChildren().add(palette);
  }

  /** Draws the streams as they are now. */
  void show(ProbeMonitor monitor) {
    if (shownSteps == monitor.steps() && shownLines == monitor.streams().size()) {
      // The theme may have changed.
      charts.forEach(Plot::draw);
      return;
    }
    ProbeCourse course = monitor.course();
    shownSteps = course.steps();
    shownLines = course.lines().size();
    charts.forEach(each -> each.show(course));
  }
}
