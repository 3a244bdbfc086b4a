package org.portbound.ui.refusal;

import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import org.portbound.diagnosis.Fix;
import org.portbound.ui.control.UiContext;

/** One fix: its button, what it does, and the command line that does the same. */
final class FixRow extends HBox {
  private static final double BUTTON_WIDTH_PX = 272;

  FixRow(UiContext context, int index, Fix fix, Runnable run) {
    super(12);
    setAlignment(Pos.CENTER_LEFT);
    String label = context.say(fix.label());
    var button = new Button(label);
    UiContext.label(button, "refusal-fix-" + index, label);
    UiContext.tip(button, context.say(fix.detail()));
    button.setPrefWidth(BUTTON_WIDTH_PX);
    button.setMinWidth(BUTTON_WIDTH_PX);
    button.getStyleClass().add("pb-fix");
    if (index == 0) {
      button.getStyleClass().add("accent");
      button.setDefaultButton(false);
    }
    button.setMnemonicParsing(false);
    button.setOnAction(event -> run.run());
    var detail = new Label(context.say(fix.detail()));
    detail.getStyleClass().add("pb-fix-detail");
    detail.setWrapText(true);
    detail.setMinWidth(0);
    detail.setMaxWidth(Double.MAX_VALUE);
    HBox.setHgrow(detail, Priority.ALWAYS);
    getChildren().addAll(button, detail);
  }
}
