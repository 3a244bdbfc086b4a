package org.portbound.ui.control;

import javafx.scene.Node;
import javafx.scene.control.ScrollPane;

/** Scroll panes that draw what has changed and no more. */
public final class Scrolling {
  private Scrolling() {}

  /**
   * A scroll pane around this content. JavaFX's own skin has its viewport drawn into a picture
   * first ({@code ScrollPaneSkin}, JavaFX 26), so that a single changed word costs the drawing of
   * everything in sight, on the processor where there is no graphics card; here it is drawn as any
   * other node. JavaFX thread.
   */
  public static ScrollPane around(Node content) {
    var pane = new ScrollPane(content);
    pane.skinProperty()
        .subscribe(
            skin -> {
              Node viewport = pane.lookup(".viewport");
              if (viewport != null) {
                viewport.setCache(false);
              }
            });
    return pane;
  }
}
