package org.portbound.ui.control;

import javafx.event.EventHandler;
import javafx.scene.Node;
import javafx.scene.layout.Region;
import javafx.stage.WindowEvent;
import org.controlsfx.control.PopOver;
import org.jspecify.annotations.Nullable;

/**
 * A pop-over that is made when it is opened first: each is a window of its own in JavaFX, and the
 * desk has many. What stands in it is there before. JavaFX thread.
 */
public final class LatePopOver {
  private final PopOver.ArrowLocation arrow;
  private Node content = new Region();
  private @Nullable EventHandler<WindowEvent> onShown;
  private @Nullable PopOver made;

  /**
   * @param arrow where it points at what it belongs to
   */
  public LatePopOver(PopOver.ArrowLocation arrow) {
    this.arrow = arrow;
  }

  /** What stands in it; given before it is opened. */
  public void setContentNode(Node node) {
    content = node;
  }

  /** Hears whenever it has been opened; given before it is. */
  public void setOnShown(EventHandler<WindowEvent> hears) {
    onShown = hears;
  }

  /** Opens it beside a node. */
  public void show(Node owner) {
    PopOver there = made;
    if (there == null) {
      there = PopOvers.at(arrow);
      there.setContentNode(content);
      there.setOnShown(onShown);
      made = there;
    }
    there.show(owner);
  }

  /** Closes it. */
  public void hide() {
    if (made != null) {
      made.hide();
    }
  }

  /** Whether it is open. */
  public boolean isShowing() {
    return made != null && made.isShowing();
  }
}
