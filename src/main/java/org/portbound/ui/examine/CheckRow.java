package org.portbound.ui.examine;

import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import org.portbound.diagnosis.arrival.Check;
import org.portbound.diagnosis.arrival.Verdict;
import org.portbound.text.Message;
import org.portbound.text.Visible;
import org.portbound.ui.control.Icons;
import org.portbound.ui.control.UiContext;

/** One check: verdict as icon and word, what was checked, the evidence, and what helps. */
final class CheckRow extends HBox {
  private static final double VERDICT_WIDTH_PX = 116;
  private static final double TITLE_WIDTH_PX = 152;

  CheckRow(UiContext context, Check check) {
    super(8);
    setAlignment(Pos.TOP_LEFT);
    getStyleClass().add("pb-check");
    var verdict = new Label(context.say("ui.examine.verdict." + check.verdict()), icon(check));
    verdict.setId("check-" + check.id() + "-verdict");
    verdict.getStyleClass().add("pb-muted");
    fix(verdict, VERDICT_WIDTH_PX);
    var title = new Label(context.say(check.title()));
    title.getStyleClass().add("pb-check-title");
    fix(title, TITLE_WIDTH_PX);
    var words = new VBox(2);
    HBox.setHgrow(words, Priority.ALWAYS);
    words.setMinWidth(0);
    var finding = sentence(context.say(check.finding()), "pb-reason");
    finding.setId("check-" + check.id() + "-finding");
    words.getChildren().add(finding);
    for (Message remedy : check.remedy()) {
      var line = new HBox(6, arrow(), sentence(context.say(remedy), "pb-muted"));
      line.setAlignment(Pos.TOP_LEFT);
      words.getChildren().add(line);
    }
    getChildren().addAll(verdict, title, words);
    UiContext.label(
        this,
        "check-" + check.id(),
        title.getText() + ", " + verdict.getText() + ": " + finding.getText());
  }

  private static Node arrow() {
    return Icons.of(Feather.CORNER_DOWN_RIGHT, "pb-icon-small", "pb-icon-muted");
  }

  private static void fix(Label label, double widthPx) {
    label.setMinWidth(widthPx);
    label.setPrefWidth(widthPx);
    label.setMaxWidth(widthPx);
  }

  /** Names of programs and chains come from outside. */
  private static Label sentence(String text, String style) {
    var label = new Label(Visible.of(text));
    label.getStyleClass().add(style);
    label.setWrapText(true);
    label.setMinWidth(0);
    label.setMinHeight(USE_PREF_SIZE);
    return label;
  }

  private static Node icon(Check check) {
    return switch (check.verdict()) {
      case Verdict.PASSED -> Icons.of(Feather.CHECK, "pb-icon-small", "pb-icon-success");
      case Verdict.FAILED -> Icons.of(Feather.X, "pb-icon-small", "pb-icon-danger");
      case Verdict.UNKNOWN -> Icons.of(Feather.HELP_CIRCLE, "pb-icon-small", "pb-icon-warning");
      case Verdict.NOT_APPLICABLE -> Icons.of(Feather.MINUS, "pb-icon-small", "pb-icon-muted");
    };
  }
}
