package org.portbound.ui.control;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javafx.scene.Node;
import javafx.scene.layout.Pane;
import javafx.util.Subscription;

/**
 * The children of a pane, of which some are out of sight at first. Those stay out of the scene,
 * where they would be styled and laid out like the others while the window starts: until they are
 * seen for the first time, or are {@linkplain #pieces brought in} beforehand, so that no click has
 * to wait for them. JavaFX thread.
 */
public final class LateChildren {
  private final Pane pane;
  private final List<Node> all;
  private final Map<Node, Subscription> awaited = new LinkedHashMap<>();

  private LateChildren(Pane pane, List<Node> all) {
    this.pane = pane;
    this.all = all;
  }

  /**
   * Gives a pane its children, those that are visible now.
   *
   * @param all in their order
   */
  public static LateChildren of(Pane pane, Node... all) {
    var children = new LateChildren(pane, List.of(all));
    for (Node each : all) {
      if (each.isVisible()) {
        pane.getChildren().add(each);
      } else {
        children.awaited.put(
            each, each.visibleProperty().subscribe((before, now) -> children.bringIn(each)));
      }
    }
    return children;
  }

  /** Each brings in one child that is still missing. */
  public List<Runnable> pieces() {
    var pieces = new ArrayList<Runnable>();
    awaited.keySet().forEach(each -> pieces.add(() -> bringIn(each)));
    return pieces;
  }

  private void bringIn(Node child) {
    Subscription seen = awaited.remove(child);
    if (seen != null) {
      seen.unsubscribe();
      long before =
          all.subList(0, all.indexOf(child)).stream()
              .filter(each -> !awaited.containsKey(each))
              .count();
      pane.getChildren().add((int) before, child);
    }
  }
}
