package org.portbound.ui.groups;

import java.util.function.Consumer;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.portbound.diagnosis.Forecast;
import org.portbound.diagnosis.group.GroupFix;
import org.portbound.diagnosis.group.GroupRefusal;
import org.portbound.text.Message;
import org.portbound.ui.control.Icons;
import org.portbound.ui.control.UiContext;

/** The kernel's answer to the last wish; after a refusal why, and what helps. */
final class AnswerLines extends VBox {
  private final UiContext context;

  AnswerLines(UiContext context) {
    super(3);
    this.context = context;
    setId("groups-answer");
    managedProperty().bind(visibleProperty());
    clear();
  }

  void clear() {
    setVisible(false);
    getChildren().clear();
  }

  /** It was done. */
  void done(String sentence, @Nullable Forecast expected) {
    boolean surprising = expected != null && expected.contradictedBy(true);
    show(
        headline(
            surprising ? context.say("ui.groups.answer.unexpected", sentence) : sentence,
            Icons.of(Feather.CHECK_CIRCLE, "pb-icon-small", "pb-icon-success")));
  }

  /** It was not done, and there is no more to say. */
  void notDone(String sentence) {
    show(headline(sentence, Icons.of(Feather.ALERT_CIRCLE, "pb-icon-small", "pb-icon-danger")));
  }

  /**
   * The kernel refused.
   *
   * @param apply takes the fix whose button is clicked
   */
  void refused(GroupRefusal refusal, @Nullable Forecast expected, Consumer<GroupFix> apply) {
    String headline = context.say(refusal.headline());
    notDone(
        expected != null && !expected.contradictedBy(false)
            ? context.say("ui.groups.answer.as-foretold", headline)
            : headline);
    for (Message reason : refusal.reasons()) {
      getChildren().add(sentence(context.say(reason), "pb-reason"));
    }
    for (int i = 0; i < refusal.fixes().size(); i++) {
      getChildren().add(fix(i, refusal.fixes().get(i), apply));
    }
  }

  private void show(Node only) {
    getChildren().setAll(only);
    setVisible(true);
  }

  private Label headline(String text, Node icon) {
    Label label = sentence(text, "pb-check-title");
    label.setId("groups-answer-headline");
    label.setGraphic(icon);
    return label;
  }

  private static Label sentence(String text, String style) {
    var label = new Label(text);
    label.getStyleClass().add(style);
    label.setWrapText(true);
    label.setMinHeight(USE_PREF_SIZE);
    return label;
  }

  private Node fix(int place, GroupFix fix, Consumer<GroupFix> apply) {
    String id = "groups-fix-" + place;
    String words = context.say(fix.label());
    Node head;
    if (fix instanceof GroupFix.Advice) {
      var advice = new Label(words, Icons.of(Feather.TERMINAL, "pb-icon-small"));
      advice.getStyleClass().add("pb-advice");
      advice.setMinWidth(USE_PREF_SIZE);
      head = advice;
    } else {
      var button = new Button(words);
      button.getStyleClass().add("small");
      button.setMinWidth(USE_PREF_SIZE);
      button.setMnemonicParsing(false);
      button.setOnAction(event -> apply.accept(fix));
      UiContext.tip(button, context.say(fix.detail()));
      head = button;
    }
    UiContext.label(head, id, words);
    Label detail = sentence(context.say(fix.detail()), "pb-muted");
    detail.setMinWidth(0);
    HBox.setHgrow(detail, Priority.ALWAYS);
    var line = new HBox(8, head, detail);
    line.setAlignment(Pos.CENTER_LEFT);
    return line;
  }
}
