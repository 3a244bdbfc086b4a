package org.portbound.ui.matrix;

import java.util.function.Consumer;
import javafx.css.PseudoClass;
import javafx.scene.control.Button;
import org.kordamp.ikonli.feather.Feather;
import org.portbound.experiment.MatrixCell;
import org.portbound.experiment.MatrixResult;
import org.portbound.ui.control.Icons;
import org.portbound.ui.control.UiContext;

/** One cell: what the kernel said, with an icon and a word, and whether that was predicted. */
final class MatrixCellButton extends Button {
  /** As high as a large window draws it out. */
  private static final double MOST_HEIGHT_PX = 36;

  private static final PseudoClass ALLOWED = PseudoClass.getPseudoClass("allowed");
  private static final PseudoClass REFUSED = PseudoClass.getPseudoClass("refused");
  private static final PseudoClass DIFFERS = PseudoClass.getPseudoClass("differs");
  private static final PseudoClass CHOSEN = PseudoClass.getPseudoClass("chosen");

  private final String whole;
  private final String brief;

  MatrixCellButton(UiContext context, MatrixCell cell, String id, Consumer<MatrixCell> choose) {
    var words = new MatrixWords(context);
    getStyleClass().add("pb-matrix-cell");
    setMaxSize(Double.MAX_VALUE, MOST_HEIGHT_PX);
    setMinWidth(0);
    String word = words.result(cell.result());
    whole = cell.agrees() ? word : context.say("ui.matrix.cell.differs", word);
    String answer = words.briefly(cell.result());
    brief = cell.agrees() ? answer : context.say("ui.matrix.cell.differs", answer);
    setGraphic(
        Icons.of(
            !cell.agrees()
                ? Feather.ALERT_TRIANGLE
                : switch (cell.result()) {
                  case MatrixResult.Allowed() -> Feather.CHECK;
                  case MatrixResult.Refused _ -> Feather.X;
                  case MatrixResult.NotRun _ -> Feather.MINUS;
                },
            "pb-icon-cell"));
    pseudoClassStateChanged(ALLOWED, cell.result() instanceof MatrixResult.Allowed);
    pseudoClassStateChanged(REFUSED, cell.result() instanceof MatrixResult.Refused);
    pseudoClassStateChanged(DIFFERS, !cell.agrees());
    String sentence = words.pair(cell) + ": " + word;
    UiContext.label(this, id, sentence);
    UiContext.tip(this, sentence);
    setOnAction(event -> choose.accept(cell));
  }

  /** Says what the kernel said: may it bind, or in little room yes or no to that. */
  void say(boolean inFull) {
    setText(inFull ? whole : brief);
  }

  void choose(boolean chosen) {
    pseudoClassStateChanged(CHOSEN, chosen);
  }
}
