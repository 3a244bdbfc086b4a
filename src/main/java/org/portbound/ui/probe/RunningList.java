package org.portbound.ui.probe;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.Consumer;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import org.portbound.ui.control.Icons;
import org.portbound.ui.control.Scrolling;
import org.portbound.ui.control.UiContext;

/** What runs below a form: a line for each, with a button that stops it. */
final class RunningList extends VBox {
  private static final double LINE_PX = 24;
  private static final double GAP_PX = 2;
  private static final double PADDING_PX = 8;

  private final UiContext context;
  private final String id;
  private final Consumer<Integer> stop;
  private final Map<Integer, Row> rows = new LinkedHashMap<>();

  /**
   * One that runs, or did.
   *
   * @param number its number
   * @param text what it is and how far
   * @param running whether it can be stopped
   * @param share how much of it is done, from 0 to 1, if it runs and its length is known
   */
  record Item(int number, String text, boolean running, OptionalDouble share) {}

  private record Row(HBox box, Label text, ProgressBar progress, Button stop) {}

  /**
   * @param id begins the ids of the lines and of their buttons
   * @param stop stops one, by its number
   */
  RunningList(UiContext context, String id, Consumer<Integer> stop) {
    super(GAP_PX);
    this.context = context;
    this.id = id;
    this.stop = stop;
    getStyleClass().add("pb-running");
  }

  /**
   * Itself in a place that is as high whatever stands there, and scrolls to what came last.
   *
   * @param leastLines has room for so many in a low window
   * @param mostLines has room for no more than so many in a high one
   */
  Node inPlace(int leastLines, int wantedLines, int mostLines) {
    var place = Scrolling.around(this);
    place.getStyleClass().add("pb-left-scroll");
    place.setFitToWidth(true);
    place.setFocusTraversable(false);
    place.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
    place.setMinHeight(heightPx(leastLines));
    place.setPrefHeight(heightPx(wantedLines));
    place.setMaxHeight(heightPx(mostLines));
    heightProperty()
        .subscribe((before, now) -> place.setVvalue(now.doubleValue() > place.getHeight() ? 1 : 0));
    return place;
  }

  private static double heightPx(int lines) {
    return PADDING_PX + lines * LINE_PX + (lines - 1) * GAP_PX;
  }

  /** Shows these. */
  void show(List<Item> items) {
    List<Integer> numbers = items.stream().map(Item::number).toList();
    if (!numbers.equals(new ArrayList<>(rows.keySet()))) {
      rows.keySet().retainAll(numbers);
      var ordered = new LinkedHashMap<Integer, Row>();
      numbers.forEach(each -> ordered.put(each, rows.computeIfAbsent(each, this::row)));
      rows.clear();
      rows.putAll(ordered);
      getChildren().setAll(rows.values().stream().map(Row::box).toList());
    }
    for (Item each : items) {
      Row row = rows.get(each.number());
      if (row != null) {
        row.text().setText(each.text());
        row.stop().setVisible(each.running());
        row.progress().setVisible(each.share().isPresent());
        row.progress().setProgress(each.share().orElse(0));
      }
    }
  }

  private Row row(int number) {
    var text = new Label();
    text.setId(id + "-" + number);
    text.getStyleClass().add("pb-running-line");
    text.setMinWidth(0);
    text.setWrapText(true);
    text.setMinHeight(USE_PREF_SIZE);
    text.setMaxWidth(Double.MAX_VALUE);
    var progress = new ProgressBar(0);
    UiContext.label(progress, id + "-progress-" + number, context.say("ui.job.progress"));
    progress.setMaxWidth(Double.MAX_VALUE);
    progress.managedProperty().bind(progress.visibleProperty());
    var words = new VBox(2, text, progress);
    words.setAlignment(Pos.CENTER_LEFT);
    HBox.setHgrow(words, Priority.ALWAYS);
    var button = new Button();
    UiContext.label(button, id + "-stop-" + number, context.say("ui." + id + "-stop.name", number));
    UiContext.tip(button, context.say("ui." + id + "-stop.name", number));
    button.setGraphic(Icons.of(Feather.STOP_CIRCLE));
    button.getStyleClass().addAll("flat", "pb-tool");
    button.setMinWidth(USE_PREF_SIZE);
    button.setOnAction(event -> stop.accept(number));
    var box = new HBox(4, words, button);
    box.setAlignment(Pos.CENTER_LEFT);
    return new Row(box, text, progress, button);
  }
}
