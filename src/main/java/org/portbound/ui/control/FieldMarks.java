package org.portbound.ui.control;

import java.util.HashMap;
import java.util.Map;
import javafx.css.PseudoClass;
import javafx.scene.control.Control;
import org.controlsfx.validation.ValidationMessage;
import org.controlsfx.validation.decoration.ValidationDecoration;

/**
 * Marks a field with bad input by the theme's own red frame. The sentence stands below the field,
 * see {@link HintLine}; ControlsFX's icons on top of a field would hide what is typed.
 */
final class FieldMarks implements ValidationDecoration {
  private static final PseudoClass DANGER = PseudoClass.getPseudoClass("danger");

  private final Map<Control, Control> frames = new HashMap<>();

  /** The frame of an editor that is part of another control is that control's. */
  void frame(Control editor, Control frame) {
    frames.put(editor, frame);
  }

  @Override
  public void applyValidationDecoration(ValidationMessage message) {
    mark(message.getTarget(), true);
  }

  @Override
  public void applyRequiredDecoration(Control target) {
    // A field that may not be empty says so when it is empty.
  }

  @Override
  public void removeDecorations(Control target) {
    mark(target, false);
  }

  private void mark(Control target, boolean bad) {
    frames.getOrDefault(target, target).pseudoClassStateChanged(DANGER, bad);
  }
}
