package org.portbound.ui.send;

import javafx.css.PseudoClass;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import org.kordamp.ikonli.feather.Feather;
import org.portbound.ui.control.Icons;
import org.portbound.ui.control.UiContext;

/** One line: what became of the last send; its tooltip has all of it where there is no room. */
public final class SendOutcome extends Label {
  private static final PseudoClass DANGER = PseudoClass.getPseudoClass("danger");
  private static final PseudoClass SUCCESS = PseudoClass.getPseudoClass("success");

  private final Tooltip whole = new Tooltip();

  SendOutcome(UiContext context) {
    UiContext.label(this, "send-outcome", context.say("ui.send.title"));
    getStyleClass().add("pb-outcome");
    setMaxWidth(Double.MAX_VALUE);
    setMinWidth(0);
  }

  /** The kernel took it. */
  public void sent(String sentence) {
    say(sentence, true);
  }

  /** It was not sent. */
  public void refused(String sentence) {
    say(sentence, false);
  }

  /** Nothing was sent yet; what to look at first. */
  public void note(String sentence) {
    pseudoClassStateChanged(SUCCESS, false);
    pseudoClassStateChanged(DANGER, false);
    setGraphic(Icons.of(Feather.INFO, "pb-icon-small"));
    tell(sentence);
  }

  private void say(String sentence, boolean success) {
    pseudoClassStateChanged(SUCCESS, success);
    pseudoClassStateChanged(DANGER, !success);
    setGraphic(
        success
            ? Icons.of(Feather.CHECK, "pb-icon-small", "pb-icon-success")
            : Icons.of(Feather.X_CIRCLE, "pb-icon-small", "pb-icon-danger"));
    tell(sentence);
  }

  private void tell(String sentence) {
    setText(sentence);
    setAccessibleText(sentence);
    whole.setText(sentence);
    setTooltip(whole);
  }
}
