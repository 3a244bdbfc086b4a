package org.portbound.ui.control;

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
    return popOver;
  }
}
