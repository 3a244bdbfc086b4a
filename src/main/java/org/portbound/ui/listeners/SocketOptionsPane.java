package org.portbound.ui.listeners;

import java.util.Optional;
import java.util.OptionalInt;
import javafx.beans.property.BooleanProperty;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.layout.VBox;
import org.controlsfx.control.PopOver;
import org.portbound.text.Parsed;
import org.portbound.ui.control.Action;
import org.portbound.ui.control.FieldChecks;
import org.portbound.ui.control.HintLine;
import org.portbound.ui.control.HintLine.Hint;
import org.portbound.ui.control.LatePopOver;
import org.portbound.ui.control.UiContext;

/** The options that few need, behind one button. */
final class SocketOptionsPane {
  private static final double WIDTH_PX = 280;

  private static final KeyCombination KEY =
      new KeyCodeCombination(KeyCode.K, KeyCombination.SHORTCUT_DOWN);

  private final UiContext context;
  private final CheckBox v6Only = new CheckBox();
  private final TextField receiveBuffer = new TextField();
  private final FieldChecks.Field<OptionalInt> receiveBufferField;
  private final LatePopOver popOver = new LatePopOver(PopOver.ArrowLocation.TOP_RIGHT);

  SocketOptionsPane(UiContext context, FieldChecks checks) {
    this.context = context;
    context.named(v6Only, "bind-v6only");
    v6Only.setText(context.say("ui.bind-v6only.label"));
    v6Only.setMnemonicParsing(false);
    v6Only.setDisable(true);
    context.named(receiveBuffer, "bind-receive-buffer");
    receiveBuffer.setPromptText(context.say("ui.bind-receive-buffer.prompt"));
    receiveBuffer.getStyleClass().add("pb-mono");
    receiveBufferField = checks.add(receiveBuffer, SocketOptionsPane::readBytes);
    popOver.setContentNode(content());
  }

  private static Parsed<OptionalInt> readBytes(String text) {
    String trimmed = text.strip();
    if (trimmed.isEmpty()) {
      return Parsed.valid(OptionalInt.empty());
    }
    return trimmed.matches("[1-9]\\d{0,8}")
        ? Parsed.valid(OptionalInt.of(Integer.parseInt(trimmed)))
        : Parsed.invalid("ui.bind-receive-buffer.not-one", trimmed);
  }

  private Node content() {
    var bufferLabel = new Label(context.say("ui.bind-receive-buffer.label"));
    bufferLabel.getStyleClass().add("pb-label");
    bufferLabel.setLabelFor(receiveBuffer);
    var hint =
        new HintLine(
            2, () -> Hint.neutral(context.say("ui.bind-receive-buffer.hint")), receiveBufferField);
    var v6Hint = new Label(context.say("ui.bind-v6only.hint"));
    v6Hint.setWrapText(true);
    v6Hint.setMinHeight(Label.USE_PREF_SIZE);
    v6Hint.getStyleClass().add("pb-hint");
    var content = new VBox(4, bufferLabel, receiveBuffer, hint, v6Only, v6Hint);
    content.getStyleClass().add("pb-popover");
    content.setPrefWidth(WIDTH_PX);
    return content;
  }

  /** The button that opens the options. */
  Button button(Node icon) {
    Button button = context.named(new Button(context.say("ui.bind-options.label")), "bind-options");
    button.setGraphic(icon);
    button.getStyleClass().addAll("flat", "pb-tool");
    button.setOnAction(event -> popOver.show(button));
    context.actions().add(Action.of(button, Action.Kind.BIND, "").withKey(KEY).on("desk"));
    return button;
  }

  /** IPV6_V6ONLY means something for IPv6 addresses alone. */
  void offerV6Only(boolean offered) {
    v6Only.setDisable(!offered);
    if (!offered) {
      v6Only.setSelected(false);
    }
  }

  BooleanProperty v6OnlyProperty() {
    return v6Only.selectedProperty();
  }

  boolean v6Only() {
    return v6Only.isSelected();
  }

  /** The receive buffer asked for; empty outside if what is typed is no number. */
  Optional<OptionalInt> receiveBufferBytes() {
    return receiveBufferField.value();
  }
}
