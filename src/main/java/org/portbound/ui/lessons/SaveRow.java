package org.portbound.ui.lessons;

import java.util.stream.Collectors;
import java.util.stream.Stream;
import javafx.geometry.Pos;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.portbound.lesson.RetoldAct;
import org.portbound.text.Visible;
import org.portbound.ui.control.Formats;
import org.portbound.ui.control.UiContext;

/** Something that was done, to be taken into a lesson or not. JavaFX thread. */
final class SaveRow extends HBox {
  private final UiContext context;
  private final CheckBox take = new CheckBox();
  private final Label note = new Label();

  /**
   * @param changed hears that it is to be taken, or not any more
   */
  SaveRow(UiContext context, RetoldAct act, Runnable changed) {
    super(8);
    this.context = context;
    long number = act.entry().number();
    String sentence = Visible.of(context.say(act.title()));
    take.setSelected(true);
    UiContext.label(take, "save-act-" + number, sentence);
    take.setText(sentence);
    take.setMnemonicParsing(false);
    take.setWrapText(true);
    take.setOnAction(_ -> changed.run());
    note.setId("save-note-" + number);
    note.getStyleClass().add("pb-save-note");
    note.setWrapText(true);
    note.setMinHeight(USE_PREF_SIZE);
    note.managedProperty().bind(note.visibleProperty());
    var time = new Label(Formats.clock(act.entry().at()));
    time.getStyleClass().add("pb-ledger-time");
    time.setMinWidth(USE_PREF_SIZE);
    var text = new VBox(2, take, note);
    HBox.setHgrow(text, Priority.ALWAYS);
    getChildren().setAll(text, time);
    setAlignment(Pos.TOP_LEFT);
    getStyleClass().add("pb-save-row");
    show(act);
  }

  boolean isTaken() {
    return take.isSelected();
  }

  /** What the lesson says of it now. */
  void show(RetoldAct act) {
    boolean sayable = act.obstacle() == null;
    take.setDisable(!sayable && !take.isSelected());
    String said =
        Stream.concat(Stream.ofNullable(act.obstacle()), act.remarks().stream())
            .map(context::say)
            .map(Visible::of)
            .collect(Collectors.joining(" "));
    note.setText(sayable || !take.isSelected() ? said : context.say("ui.save-lesson.not", said));
    note.setVisible(!said.isEmpty());
  }
}
