package org.portbound.ui.charts;

import javafx.animation.Animation;
import javafx.animation.KeyFrame;
import javafx.animation.Timeline;
import javafx.geometry.Point2D;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.util.Duration;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.portbound.capture.Course;
import org.portbound.capture.History;
import org.portbound.capture.History.Span;
import org.portbound.ui.control.Icons;
import org.portbound.ui.control.Panes;
import org.portbound.ui.control.Pictures;
import org.portbound.ui.control.Segments;
import org.portbound.ui.control.UiContext;
import org.portbound.ui.control.chart.Palette;
import org.portbound.ui.control.chart.Plot;

/** What the listeners received over the last minute or hour, drawn while it is in sight. */
public final class ChartsPage extends VBox {
  /** As often as the rest of the window. */
  private static final Duration EVERY = Duration.millis(60);

  private static final double LEAST_WIDTH_PX = 820;
  private static final double LEAST_HEIGHT_PX = 480;
  private static final double SIDE_PX = 396;
  private static final double SIZES_PX = 240;

  private final UiContext context;
  private final History history;
  private final Palette palette = new Palette();
  private final TimeCharts times;
  private final Legend legend;
  private final PortShares shares;
  private final SizesChart sizes;
  private final HoverCard card;
  private final HBox content = new HBox(24);
  private final StackPane place = new StackPane();
  private final Node empty;
  private final Label summary = new Label();
  private final ToggleButton minute;
  private final ToggleButton hour;
  private final Button png;
  private final Timeline clock = new Timeline(new KeyFrame(EVERY, event -> refresh()));
  private @Nullable Course course;
  private long shownSteps = -1;
  private int shownClass = -1;
  private int shownPoint = -1;

  /** What the pointer is over, where on it, and where on the page. */
  private @Nullable Plot pointedAt;

  private double pointerX;
  private Point2D pointer = Point2D.ZERO;

  /** A page that draws nothing until it is in sight. */
  public ChartsPage(UiContext context, History history) {
    this.context = context;
    this.history = history;
    this.times = new TimeCharts(context, palette);
    this.legend = new Legend(context);
    this.shares = new PortShares(context, palette);
    this.sizes = new SizesChart(context, palette);
    this.card = new HoverCard(context);
    times.forEach(this::watch);
    watch(sizes);
    this.minute = segment("charts-minute");
    this.hour = segment("charts-hour");
    this.png = context.named(new Button(context.say("ui.charts-png.label")), "charts-png");
    this.empty = emptyState();
    setId("charts-page");
    setMinSize(LEAST_WIDTH_PX, LEAST_HEIGHT_PX);
    getStyleClass().add("pb-right");
    clock.setCycleCount(Animation.INDEFINITE);
    png.setGraphic(Icons.of(Feather.IMAGE));
    png.setMinWidth(USE_PREF_SIZE);
    png.setOnAction(
        event -> Pictures.save(context, content, "portbound-charts.png", summary::setText));
    content.getStyleClass().add("pb-charts");
    content.getChildren().addAll(times, side());
    place.getChildren().addAll(content, empty, card);
    place.setMinHeight(0);
    VBox.setVgrow(place, Priority.ALWAYS);
    Panes.mark(content);
    getChildren().addAll(header(), place, palette);
    hour.selectedProperty()
        .subscribe(
            chosen -> {
              shownSteps = -1;
              refresh();
            });
  }

  private ToggleButton segment(String id) {
    return context.named(new ToggleButton(context.say("ui." + id + ".label")), id);
  }

  private Node header() {
    var title = new Label(context.say("ui.charts.title"));
    title.getStyleClass().add("pb-section");
    title.setMinWidth(USE_PREF_SIZE);
    summary.setId("charts-summary");
    summary.getStyleClass().add("pb-muted");
    var space = new Region();
    HBox.setHgrow(space, Priority.ALWAYS);
    var header = new HBox(8, title, summary, space, Segments.of(minute, hour), png);
    header.getStyleClass().addAll("pb-pane-header", "pb-page-header");
    Panes.mark(header);
    return header;
  }

  private Node emptyState() {
    var title = new Label(context.say("ui.charts.empty.title"));
    title.getStyleClass().add("pb-empty-title");
    var sentence = new Label(context.say("ui.charts.empty.detail"));
    sentence.getStyleClass().add("pb-empty-detail");
    sentence.setWrapText(true);
    var box = new VBox(8, Icons.of(Feather.ACTIVITY, "pb-icon-empty"), title, sentence);
    box.setId("charts-empty");
    box.getStyleClass().add("pb-empty");
    return box;
  }

  private Node side() {
    sizes.setId("charts-sizes");
    var caption = new Label(context.say("ui.charts.sizes"));
    caption.getStyleClass().add("pb-label");
    caption.setMinHeight(USE_PREF_SIZE);
    var column = new VBox(10, legend, shares, caption, sizes);
    column.setMinWidth(SIDE_PX);
    column.setPrefWidth(SIDE_PX);
    column.setMaxWidth(SIDE_PX);
    sizes.setPrefHeight(SIZES_PX);
    VBox.setVgrow(sizes, Priority.ALWAYS);
    return column;
  }

  private void watch(Plot plot) {
    plot.setOnMouseMoved(
        event -> {
          pointedAt = plot;
          pointerX = event.getX();
          pointer = place.sceneToLocal(event.getSceneX(), event.getSceneY());
          refresh();
        });
    plot.setOnMouseExited(
        event -> {
          pointedAt = null;
          refresh();
        });
  }

  /** Draws while the page is in sight, and not otherwise. */
  public void shown(boolean inSight) {
    if (inSight) {
      shownSteps = -1;
      refresh();
      clock.playFromStart();
    } else {
      clock.stop();
    }
  }

  private void refresh() {
    Course shown = course;
    if (shown == null || shownSteps != history.steps()) {
      shownSteps = history.steps();
      Course fresh = history.read(hour.isSelected() ? Span.HOUR : Span.MINUTE);
      course = fresh;
      boolean nothing = fresh.lines().isEmpty();
      content.setVisible(!nothing);
      empty.setVisible(nothing);
      png.setDisable(nothing);
      legend.show(fresh);
      shares.show(fresh);
      times.describe(fresh);
      draw(fresh, true);
    } else {
      draw(shown, false);
    }
  }

  /** Between two steps only the pointer moves, and the time of the minute. */
  private void draw(Course shown, boolean fresh) {
    int point = pointedAt instanceof TimeChart chart ? chart.pointAt(pointerX) : -1;
    int sizeClass = pointedAt == sizes ? sizes.classAt(pointerX) : -1;
    if (fresh || shown.span() == Span.MINUTE || point != shownPoint) {
      times.show(shown, System.nanoTime() - History.STEP_NS, point);
      shownPoint = point;
    }
    if (fresh || sizeClass != shownClass) {
      sizes.show(shown.lines(), sizeClass);
      sizes.describe();
      shownClass = sizeClass;
    }
    if (point >= 0) {
      card.showPoint(shown, point);
    } else if (sizeClass >= 0) {
      card.showSize(shown, sizeClass);
    } else {
      card.setVisible(false);
    }
    card.moveTo(pointer.getX(), pointer.getY(), place.getWidth(), place.getHeight());
  }
}
