package org.portbound.ui.control;

import javafx.scene.Node;
import javafx.scene.control.Toggle;
import javafx.stage.WindowEvent;
import org.controlsfx.control.PopOver;

/** Pop-overs that look as the window does. JavaFX thread. */
public final class PopOvers {
  private PopOvers() {}

  /**
   * An empty one, at once there and at once gone. ControlsFX gives each a style sheet of its own,
   * grey in every theme, which would come before the window's.
   *
   * @param arrow where it points at what it belongs to
   */
  public static PopOver at(PopOver.ArrowLocation arrow) {
    var popOver = new PopOver();
    popOver.getRoot().getStylesheets().clear();
    popOver.setArrowLocation(arrow);
    popOver.setDetachable(false);
    popOver.setAnimated(false);
    popOver.addEventHandler(WindowEvent.WINDOW_SHOWN, event -> focusFirst(popOver));
    return popOver;
  }

  /** Whoever opened it by a key goes on by keys: where, is to be seen. */
  private static void focusFirst(PopOver popOver) {
    FocusMove.firstIn(popOver.getContentNode())
        .map(PopOvers::chosenBeside)
        .ifPresent(FocusMove::to);
  }

  /** Among buttons of which one is chosen the focus is at that one. */
  private static Node chosenBeside(Node first) {
    return first instanceof Toggle toggle
            && toggle.getToggleGroup() != null
            && toggle.getToggleGroup().getSelectedToggle() instanceof Node chosen
            && FocusMove.isReady(chosen)
        ? chosen
        : first;
  }
}
