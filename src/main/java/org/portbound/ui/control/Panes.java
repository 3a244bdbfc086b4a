package org.portbound.ui.control;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import org.jspecify.annotations.Nullable;

/**
 * The panes of the window, between which F6 and Shift+F6 lead, in the order of reading: whoever
 * makes one marks it. A pane that comes into the focus again has it where it was. JavaFX thread.
 */
public final class Panes {
  /** Leads to the next. */
  public static final KeyCombination NEXT = new KeyCodeCombination(KeyCode.F6);

  /** Leads to the one before. */
  public static final KeyCombination PREVIOUS =
      new KeyCodeCombination(KeyCode.F6, KeyCombination.SHIFT_DOWN);

  /** Where a pane keeps its {@link Entry}, among its properties. */
  private static final Object ENTRY = Panes.class;

  private Panes() {}

  /** Where the focus goes in a pane. */
  private static final class Entry {
    private final Supplier<Optional<Node>> first;
    private @Nullable Node last;

    Entry(Supplier<Optional<Node>> first) {
      this.first = first;
    }

    Optional<Node> in(Node pane) {
      return Optional.ofNullable(last)
          .filter(each -> FocusMove.isIn(each, pane))
          .or(first)
          .filter(FocusMove::isReady)
          .or(() -> FocusMove.firstIn(pane));
    }
  }

  /** Marks a pane, whose first control takes the focus. */
  public static void mark(Node pane) {
    mark(pane, () -> FocusMove.firstIn(pane));
  }

  /**
   * Marks a pane.
   *
   * @param first takes the focus when it comes for the first time
   */
  public static void mark(Node pane, Supplier<Optional<Node>> first) {
    pane.getProperties().put(ENTRY, new Entry(first));
  }

  /**
   * Leads the focus to the next pane that is in sight.
   *
   * @param step 1 for the next, −1 for the one before
   */
  public static void lead(Scene scene, int step) {
    var panes = new ArrayList<Node>();
    collect(scene.getRoot(), panes);
    if (panes.isEmpty()) {
      return;
    }
    Node owner = scene.getFocusOwner();
    int here = panes.indexOf(paneOf(owner));
    if (here >= 0) {
      entry(panes.get(here)).last = owner;
    }
    int from = here < 0 && step < 0 ? 0 : here;
    Node next = panes.get(Math.floorMod(from + step, panes.size()));
    entry(next).in(next).ifPresent(FocusMove::to);
  }

  private static @Nullable Node paneOf(@Nullable Node node) {
    Node at = node;
    while (at != null && !isPane(at)) {
      at = at.getParent();
    }
    return at;
  }

  private static boolean isPane(Node node) {
    return node.hasProperties() && node.getProperties().get(ENTRY) instanceof Entry;
  }

  private static Entry entry(Node pane) {
    return Objects.requireNonNull((Entry) pane.getProperties().get(ENTRY));
  }

  private static void collect(Node node, List<Node> panes) {
    if (!node.isVisible()) {
      return;
    }
    if (isPane(node) && entry(node).in(node).isPresent()) {
      panes.add(node);
    }
    if (node instanceof Parent parent) {
      parent.getChildrenUnmodifiable().forEach(each -> collect(each, panes));
    }
  }
}
