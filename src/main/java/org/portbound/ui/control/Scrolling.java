package org.portbound.ui.control;

import javafx.scene.Node;
import javafx.scene.control.ScrollPane;

/** Scroll panes that draw what has changed and no more, and that the keyboard reaches. */
public final class Scrolling {
  private static final double ROUNDING_PX = 1;

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

  /**
   * Has the keyboard reach a scroll pane, whose content may be nothing but words, while there is
   * more of it than is in sight; then the arrow keys, Page Up and Page Down scroll it.
   *
   * @param <P> the pane, which has a name for those who hear the window
   */
  public static <P extends ScrollPane> P byKeys(P pane) {
    pane.focusTraversableProperty()
        .bind(
            pane.contentProperty()
                .flatMap(Node::layoutBoundsProperty)
                .flatMap(
                    content ->
                        pane.viewportBoundsProperty()
                            .map(port -> content.getHeight() > port.getHeight() + ROUNDING_PX))
                .orElse(false));
    return pane;
  }
}
