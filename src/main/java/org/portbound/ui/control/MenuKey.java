package org.portbound.ui.control;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import javafx.event.Event;
import javafx.geometry.Bounds;
import javafx.geometry.Point2D;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.input.ContextMenuEvent;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;

/**
 * Shift+F10 and the menu key open the menu of what has the focus, at its selected row if it has
 * rows. On Linux JavaFX asks for such a menu at a click alone. JavaFX thread.
 */
public final class MenuKey {
  private static final List<String> ROWS =
      List.of(".table-row-cell:selected", ".list-cell:selected", ".tree-cell:selected");

  private MenuKey() {}

  /** Gives a scene the keys, where JavaFX does not hear them itself. */
  public static void give(Scene scene) {
    if (System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("linux")) {
      scene.addEventHandler(KeyEvent.KEY_PRESSED, event -> press(scene, event));
    }
  }

  private static void press(Scene scene, KeyEvent event) {
    boolean meant =
        event.getCode() == KeyCode.CONTEXT_MENU
            || event.getCode() == KeyCode.F10 && event.isShiftDown();
    Node owner = scene.getFocusOwner();
    if (meant && owner != null) {
      event.consume();
      open(owner);
    }
  }

  private static void open(Node owner) {
    Node at = ROWS.stream().map(owner::lookup).filter(Objects::nonNull).findFirst().orElse(owner);
    Bounds bounds = at.getLayoutBounds();
    var middle =
        new Point2D(Math.min(bounds.getCenterX(), bounds.getHeight() * 2), bounds.getCenterY());
    Point2D onScreen = at.localToScreen(middle);
    Point2D inOwner = owner.screenToLocal(onScreen);
    Event.fireEvent(
        owner,
        new ContextMenuEvent(
            ContextMenuEvent.CONTEXT_MENU_REQUESTED,
            inOwner.getX(),
            inOwner.getY(),
            onScreen.getX(),
            onScreen.getY(),
            true,
            null));
  }
}
