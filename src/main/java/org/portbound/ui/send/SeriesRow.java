package org.portbound.ui.send;

import java.util.Map;
import java.util.stream.Collectors;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import org.kordamp.ikonli.feather.Feather;
import org.portbound.text.TimeLeft;
import org.portbound.ui.control.Formats;
import org.portbound.ui.control.Icons;
import org.portbound.ui.control.UiContext;
import org.portbound.workbench.SeriesView;

/** One series: where to, how far, how fast, what failed, and the button that ends it. */
final class SeriesRow extends HBox {
  private static final double PLACE_PX = 190;
  private static final double PROGRESS_PX = 96;
  private static final double SENT_PX = 150;
  private static final double RATE_PX = 88;

  private final UiContext context;
  private final int number;
  private final ProgressBar progress = new ProgressBar(0);
  private final Label sent = new Label();
  private final Label rate = new Label();
  private final Label state = new Label();
  private final Button stop;
  private boolean over;

  SeriesRow(UiContext context, SeriesView view, SendActions actions) {
    super(8);
    this.context = context;
    this.number = view.number();
    getStyleClass().add("pb-series-row");
    setAlignment(Pos.CENTER_LEFT);
    var to = new Label(view.plan().destination().toString());
    to.getStyleClass().add("pb-mono");
    width(to, PLACE_PX);
    width(sent, SENT_PX);
    width(rate, RATE_PX);
    sent.getStyleClass().add("pb-mono");
    rate.getStyleClass().add("pb-mono");
    progress.setPrefWidth(PROGRESS_PX);
    progress.setMinWidth(PROGRESS_PX);
    sent.setId("series-" + number + "-sent");
    state.setId("series-" + number + "-state");
    state.setMinWidth(0);
    state.setMaxWidth(Double.MAX_VALUE);
    HBox.setHgrow(state, Priority.ALWAYS);
    stop = new Button();
    UiContext.label(stop, "series-" + number + "-stop", context.say("ui.series-stop.name", number));
    UiContext.tip(stop, context.say("ui.series-stop.tip"));
    stop.setGraphic(Icons.of(Feather.STOP_CIRCLE));
    stop.getStyleClass().addAll("flat", "pb-tool");
    stop.setOnAction(event -> actions.stop(number));
    getChildren().addAll(to, progress, sent, rate, state, stop);
  }

  private static void width(Label label, double px) {
    label.setMinWidth(px);
    label.setPrefWidth(px);
    label.setMaxWidth(px);
  }

  int number() {
    return number;
  }

  boolean isOver() {
    return over;
  }

  void show(SeriesView view) {
    over = view.over();
    boolean counted = view.plan().schedule().count().isPresent();
    long total = view.plan().schedule().count().orElse(0);
    boolean sending = view.state() == SeriesView.State.SENDING;
    progress.setProgress(
        counted ? view.doneShare() : sending ? ProgressBar.INDETERMINATE_PROGRESS : 1);
    sent.setText(
        counted
            ? context.say("ui.series.sent-of", Formats.count(view.sent()), Formats.count(total))
            : context.say("ui.series.sent", Formats.count(view.sent())));
    rate.setText(context.say("ui.series.rate", Formats.count(Math.round(view.perSecond()))));
    state.setText(words(view));
    stop.setVisible(!over);
    getStyleClass().remove("pb-series-failed");
    if (view.failed() > 0) {
      getStyleClass().add("pb-series-failed");
    }
  }

  private String words(SeriesView view) {
    String state =
        context.say(
            switch (view.state()) {
              case SENDING -> "ui.series.state.sending";
              case LINGERING -> "ui.series.state.lingering";
              case DONE -> "ui.series.state.done";
              case STOPPED -> "ui.series.state.stopped";
            });
    if (view.state() == SeriesView.State.SENDING) {
      state +=
          TimeLeft.of(view.doneShare(), view.sendingNs())
              .map(left -> " · " + context.say(left))
              .orElse("");
    }
    if (view.stalledNs() > 0) {
      state += " · " + context.say("ui.series.stood-still", Formats.tenths(view.stalledNs()));
    }
    if (view.failed() == 0) {
      return state;
    }
    String kinds =
        view.failures().entrySet().stream()
            .sorted(Map.Entry.comparingByKey())
            .map(each -> Formats.count(each.getValue()) + " " + each.getKey())
            .collect(Collectors.joining(", "));
    return state + " · " + context.say("ui.series.failed", kinds);
  }
}
