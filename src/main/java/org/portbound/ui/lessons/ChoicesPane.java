package org.portbound.ui.lessons;

import java.util.Locale;
import java.util.Map;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.RadioButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import org.portbound.lesson.LessonStep;
import org.portbound.lesson.Question;
import org.portbound.ui.control.Icons;
import org.portbound.ui.control.UiContext;

/** What the class predicts: one of some choices, and afterwards which was right. JavaFX thread. */
final class ChoicesPane extends VBox {
  private final UiContext context;
  private final Locale locale;

  /** What was chosen for a step, by the place of the choice; kept while the lesson is open. */
  private final Map<LessonStep, Integer> chosen;

  ChoicesPane(UiContext context, Map<LessonStep, Integer> chosen) {
    super(6);
    this.context = context;
    this.chosen = chosen;
    this.locale = context.texts().locale();
    setId("lesson-choices");
    getStyleClass().add("pb-lesson-choices");
    managedProperty().bind(visibleProperty());
  }

  /** Forgets what was chosen. */
  void clear() {
    chosen.clear();
  }

  /**
   * Shows the question of a step.
   *
   * @param answered whether the kernel has answered
   */
  void show(LessonStep step, boolean answered) {
    Question question = step.question();
    getChildren().clear();
    setVisible(question != null);
    if (question == null) {
      return;
    }
    var heading = new Label(context.say("ui.lessons.predict"));
    heading.getStyleClass().add("pb-label");
    var ask = new Label(question.ask().in(locale));
    ask.setId("lesson-ask");
    ask.getStyleClass().add("pb-lesson-ask");
    ask.setWrapText(true);
    ask.setMinHeight(USE_PREF_SIZE);
    getChildren().addAll(heading, ask);
    var group = new ToggleGroup();
    int place = 0;
    for (Question.Choice each : question.choices()) {
      getChildren().add(row(step, each, place, answered, group));
      place++;
    }
  }

  /** Chooses one by its place, from 0, unless the kernel has answered. */
  void choose(int place) {
    if (lookup("#lesson-choice-" + place) instanceof RadioButton button && !button.isDisabled()) {
      button.setSelected(true);
    }
  }

  private HBox row(
      LessonStep step, Question.Choice choice, int place, boolean answered, ToggleGroup group) {
    var button = new RadioButton(choice.words().in(locale));
    UiContext.label(button, "lesson-choice-" + place, button.getText());
    button.setMnemonicParsing(false);
    button.setWrapText(true);
    button.getStyleClass().add("pb-lesson-choice");
    button.setToggleGroup(group);
    boolean mine = chosen.getOrDefault(step, -1) == place;
    button.setSelected(mine);
    button.setDisable(answered);
    button
        .selectedProperty()
        .subscribe(
            (_, now) -> {
              if (now) {
                chosen.put(step, place);
              }
            });
    var row = new HBox(8, button);
    row.setAlignment(Pos.CENTER_LEFT);
    if (answered && (choice.right() || mine)) {
      row.getChildren().add(verdict(choice.right(), mine));
    }
    return row;
  }

  private Label verdict(boolean right, boolean mine) {
    String key = right ? mine ? "predicted-right" : "right" : "predicted-wrong";
    var verdict = new Label(context.say("ui.lessons." + key));
    verdict.setId("lesson-" + key);
    verdict.getStyleClass().add(right ? "pb-verdict-good" : "pb-verdict-bad");
    verdict.setGraphic(
        right
            ? Icons.of(Feather.CHECK, "pb-icon-small", "pb-icon-success")
            : Icons.of(Feather.X, "pb-icon-small", "pb-icon-danger"));
    verdict.setMinWidth(USE_PREF_SIZE);
    return verdict;
  }
}
