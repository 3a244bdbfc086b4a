package org.portbound.ui.control;

import java.util.Optional;
import java.util.function.Supplier;
import javafx.beans.value.ChangeListener;
import javafx.scene.Node;
import org.jspecify.annotations.Nullable;

/**
 * Remembers from where the focus came into a part of the window, so that it can go back there when
 * the part goes: JavaFX would give it to the first control of the window. JavaFX thread.
 */
public final class FocusReturn {
  private final Node part;
  private final ChangeListener<@Nullable Node> owners = (property, was, now) -> moved(was, now);
  private @Nullable Node before;

  /** Watches a part of a window. */
  public FocusReturn(Node part) {
    this.part = part;
    part.sceneProperty()
        .subscribe(
            (was, now) -> {
              if (was != null) {
                was.focusOwnerProperty().removeListener(owners);
              }
              if (now != null) {
                now.focusOwnerProperty().addListener(owners);
              }
            });
  }

  private void moved(@Nullable Node was, @Nullable Node now) {
    if (FocusMove.isIn(now, part) && was != null && !FocusMove.isIn(was, part)) {
      before = was;
    }
  }

  /**
   * Does something by which the part, or what has the focus in it, goes. If the focus was there and
   * is not any more, it goes on.
   *
   * @param on where to, if there is something better than where it came from
   * @param otherwise where to, if neither can take it
   */
  public void around(
      Runnable change, Supplier<Optional<Node>> on, Supplier<Optional<Node>> otherwise) {
    boolean inside = part.isFocusWithin();
    Node had = inside ? part.getScene().getFocusOwner() : null;
    change.run();
    if (inside && !FocusMove.isReady(had)) {
      on.get()
          .filter(FocusMove::isReady)
          .or(() -> Optional.ofNullable(before).filter(FocusMove::isReady))
          .or(otherwise)
          .ifPresent(FocusMove::to);
    }
  }
}
