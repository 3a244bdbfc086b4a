package org.portbound.ui.traffic.file;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Control;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.portbound.capture.Marks;
import org.portbound.file.RecordedListeners;
import org.portbound.file.RowNotes;
import org.portbound.file.SaveFormat;
import org.portbound.file.SaveJob;
import org.portbound.file.SaveResult;
import org.portbound.file.SavedRows;
import org.portbound.text.Message;
import org.portbound.ui.control.FileChoice;
import org.portbound.ui.control.Formats;
import org.portbound.ui.control.Icons;
import org.portbound.ui.control.UiContext;
import org.portbound.ui.traffic.file.StateBar.Look;

/** Saves datagrams, and says how far it is and what came of it. */
final class SaveControl {
  private final UiContext context;
  private final Supplier<Shown> shown;
  private final Button button;
  private final SaveChoice choice;
  private final JobBar bar;

  SaveControl(UiContext context, Supplier<Shown> shown) {
    this.context = context;
    this.shown = shown;
    this.choice = new SaveChoice(context, this::choose);
    this.bar = new JobBar(context, "save-bar");
    this.button = context.named(new Button(context.say("ui.save.label")), "save");
    button.setGraphic(Icons.of(Feather.SAVE));
    button.getStyleClass().addAll("flat", "pb-tool");
    button.setMinWidth(Control.USE_PREF_SIZE);
    button.setOnAction(event -> ask());
    context.memory().replace("save", SaveControl.class, this);
  }

  Node button() {
    return button;
  }

  Node bar() {
    return bar.bar();
  }

  /** Asks what to save, as far as there is something and nothing is being saved already. */
  void ask() {
    Shown now = shown.get();
    if (bar.busy()) {
      return;
    }
    if (now.rows().end() == now.rows().first()) {
      bar.show(Look.NEUTRAL, context.say("ui.save.nothing"));
    } else {
      choice.toggle(button, now);
    }
  }

  private void choose() {
    SaveFormat format = choice.format();
    String ending = "." + format.extension();
    var kind = new FileChoice.Kind(context.say("ui.file." + format.extension()), List.of(ending));
    context
        .files()
        .save(button.getScene().getWindow(), "portbound" + ending, List.of(kind))
        .ifPresent(file -> save(file, format));
  }

  private void save(Path file, SaveFormat format) {
    Shown now = shown.get();
    var job =
        new SaveJob(
            now.rows(), choice.rows(now), notes(now.names(), now.marks()), format, file, true);
    bar.run(
        context.say("ui.save.running", file),
        running -> SavedRows.save(job, running),
        result -> context.memory().newest("save", SaveControl.class).saved(result));
  }

  private static RowNotes notes(RecordedListeners names, Marks marks) {
    return new RowNotes() {
      @Override
      public String name(int listener) {
        return names.name(listener);
      }

      @Override
      public @Nullable String comment(long number) {
        String comment = marks.comment(number);
        return comment.isEmpty() ? null : comment;
      }
    };
  }

  private void saved(SaveResult result) {
    switch (result) {
      case SaveResult.Saved(Path file, long rows, long gone, long bytes) ->
          bar.show(
              Look.CALM,
              context.say(
                  gone == 0 ? "ui.save.saved" : "ui.save.saved-some",
                  file,
                  Formats.count(rows),
                  Formats.size(bytes),
                  Formats.count(gone)));
      case SaveResult.Cancelled() -> bar.show(Look.NEUTRAL, context.say("ui.save.cancelled"));
      case SaveResult.Stopped(Path part, long rows, long all) ->
          bar.show(
              Look.NEUTRAL,
              context.say("ui.save.stopped", part, Formats.count(rows), Formats.count(all)));
      case SaveResult.NotSaved(Message why) -> bar.show(Look.FAILED, context.say(why));
    }
  }
}
