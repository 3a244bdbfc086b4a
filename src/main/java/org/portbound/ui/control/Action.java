package org.portbound.ui.control;

import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.MenuItem;
import javafx.scene.input.KeyCombination;
import org.jspecify.annotations.Nullable;

/**
 * Something that the user can have the window do: an item of a menu, a key, a row of the palette.
 * JavaFX thread.
 *
 * @param id what it is remembered by; the same in every language
 * @param kind under which word it is found
 * @param words what it does, in the window's language
 * @param key the key that does it, or null
 * @param page the page that it belongs to and that is to be in sight, or empty for everywhere
 * @param obstacle why it cannot be done now, or empty
 * @param deed does it
 */
public record Action(
    String id,
    Kind kind,
    String words,
    @Nullable KeyCombination key,
    String page,
    Supplier<Optional<String>> obstacle,
    Runnable deed) {
  /** What actions are about. */
  public enum Kind {
    FIX,
    LISTENER,
    PAGE,
    FILE,
    EDIT,
    VIEW,
    LANGUAGE,
    BIND,
    SEND,
    DATAGRAMS,
    LESSON,
    GUIDE
  }

  /** What can always be done, everywhere, and has no key. */
  public Action(String id, Kind kind, String words, Runnable deed) {
    this(id, kind, words, null, "", Optional::empty, deed);
  }

  /** What a button does: its accessible text, while it is on. */
  public static Action of(ButtonBase button, Kind kind, String whenOff) {
    return new Action(button.getId(), kind, button.getAccessibleText(), button::fire)
        .unless(button::isDisabled, whenOff);
  }

  /** The same by a key too. */
  public Action withKey(KeyCombination newKey) {
    return new Action(id, kind, words, newKey, page, obstacle, deed);
  }

  /** The same on this page only. */
  public Action on(String newPage) {
    return new Action(id, kind, words, key, newPage, obstacle, deed);
  }

  /** The same, which cannot be done while this holds. */
  public Action unless(BooleanSupplier held, String why) {
    return new Action(
        id,
        kind,
        words,
        key,
        page,
        () -> obstacle.get().or(() -> held.getAsBoolean() ? Optional.of(why) : Optional.empty()),
        deed);
  }

  /** Does it if it can be done now. */
  public void perform() {
    if (obstacle.get().isEmpty()) {
      deed.run();
    }
  }

  /** An item for a menu. */
  public MenuItem item(String itemId) {
    return fill(new MenuItem(words), itemId);
  }

  /**
   * Makes an item of a menu do it.
   *
   * @param <I> such as one with a mark
   */
  public <I extends MenuItem> I fill(I item, String itemId) {
    item.setId(itemId);
    if (key != null) {
      item.setAccelerator(key);
    }
    item.setOnAction(event -> perform());
    return item;
  }
}
