package org.portbound.ui.traffic.file;

import java.util.function.Consumer;
import java.util.function.Function;
import javafx.animation.Animation;
import javafx.animation.KeyFrame;
import javafx.animation.Timeline;
import javafx.application.Platform;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.util.Duration;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.portbound.ui.control.Icons;
import org.portbound.ui.control.UiContext;
import org.portbound.ui.traffic.file.StateBar.Look;

/**
 * A line that tells of one {@link Job} after the other: progress, remaining time and cancel, then
 * what came of it.
 */
final class JobBar {
  private static final Duration EVERY = Duration.millis(100);

  private final UiContext context;
  private final Label left = new Label();
  private final ProgressBar progress = new ProgressBar();
  private final Button cancel;
  private final Button dismiss;
  private final StateBar bar;
  private final Timeline clock = new Timeline(new KeyFrame(EVERY, event -> look()));
  private final String id;
  private @Nullable Job running;

  /**
   * @param id the bar's; {@code ID-left}, {@code ID-progress}, {@code ID-cancel} and {@code
   *     ID-dismiss} stand in it
   */
  JobBar(UiContext context, String id) {
    this.context = context;
    this.id = id;
    left.setId(id + "-left");
    left.getStyleClass().add("pb-muted");
    left.setMinWidth(Label.USE_PREF_SIZE);
    left.managedProperty().bind(left.visibleProperty());
    left.visibleProperty().bind(progress.visibleProperty());
    UiContext.label(progress, id + "-progress", context.say("ui.job.progress"));
    progress.managedProperty().bind(progress.visibleProperty());
    this.cancel = tool(id + "-cancel", "cancel");
    cancel.setText(context.say("ui.job.cancel.label"));
    cancel.setOnAction(
        event -> {
          if (running != null) {
            running.cancel();
          }
        });
    this.dismiss = tool(id + "-dismiss", "dismiss");
    dismiss.setGraphic(Icons.of(Feather.X));
    dismiss.getStyleClass().addAll("flat", "pb-tool");
    this.bar = new StateBar(id, left, progress, cancel, dismiss);
    dismiss.setOnAction(event -> bar.hide());
    clock.setCycleCount(Animation.INDEFINITE);
    context.memory().replace(id, JobBar.class, this).ifPresent(this::takeOver);
  }

  /** What is under way is told of here from now on. */
  private void takeOver(JobBar before) {
    if (before.running != null) {
      begin(before.running, before.bar.sentence());
    }
    before.clock.stop();
  }

  private JobBar newest() {
    return context.memory().newest(id, JobBar.class);
  }

  private Button tool(String id, String key) {
    var button = new Button();
    UiContext.label(button, id, context.say("ui.job." + key + ".name"));
    UiContext.tip(button, context.say("ui.job." + key + ".tip"));
    button.setMinWidth(Button.USE_PREF_SIZE);
    button.getStyleClass().add("small");
    button.managedProperty().bind(button.visibleProperty());
    return button;
  }

  Node bar() {
    return bar;
  }

  /** Whether a job is under way. */
  boolean busy() {
    return running != null;
  }

  /**
   * Begins a job; not while another one runs.
   *
   * @param sentence what is being done
   * @param work done on a thread of its own
   * @param then takes the result, and tells it by {@link #show}
   * @param <T> what comes of it
   */
  <T> void run(String sentence, Function<Job, T> work, Consumer<T> then) {
    var job = new Job();
    begin(job, sentence);
    context
        .commands()
        .ask(
            () -> {
              try {
                return work.apply(job);
              } catch (RuntimeException | Error e) {
                Platform.runLater(
                    () -> {
                      newest().over();
                      newest().hide();
                    });
                throw e;
              }
            },
            result -> {
              newest().over();
              then.accept(result);
            });
  }

  private void begin(Job job, String sentence) {
    running = job;
    shape(true);
    look();
    bar.show(Look.ACTIVE, Icons.of(Feather.FILE), sentence);
    clock.playFromStart();
  }

  private void over() {
    clock.stop();
    running = null;
    shape(false);
  }

  private void shape(boolean runs) {
    progress.setVisible(runs);
    cancel.setVisible(runs);
    dismiss.setVisible(!runs);
  }

  private void look() {
    if (running != null) {
      progress.setProgress(running.share());
      left.setText(running.left().map(context::say).orElse(""));
    }
  }

  /** Says what came of it, until it is put away. */
  void show(Look look, String sentence) {
    shape(false);
    Node icon =
        switch (look) {
          case ACTIVE, CALM -> Icons.of(Feather.CHECK_CIRCLE, "pb-icon-success");
          case NEUTRAL -> Icons.of(Feather.MINUS_CIRCLE, "pb-icon-muted");
          case FAILED -> Icons.of(Feather.ALERT_TRIANGLE, "pb-icon-danger");
        };
    bar.show(look, icon, sentence);
  }

  void hide() {
    bar.hide();
  }
}
