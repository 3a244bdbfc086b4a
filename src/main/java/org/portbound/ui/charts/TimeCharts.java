package org.portbound.ui.charts;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.portbound.capture.Course;
import org.portbound.capture.Course.Line;
import org.portbound.capture.Course.Measure;
import org.portbound.ui.control.UiContext;
import org.portbound.ui.control.chart.Figures;
import org.portbound.ui.control.chart.Palette;

/** Datagrams, bytes and kernel drops a second, one chart below the other over the same time. */
final class TimeCharts extends VBox {
  private static final double HIGH_PX = 230;
  private static final double LOW_PX = 150;

  private final UiContext context;
  private final List<TimeChart> charts = new ArrayList<>();

  TimeCharts(UiContext context, Palette palette) {
    super(4);
    this.context = context;
    HBox.setHgrow(this, Priority.ALWAYS);
    setMinWidth(0);
    for (Measure each : Measure.values()) {
      boolean last = each == Measure.DROPPED;
      var chart = new TimeChart(palette, each, last, words(each));
      chart.setId("charts-" + each.name().toLowerCase(Locale.ROOT));
      chart.setPrefHeight(last ? LOW_PX : HIGH_PX);
      VBox.setVgrow(chart, Priority.ALWAYS);
      charts.add(chart);
      var caption = new Label(context.say("ui.charts.over-time." + each));
      caption.getStyleClass().add("pb-label");
      caption.setMinHeight(USE_PREF_SIZE);
      getChildren().addAll(caption, chart);
    }
  }

  private TimeChart.Words words(Measure measure) {
    return new TimeChart.Words() {
      @Override
      public String ago(Course shown, int sixths) {
        return sixths == 0
            ? context.say("ui.charts.now")
            : context.say("ui.charts.ago." + shown.span(), String.valueOf(10 * sixths));
      }

      @Override
      public String nothing(Course shown) {
        if (measure != Measure.DROPPED) {
          return context.say("ui.charts.nothing");
        }
        boolean known = shown.lines().stream().anyMatch(Line::dropsKnown);
        return context.say(known ? "ui.charts.no-drops" : "ui.charts.drops-unknown");
      }
    };
  }

  void forEach(Consumer<TimeChart> each) {
    charts.forEach(each);
  }

  /** Draws a course; see {@link TimeChart#show}. */
  void show(Course course, long rightNs, int point) {
    charts.forEach(each -> each.show(course, rightNs, point));
  }

  /** Says what is drawn. */
  void describe(Course course) {
    for (TimeChart chart : charts) {
      var words =
          new StringBuilder(context.say("ui.charts.over-time." + chart.measure()))
              .append(context.say("ui.charts.over." + course.span()));
      for (Line line : course.lines()) {
        words.append(
            context.say(
                "ui.charts.over-time.one",
                String.valueOf(line.listener()),
                Figures.rate(chart.highest(course, line)),
                line.open()
                    ? Figures.rate(course.perSecond(line, chart.measure(), course.points() - 1))
                    : context.say("ui.charts.closed")));
      }
      chart.setAccessibleText(words.toString());
    }
  }
}
