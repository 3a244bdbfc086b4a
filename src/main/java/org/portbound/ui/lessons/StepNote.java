package org.portbound.ui.lessons;

import java.util.Set;
import java.util.stream.Collectors;
import javafx.scene.control.Label;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.portbound.lesson.LessonRun;
import org.portbound.lesson.LessonStep;
import org.portbound.lesson.Need;
import org.portbound.lesson.StepResult;
import org.portbound.lesson.Words;
import org.portbound.ui.control.Icons;
import org.portbound.ui.control.UiContext;

/** What this system lacks for a step, and what is documented of it. JavaFX thread. */
final class StepNote extends Label {
  private final UiContext context;

  StepNote(UiContext context) {
    this.context = context;
    setId("lesson-note");
    getStyleClass().add("pb-lesson-note");
    setWrapText(true);
    setMinHeight(USE_PREF_SIZE);
    setGraphic(Icons.of(Feather.INFO, "pb-icon-small"));
    managedProperty().bind(visibleProperty());
  }

  /**
   * Shows it, or nothing where nothing is missing.
   *
   * @param result what came of the step, or null if it has not been run
   */
  void show(LessonRun playing, LessonStep step, @Nullable StepResult result) {
    Set<Need> missing =
        result instanceof StepResult.Skipped(Set<Need> lacking) ? lacking : playing.missing(step);
    setVisible(!missing.isEmpty());
    if (missing.isEmpty()) {
      return;
    }
    String needs =
        missing.stream()
            .sorted()
            .map(each -> context.say("lesson.need." + each.word()))
            .collect(Collectors.joining(", "));
    String sentence = context.say("ui.lessons.cannot", needs);
    Words elsewhere = step.elsewhere();
    setText(
        elsewhere == null
            ? sentence
            : sentence
                + " "
                + context.say("ui.lessons.documented", elsewhere.in(context.texts().locale())));
  }
}
