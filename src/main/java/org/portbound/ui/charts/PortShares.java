package org.portbound.ui.charts;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javafx.geometry.Pos;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.portbound.capture.Course;
import org.portbound.capture.Course.Line;
import org.portbound.capture.Course.Measure;
import org.portbound.ui.control.Formats;
import org.portbound.ui.control.UiContext;
import org.portbound.ui.control.chart.Figures;
import org.portbound.ui.control.chart.Palette;
import org.portbound.ui.control.chart.SharesChart;

/**
 * A port, and how its datagrams fell to its listeners. Until the user chooses one it is the port
 * with the most listeners, and of those the one with the most datagrams.
 */
final class PortShares extends VBox {
  private static final int MIN_ROWS = 2;
  private static final int MAX_ROWS = 9;

  private final UiContext context;
  private final ComboBox<Integer> port = new ComboBox<>();
  private final SharesChart chart;
  private List<Line> lines = List.of();
  private @Nullable Integer chosen;
  private boolean filling;

  PortShares(UiContext context, Palette palette) {
    super(4);
    this.context = context;
    this.chart =
        new SharesChart(
            palette,
            new SharesChart.Words() {
              @Override
              public String nothing() {
                return context.say("ui.charts.nothing");
              }

              @Override
              public String more(int listeners, long datagrams) {
                return context.say(
                    "ui.charts.more", String.valueOf(listeners), Formats.count(datagrams));
              }
            });
    context.named(port, "charts-port");
    port.getStyleClass().add("pb-chart-port");
    port.valueProperty()
        .subscribe(
            value -> {
              if (!filling && value != null) {
                chosen = value;
                draw(value);
              }
            });
    var title = new Label(context.say("ui.charts.shares"));
    title.getStyleClass().add("pb-label");
    var mark = new Label(context.say("ui.charts.shares.mark"));
    mark.getStyleClass().add("pb-caption");
    var header = new HBox(8, title, port, mark);
    header.setAlignment(Pos.CENTER_LEFT);
    chart.setId("charts-shares");
    getChildren().addAll(header, chart);
  }

  /** Shows the listeners of a course. */
  void show(Course course) {
    lines = course.lines();
    var ports = new TreeMap<Integer, List<Line>>();
    for (Line each : lines) {
      ports.computeIfAbsent(each.local().port(), _ -> new ArrayList<>()).add(each);
    }
    if (ports.isEmpty()) {
      return;
    }
    Integer wish = chosen;
    int now = wish != null && ports.containsKey(wish) ? wish : busiest(ports);
    filling = true;
    if (!port.getItems().equals(List.copyOf(ports.keySet()))) {
      port.getItems().setAll(ports.keySet());
    }
    port.setValue(now);
    filling = false;
    draw(now);
  }

  private static int busiest(TreeMap<Integer, List<Line>> ports) {
    return ports.entrySet().stream()
        .max(
            Comparator.<Map.Entry<Integer, List<Line>>>comparingInt(each -> each.getValue().size())
                .thenComparingLong(each -> datagrams(each.getValue())))
        .orElseThrow()
        .getKey();
  }

  private static long datagrams(List<Line> lines) {
    return lines.stream().mapToLong(each -> each.total(Measure.DATAGRAMS)).sum();
  }

  private void draw(int of) {
    List<Line> sharing = lines.stream().filter(each -> each.local().port() == of).toList();
    double even = (double) datagrams(sharing) / Math.max(1, sharing.size());
    chart.show(
        sharing.stream()
            .map(
                each ->
                    new SharesChart.Bar(
                        "", each.listener(), each.total(Measure.DATAGRAMS), even, 0))
            .toList());
    double heightPx = Math.clamp(sharing.size(), MIN_ROWS, MAX_ROWS) * SharesChart.ROW_PX;
    chart.setMinHeight(heightPx);
    chart.setPrefHeight(heightPx);
    long total = datagrams(sharing);
    var words = new StringBuilder(context.say("ui.charts.shares.name", String.valueOf(of)));
    for (Line each : sharing) {
      long datagrams = each.total(Measure.DATAGRAMS);
      words.append(
          context.say(
              "ui.charts.shares.one",
              String.valueOf(each.listener()),
              Formats.count(datagrams),
              Figures.percent(datagrams, total)));
    }
    chart.setAccessibleText(words.toString());
  }
}
