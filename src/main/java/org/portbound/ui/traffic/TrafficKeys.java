package org.portbound.ui.traffic;

import java.util.Map;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;

/** The keys that work wherever the focus is, while the table is in sight. */
final class TrafficKeys {
  static final KeyCombination FREEZE = shortcut(KeyCode.SPACE);
  static final KeyCombination ENLARGE = shortcut(KeyCode.E, KeyCombination.SHIFT_DOWN);
  static final KeyCombination MARK = shortcut(KeyCode.M);
  static final KeyCombination COMMENT = shortcut(KeyCode.M, KeyCombination.SHIFT_DOWN);
  static final KeyCombination GO_TO = shortcut(KeyCode.G);
  static final KeyCombination NEXT_MARK = shortcut(KeyCode.PERIOD);
  static final KeyCombination PREVIOUS_MARK = shortcut(KeyCode.COMMA);

  private TrafficKeys() {}

  private static KeyCombination shortcut(KeyCode key, KeyCombination.Modifier... more) {
    var modifiers = new KeyCombination.Modifier[more.length + 1];
    modifiers[0] = KeyCombination.SHORTCUT_DOWN;
    System.arraycopy(more, 0, modifiers, 1, more.length);
    return new KeyCodeCombination(key, modifiers);
  }

  /**
   * Gives the scene the keys.
   *
   * @param page they do nothing while it is not in the scene
   */
  static void addTo(Scene scene, Node page, Map<KeyCombination, Runnable> actions) {
    actions.forEach(
        (keys, action) ->
            scene
                .getAccelerators()
                .put(
                    keys,
                    () -> {
                      if (page.getScene() == scene) {
                        action.run();
                      }
                    }));
  }
}
