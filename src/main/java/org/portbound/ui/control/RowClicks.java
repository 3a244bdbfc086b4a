package org.portbound.ui.control;

import javafx.scene.Node;
import javafx.scene.control.ButtonBase;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;

/** What is selected by a click anywhere but on a button in it, or by Enter or Space. */
public final class RowClicks {
  private RowClicks() {}

  /** Clicks on a node. */
  public static void on(Node node, Runnable action) {
    node.setOnMouseClicked(
        event -> {
          if (event.getButton() == MouseButton.PRIMARY && !isOnButton(event, node)) {
            node.requestFocus();
            action.run();
          }
        });
  }

  /** Clicks on a node, and keys while it has the focus. */
  public static void andKeysOn(Node node, Runnable action) {
    on(node, action);
    node.setOnKeyPressed(
        event -> {
          boolean chosen = event.getCode() == KeyCode.ENTER || event.getCode() == KeyCode.SPACE;
          if (chosen && event.getTarget() == node) {
            action.run();
            event.consume();
          }
        });
  }

  private static boolean isOnButton(MouseEvent event, Node within) {
    Node hit = event.getPickResult().getIntersectedNode();
    while (hit != null && hit != within) {
      if (hit instanceof ButtonBase) {
        return true;
      }
      hit = hit.getParent();
    }
    return false;
  }
}
