package org.portbound.ui.control;

import java.util.Objects;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.TraversalDirection;
import org.jspecify.annotations.Nullable;

/** Moves the focus where a key or a change of the window leads it. JavaFX thread. */
public final class FocusMove {
  private FocusMove() {}

  /**
   * Gives a node the focus and draws it as Tab would. {@link Node#requestFocus()} alone leaves
   * {@code :focus-visible} off, whatever led there.
   */
  public static void to(Node target) {
    target.requestFocus();
    if (target.getScene() == null || !target.isFocusTraversable()) {
      return;
    }
    boolean there =
        awayAndBack(target, TraversalDirection.NEXT, TraversalDirection.PREVIOUS)
            || awayAndBack(target, TraversalDirection.PREVIOUS, TraversalDirection.NEXT);
    if (!there) {
      target.requestFocus();
    }
  }

  private static boolean awayAndBack(
      Node target, TraversalDirection away, TraversalDirection back) {
    target.requestFocusTraversal(away);
    Node beside = target.getScene().getFocusOwner();
    if (beside != null && beside != target) {
      beside.requestFocusTraversal(back);
    }
    return target.getScene().getFocusOwner() == target;
  }

  /** The first in it, itself included, that takes the focus now. */
  public static Optional<Node> firstIn(@Nullable Node part) {
    if (part == null || !part.isVisible() || part.isDisabled()) {
      return Optional.empty();
    }
    if (part.isFocusTraversable()) {
      return Optional.of(part);
    }
    return part instanceof Parent parent
        ? parent.getChildrenUnmodifiable().stream()
            .map(FocusMove::firstIn)
            .flatMap(Optional::stream)
            .findFirst()
        : Optional.empty();
  }

  /** Whether it could take the focus: it is in a window, in sight and on. */
  public static boolean isReady(@Nullable Node node) {
    if (node == null || node.getScene() == null || node.isDisabled()) {
      return false;
    }
    for (Node at = node; at != null; at = at.getParent()) {
      if (!at.isVisible()) {
        return false;
      }
    }
    return true;
  }

  /** Whether a node is this part of the window, or in it. */
  public static boolean isIn(@Nullable Node node, Node part) {
    for (Node at = node; at != null; at = at.getParent()) {
      if (Objects.equals(at, part)) {
        return true;
      }
    }
    return false;
  }
}
