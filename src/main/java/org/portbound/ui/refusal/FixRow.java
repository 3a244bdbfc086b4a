package org.portbound.ui.refusal;

import java.util.Optional;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import org.portbound.ui.control.Action;
import org.portbound.ui.control.Icons;
import org.portbound.ui.control.UiContext;

/**
 * One fix: its button, what it does, and the command line that does the same. An advice is no
 * button: there is nothing that Portbound could do itself.
 */
final class FixRow extends HBox {
  private static final double BUTTON_WIDTH_PX = 264;

  private final Optional<Button> button;

  /** With less width the command would be broken into lines; what copies it says it, too. */
  private static final double COMMAND_PX = 620;

  /** A longer one is cut with an ellipsis; the button beside it copies it whole. */
  private static final int LONGEST_COMMAND = 240;

  /**
   * @param begin is run before the offer's own action
   */
  FixRow(UiContext context, int index, Offer offer, boolean best, Runnable begin) {
    super(12);
    setAlignment(Pos.CENTER_LEFT);
    String label = context.say(offer.label());
    String detail = context.say(offer.detail());
    Runnable act = offer.action();
    this.button =
        Optional.ofNullable(act)
            .map(
                fix ->
                    button(
                        index,
                        label,
                        detail,
                        best,
                        () -> {
                          begin.run();
                          fix.run();
                        }));
    getChildren()
        .addAll(
            button.<Node>map(each -> each).orElseGet(() -> advice(index, label)),
            words(index, detail, offer.command()),
            copy(context, index, offer.command().orElse(detail)));
  }

  /** Its button; none for an advice. */
  Optional<Button> button() {
    return button;
  }

  /** What its button does. */
  Optional<Action> action() {
    return button.map(each -> Action.of(each, Action.Kind.FIX, "").on("desk"));
  }

  /** What it does, and below it the command that does the same. */
  private Node words(int index, String detail, Optional<String> command) {
    var sentence = new Label(detail);
    sentence.getStyleClass().add("pb-fix-detail");
    sentence.setWrapText(true);
    sentence.setMinHeight(USE_PREF_SIZE);
    var words = new VBox(sentence);
    command.ifPresent(
        typed -> {
          var hint = new Label(typed);
          UiContext.label(hint, "refusal-fix-" + index + "-command", typed);
          hint.getStyleClass().addAll("pb-fix-command", "pb-mono");
          hint.setWrapText(typed.length() <= LONGEST_COMMAND);
          hint.setMinHeight(USE_PREF_SIZE);
          hint.managedProperty().bind(widthProperty().greaterThanOrEqualTo(COMMAND_PX));
          hint.visibleProperty().bind(hint.managedProperty());
          words.getChildren().add(hint);
        });
    words.setAlignment(Pos.CENTER_LEFT);
    words.setMinWidth(0);
    words.setMaxWidth(Double.MAX_VALUE);
    HBox.setHgrow(words, Priority.ALWAYS);
    return words;
  }

  private static Node advice(int index, String label) {
    var advice = new Label(label, Icons.of(Feather.TERMINAL));
    UiContext.label(advice, "refusal-fix-" + index, label);
    advice.getStyleClass().add("pb-advice");
    advice.setPrefWidth(BUTTON_WIDTH_PX);
    advice.setMinWidth(BUTTON_WIDTH_PX);
    return advice;
  }

  private static Button button(int index, String label, String detail, boolean best, Runnable run) {
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
