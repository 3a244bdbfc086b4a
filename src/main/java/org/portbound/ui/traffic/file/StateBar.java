package org.portbound.ui.traffic.file;

import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.OverrunStyle;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;

/** A line below the table that tells of a file, with what can be done about it at its end. */
final class StateBar extends HBox {
  private static final PseudoClass DANGER = PseudoClass.getPseudoClass("danger");
  private static final PseudoClass ACTIVE = PseudoClass.getPseudoClass("active");

  private final StackPane mark = new StackPane();
  private final Label sentence = new Label();

  /** An invisible bar; its sentence has the id {@code ID-text}. */
  StateBar(String id, Node... actions) {
    super(8);
    setId(id);
    getStyleClass().add("pb-state-bar");
    setAlignment(Pos.CENTER_LEFT);
    sentence.setId(id + "-text");
    sentence.setTextOverrun(OverrunStyle.CENTER_ELLIPSIS);
    sentence.setWrapText(true);
    sentence.setMinWidth(0);
    sentence.setMaxWidth(Double.MAX_VALUE);
    HBox.setHgrow(sentence, Priority.ALWAYS);
    getChildren().addAll(mark, sentence);
    getChildren().addAll(actions);
    managedProperty().bind(visibleProperty());
    setVisible(false);
  }

  /** How it looks. */
  enum Look {
    /** Something goes on. */
    ACTIVE,
    /** Something is over. */
    CALM,
    /** Nothing came of it, or a part, as the user wished. */
    NEUTRAL,
    /** Something went wrong. */
    FAILED
  }

  /** Shows a sentence. */
  void show(Look look, Node icon, String text) {
    mark.getChildren().setAll(icon);
    pseudoClassStateChanged(ACTIVE, look == Look.ACTIVE);
    pseudoClassStateChanged(DANGER, look == Look.FAILED);
    say(text);
    setVisible(true);
  }

  /** Changes the sentence only. */
  void say(String text) {
    sentence.setText(text);
    sentence.setAccessibleText(text);
  }

  /** What it says. */
  String sentence() {
    return sentence.getText();
  }

  /** Whether it tells of something that goes on. */
  boolean active() {
    return getPseudoClassStates().contains(ACTIVE);
  }

  void hide() {
    setVisible(false);
  }
}
