package org.portbound.ui.traffic;

import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import org.portbound.ui.control.Action;
import org.portbound.ui.control.Action.Kind;
import org.portbound.ui.control.UiContext;

/** The keys that work wherever the focus is, while the table is in sight. */
final class TrafficKeys {
  static final KeyCombination FREEZE = shortcut(KeyCode.SPACE);
  static final KeyCombination ENLARGE = shortcut(KeyCode.E, KeyCombination.SHIFT_DOWN);
  static final KeyCombination MARK = shortcut(KeyCode.M);
  static final KeyCombination COMMENT = shortcut(KeyCode.M, KeyCombination.SHIFT_DOWN);
  static final KeyCombination GO_TO = shortcut(KeyCode.G);
  static final KeyCombination NEXT_MARK = shortcut(KeyCode.PERIOD);
  static final KeyCombination PREVIOUS_MARK = shortcut(KeyCode.COMMA);

  static final KeyCombination FIND = shortcut(KeyCode.F);
  static final KeyCombination FIND_NEXT = new KeyCodeCombination(KeyCode.F3);
  static final KeyCombination FIND_PREVIOUS =
      new KeyCodeCombination(KeyCode.F3, KeyCombination.SHIFT_DOWN);

  private final UiContext context;

  TrafficKeys(UiContext context) {
    this.context = context;
  }

  private static KeyCombination shortcut(KeyCode key, KeyCombination.Modifier... more) {
    var modifiers = new KeyCombination.Modifier[more.length + 1];
    modifiers[0] = KeyCombination.SHORTCUT_DOWN;
    System.arraycopy(more, 0, modifiers, 1, more.length);
    return new KeyCodeCombination(key, modifiers);
  }

  /** Adds what can be done at the table wherever the focus is, while its page is in sight. */
  void add(String id, String words, KeyCombination key, Runnable deed) {
    context
        .actions()
        .add(
            new Action("traffic-" + id, Kind.DATAGRAMS, context.say(words), deed)
                .withKey(key)
                .on("desk"));
  }
}
