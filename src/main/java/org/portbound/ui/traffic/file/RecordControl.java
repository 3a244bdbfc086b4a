package org.portbound.ui.traffic.file;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Control;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.portbound.file.RecordState;
import org.portbound.text.Message;
import org.portbound.ui.control.FileChoice;
import org.portbound.ui.control.Formats;
import org.portbound.ui.control.Icons;
import org.portbound.ui.control.UiContext;
import org.portbound.ui.traffic.file.StateBar.Look;
import org.portbound.workbench.RecordResult;
import org.portbound.workbench.Recording;

/** Begins and ends a recording, and says how it stands. */
final class RecordControl {
  private final UiContext context;
  private final Recording recording;
  private final Button button;
  private final Button dismiss;
  private final StateBar bar;
  private final RecordLimits limits;
  private boolean running;

  /** The state that the user has put away. */
  private final Dismissed dismissed;

  private static final class Dismissed {
    private @Nullable RecordState state;
  }

  RecordControl(UiContext context, Recording recording) {
    this.context = context;
    this.recording = recording;
    this.dismissed = context.memory().keep(Dismissed.class, Dismissed::new);
    this.limits = new RecordLimits(context, this::choose);
    this.button = context.named(new Button(), "record");
    button.getStyleClass().addAll("flat", "pb-tool");
    button.setMinWidth(Control.USE_PREF_SIZE);
    button.setOnAction(
        event -> {
          if (running) {
            context.commands().run(recording::stop, state -> refresh());
          } else {
            limits.toggle(button);
          }
        });
    this.dismiss = context.named(new Button(), "record-dismiss");
    dismiss.setGraphic(Icons.of(Feather.X));
    dismiss.getStyleClass().addAll("flat", "pb-tool");
    this.bar = new StateBar("record-bar", dismiss);
    dismiss.setOnAction(
        event -> {
          dismissed.state = recording.state().orElse(null);
          bar.hide();
        });
    dress(false);
  }

  Button button() {
    return button;
  }

  Node bar() {
    return bar;
  }

  private static Node dot() {
    var dot = new Region();
    dot.getStyleClass().add("pb-record-dot");
    return dot;
  }

  private void dress(boolean now) {
    running = now;
    button.setText(context.say(now ? "ui.record.label-stop" : "ui.record.label"));
    button.setAccessibleText(context.say(now ? "ui.record.name-stop" : "ui.record.name"));
    button.setGraphic(now ? dot() : Icons.of(Feather.DISC));
    dismiss.setVisible(!now);
  }

  private void choose() {
    var kind = new FileChoice.Kind(context.say("ui.file.pcapng"), List.of(".pcapng"));
    context
        .files()
        .save(button.getScene().getWindow(), "portbound.pcapng", List.of(kind))
        .ifPresent(this::start);
  }

  private void start(Path file) {
    context
        .commands()
        .run(
            () -> recording.start(limits.plan(file)),
            result -> {
              switch (result) {
                case RecordResult.Recording(RecordState state) -> refresh();
                case RecordResult.NotRecording(Message why) -> {
                  dismissed.state = recording.state().orElse(null);
                  bar.show(Look.FAILED, alarm(), context.say(why));
                }
              }
            });
  }

  private static Node alarm() {
    return Icons.of(Feather.ALERT_TRIANGLE, "pb-icon-danger");
  }

  /** Shows how it stands now. */
  void refresh() {
    Optional<RecordState> now = recording.state();
    boolean runs = now.filter(RecordState::running).isPresent();
    if (runs != running) {
      dress(runs);
    }
    now.filter(each -> !each.equals(dismissed.state)).ifPresent(this::show);
  }

  private void show(RecordState state) {
    String key = state.files() > 1 ? "-files" : "";
    String text =
        context.say(
            "ui.record." + (state.running() ? "running" : "over") + key,
            state.file(),
            Formats.count(state.datagrams()),
            Formats.size(state.bytes()),
            String.valueOf(state.files()));
    if (state.failure().isPresent()) {
      bar.show(Look.FAILED, alarm(), context.say(state.failure().get()));
    } else if (!state.running()) {
      bar.show(Look.CALM, Icons.of(Feather.CHECK_CIRCLE, "pb-icon-success"), text);
    } else if (bar.isVisible() && bar.active()) {
      bar.say(text);
    } else {
      bar.show(Look.ACTIVE, dot(), text);
    }
  }
}
