package org.portbound.ui.control;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.ComboBoxBase;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyEvent;
import org.jspecify.annotations.Nullable;

/**
 * Everything that the user can have the window do, each thing once: whoever makes a menu, a key or
 * a button for it adds it here, and the palette offers what is here. JavaFX thread.
 */
public final class Actions {
  private final List<Supplier<Action>> keyed = new ArrayList<>();
  private final List<Supplier<List<Action>>> parts = new ArrayList<>();
  private final List<Runnable> readers = new ArrayList<>();
  private final ReadOnlyIntegerWrapper revision = new ReadOnlyIntegerWrapper();

  /** Nothing can be done yet. */
  public Actions() {}

  /** Adds one and returns it. */
  public Action add(Action action) {
    addLive(() -> action);
    return action;
  }

  /** Adds one that says something else from time to time; its key stays. */
  public void addLive(Supplier<Action> current) {
    parts.add(() -> List.of(current.get()));
    if (current.get().key() != null) {
      keyed.add(current);
    }
  }

  /**
   * Adds those that come and go, such as one for each saved message. Their keys are shown; whoever
   * adds them hears them.
   */
  public void addEach(Supplier<List<Action>> changing) {
    parts.add(changing);
  }

  /** Has something read before actions are looked for; it says {@link #changed()} later. */
  public void beforeSearch(Runnable read) {
    readers.add(read);
  }

  /** They are about to be looked for. */
  public void search() {
    readers.forEach(Runnable::run);
  }

  /** Other actions are there than before. */
  public void changed() {
    revision.set(revision.get() + 1);
  }

  /** Counts the changes. */
  public ReadOnlyIntegerProperty revisionProperty() {
    return revision.getReadOnlyProperty();
  }

  /** All that there are now, in the order in which they were added. */
  public List<Action> all() {
    return parts.stream().flatMap(each -> each.get().stream()).toList();
  }

  /** The one with this id, as it is now. */
  public Optional<Action> find(String id) {
    return all().stream().filter(each -> each.id().equals(id)).findFirst();
  }

  /**
   * Gives a scene the keys. The key of a page does nothing while another page is in sight.
   *
   * @param inSight the name of the page in sight
   * @param say shows why what a key does cannot be done now
   */
  public void addKeys(Scene scene, Supplier<String> inSight, Consumer<String> say) {
    Consumer<Action> press =
        action -> {
          if (action.page().isEmpty() || action.page().equals(inSight.get())) {
            action.obstacle().get().ifPresentOrElse(say, action.deed());
          }
        };
    for (Supplier<Action> each : keyed) {
      scene.getAccelerators().put(each.get().key(), () -> press.accept(each.get()));
    }
    scene.addEventFilter(KeyEvent.KEY_PRESSED, event -> pressFirst(event, scene, press));
  }

  /** There Ctrl+Z, for one, takes back what was typed. */
  private static boolean isWrittenIn(@Nullable Node owner) {
    return switch (owner) {
      case TextInputControl text -> text.isEditable();
      case ComboBoxBase<?> box -> box.isEditable();
      case null, default -> false;
    };
  }

  /**
   * A table or a list would take some keys for itself, such as Ctrl+Space: with Ctrl the window
   * comes first, but for what is typed into a text.
   */
  private void pressFirst(KeyEvent event, Scene scene, Consumer<Action> press) {
    if (!event.isShortcutDown() || isWrittenIn(scene.getFocusOwner())) {
      return;
    }
    keyed.stream()
        .map(Supplier::get)
        .filter(each -> Objects.requireNonNull(each.key()).match(event))
        .findFirst()
        .ifPresent(
            each -> {
              event.consume();
              press.accept(each);
            });
  }
}
