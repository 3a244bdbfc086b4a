package org.portbound.ui.refusal;

import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import org.kordamp.ikonli.feather.Feather;
import org.portbound.diagnosis.Fix;
import org.portbound.ui.control.Icons;
import org.portbound.ui.control.UiContext;

/**
 * One fix: its button, what it does, and the command line that does the same. An advice is no
 * button: there is nothing that Portbound could do itself.
 */
final class FixRow extends HBox {
  private static final double BUTTON_WIDTH_PX = 264;

  FixRow(UiContext context, int index, Fix fix, boolean best, Runnable run) {
    super(12);
    setAlignment(Pos.CENTER_LEFT);
    String label = context.say(fix.label());
    String detail = context.say(fix.detail());
    var sentence = new Label(detail);
    sentence.getStyleClass().add("pb-fix-detail");
    sentence.setWrapText(true);
    sentence.setMinWidth(0);
    sentence.setMinHeight(USE_PREF_SIZE);
    sentence.setMaxWidth(Double.MAX_VALUE);
    HBox.setHgrow(sentence, Priority.ALWAYS);
    Node action =
        fix instanceof Fix.Advice ? advice(index, label) : button(index, label, detail, best, run);
    String command = CommandHint.of(fix).orElse(detail);
    getChildren().addAll(action, sentence, copy(context, index, command));
  }

  private static Node advice(int index, String label) {
    var advice = new Label(label, Icons.of(Feather.TERMINAL));
    UiContext.label(advice, "refusal-fix-" + index, label);
    advice.getStyleClass().add("pb-advice");
    advice.setPrefWidth(BUTTON_WIDTH_PX);
    advice.setMinWidth(BUTTON_WIDTH_PX);
    return advice;
  }

  private static Node button(int index, String label, String detail, boolean best, Runnable run) {
    var button = new Button(label);
    UiContext.label(button, "refusal-fix-" + index, label);
    UiContext.tip(button, detail);
    button.setPrefWidth(BUTTON_WIDTH_PX);
    button.setMinWidth(BUTTON_WIDTH_PX);
    button.setMnemonicParsing(false);
    button.getStyleClass().add("pb-fix");
    if (best) {
      button.getStyleClass().add("accent");
    }
    button.setOnAction(event -> run.run());
    return button;
  }

  private static Button copy(UiContext context, int index, String command) {
    var copy = new Button();
    UiContext.label(
        copy, "refusal-fix-" + index + "-copy", context.say("ui.refusal.copy", command));
    UiContext.tip(copy, context.say("ui.refusal.copy", command));
    copy.setGraphic(Icons.of(Feather.COPY));
    copy.getStyleClass().addAll("flat", "pb-tool");
    copy.setOnAction(
        event -> {
          var content = new ClipboardContent();
          content.putString(command);
          Clipboard.getSystemClipboard().setContent(content);
        });
    return copy;
  }
}
