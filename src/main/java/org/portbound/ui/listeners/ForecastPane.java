package org.portbound.ui.listeners;

import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.animation.PauseTransition;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.util.Duration;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.portbound.diagnosis.Forecast;
import org.portbound.socket.ReuseOptions;
import org.portbound.socket.SocketPlan;
import org.portbound.ui.control.Icons;
import org.portbound.ui.control.UiContext;

/**
 * The four Bind buttons with what the kernel will say to each, and below them half a sentence for
 * the one that is pointed at; and what the kernel did say to the last bind. Its height is always
 * the same.
 */
final class ForecastPane extends VBox {
  private static final Duration TYPING_PAUSE = Duration.millis(150);
  private static final double LINE_HEIGHT_PX = 16;

  private final UiContext context;
  private final BindActions actions;
  private final Supplier<Optional<Question>> question;
  private final BindButtons buttons;
  private final Label forecast = new Label();
  private final StackPane forecastMark = mark();
  private final Label outcome = new Label();
  private final StackPane outcomeMark = mark();
  private final PauseTransition pause = new PauseTransition(TYPING_PAUSE);
  private Map<ReuseOptions, Forecast> known = Map.of();
  private @Nullable Question answered;
  private long asked;

  /**
   * What is asked about.
   *
   * @param peer number of the peer process that is to bind it, or 0 for this process
   * @param plan what is typed; its reuse options do not matter
   */
  record Question(int peer, SocketPlan plan) {}

  /**
   * @param question what stands in the form now, if it makes sense
   * @param bind takes the options of the button that is clicked
   */
  ForecastPane(
      UiContext context,
      BindActions actions,
      Supplier<Optional<Question>> question,
      Consumer<ReuseOptions> bind) {
    super(4);
    this.context = context;
    this.actions = actions;
    this.question = question;
    this.buttons = new BindButtons(context, bind, this::say);
    getStyleClass().add("pb-forecast");
    pause.setOnFinished(event -> ask());
    buttons.setOnMouseEntered(event -> ask());
    forecast.setId("bind-forecast");
    outcome.setId("bind-outcome");
    getChildren().addAll(buttons, line(forecastMark, forecast, 2), line(outcomeMark, outcome, 1));
  }

  private static StackPane mark() {
    var mark = new StackPane();
    mark.setMinSize(LINE_HEIGHT_PX, LINE_HEIGHT_PX);
    mark.setMaxSize(LINE_HEIGHT_PX, LINE_HEIGHT_PX);
    return mark;
  }

  private static Node line(StackPane mark, Label label, int lines) {
    label.getStyleClass().add("pb-hint");
    label.setWrapText(lines > 1);
    label.setMinWidth(0);
    var line = new HBox(6, mark, label);
    line.setAlignment(Pos.TOP_LEFT);
    line.setMinHeight(lines * LINE_HEIGHT_PX);
    line.setPrefHeight(lines * LINE_HEIGHT_PX);
    line.setMaxHeight(lines * LINE_HEIGHT_PX);
    return line;
  }

  /** The mark for what is expected. */
  static Node icon(Forecast.Outlook outlook) {
    return switch (outlook) {
      case ALLOWED -> Icons.of(Feather.CHECK, "pb-icon-small", "pb-icon-success");
      case REFUSED -> Icons.of(Feather.X, "pb-icon-small", "pb-icon-danger");
      case UNCERTAIN -> Icons.of(Feather.HELP_CIRCLE, "pb-icon-small", "pb-icon-warning");
    };
  }

  BindButtons buttons() {
    return buttons;
  }

  /** What is typed has changed: asks once the user rests. */
  void typed() {
    if (!question.get().equals(Optional.ofNullable(answered))) {
      answered = null;
      known = Map.of();
      buttons.mark(known);
      say();
      pause.playFromStart();
    }
  }

  /** Listeners have changed: asks anew, and shows the old answer until the new one is there. */
  void changed() {
    pause.playFromStart();
  }

  private void ask() {
    pause.stop();
    long number = ++asked;
    question
        .get()
        .ifPresent(
            now ->
                actions.forecast(
                    now.peer(),
                    now.plan(),
                    answer -> {
                      if (number == asked && question.get().equals(Optional.of(now))) {
                        take(now, answer);
                      }
                    }));
  }

  private void take(Question now, Map<ReuseOptions, Forecast> answer) {
    answered = now;
    known = answer;
    buttons.mark(answer);
    say();
  }

  private void say() {
    Forecast now = known.get(buttons.pointedAt());
    forecastMark.getChildren().clear();
    forecast.setText("");
    if (now != null) {
      forecastMark.getChildren().add(icon(now.outlook()));
      forecast.setText(context.say("ui.forecast." + now.outlook(), context.say(now.why())));
    }
  }

  /** What the kernel said, beside what was expected. */
  void answered(Forecast expected, boolean allowed) {
    boolean differs = expected.contradictedBy(allowed);
    String word = allowed ? "allowed" : "refused";
    outcome.setText(
        differs
            ? context.say("ui.outcome.differs-" + word)
            : context.say(
                "ui.outcome." + word, context.say("ui.forecast.mark." + expected.outlook())));
    outcomeMark
        .getChildren()
        .setAll(
            differs
                ? Icons.of(Feather.ALERT_TRIANGLE, "pb-icon-small", "pb-icon-warning")
                : icon(allowed ? Forecast.Outlook.ALLOWED : Forecast.Outlook.REFUSED));
  }
}
