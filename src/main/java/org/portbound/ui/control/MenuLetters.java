package org.portbound.ui.control;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.IntStream;
import javafx.collections.ListChangeListener;
import javafx.event.EventHandler;
import javafx.scene.control.CheckMenuItem;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.CustomMenuItem;
import javafx.scene.control.Menu;
import javafx.scene.control.MenuItem;
import javafx.scene.control.RadioMenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.input.KeyEvent;
import javafx.stage.Window;
import javafx.stage.WindowEvent;

/**
 * Underlines in each menu that opens one letter of every item, no letter twice: its key runs the
 * item. A letter is taken from the beginning of a word if one is free, so every language and every
 * item that comes and goes has its own. What an item says is as it was once the menu is closed.
 * JavaFX thread.
 */
public final class MenuLetters implements AutoCloseable {
  private static final int NONE = -1;

  /** A word as short as this, such as TTL, has not many letters to choose from. */
  private static final int SHORT = 3;

  private final ListChangeListener<Window> opened = this::opened;

  /** Every menu that opens from now on. */
  public MenuLetters() {
    Window.getWindows().addListener(opened);
  }

  private void opened(ListChangeListener.Change<? extends Window> change) {
    while (change.next()) {
      for (Window each : change.getAddedSubList()) {
        if (each instanceof ContextMenu menu) {
          mark(menu);
        }
      }
    }
  }

  private static void mark(ContextMenu menu) {
    List<MenuItem> items = menu.getItems().stream().filter(MenuLetters::says).toList();
    Map<MenuItem, String> plain = new HashMap<>();
    Map<Character, MenuItem> letters = new HashMap<>();
    List<MenuItem> shortFirst =
        items.stream()
            .sorted(Comparator.comparing(each -> each.getText().length() > SHORT))
            .toList();
    for (MenuItem each : shortFirst) {
      String words = each.getText();
      int place = free(words, letters.keySet()).orElse(NONE);
      if (place != NONE) {
        letters.put(Character.toLowerCase(words.charAt(place)), each);
      }
      plain.put(each, words);
      each.setText(marked(words, place));
    }
    EventHandler<KeyEvent> press = event -> press(event, letters);
    menu.addEventFilter(KeyEvent.KEY_PRESSED, press);
    menu.addEventHandler(
        WindowEvent.WINDOW_HIDDEN,
        new EventHandler<>() {
          @Override
          public void handle(WindowEvent event) {
            menu.removeEventHandler(WindowEvent.WINDOW_HIDDEN, this);
            menu.removeEventFilter(KeyEvent.KEY_PRESSED, press);
            plain.forEach(MenuItem::setText);
          }
        });
  }

  /** JavaFX itself hears the letters in a menu only now and then: after Alt was pressed alone. */
  private static void press(KeyEvent event, Map<Character, MenuItem> letters) {
    boolean below =
        letters.values().stream().anyMatch(each -> each instanceof Menu menu && menu.isShowing());
    if (below || event.isShortcutDown() || event.getText().length() != 1) {
      return;
    }
    MenuItem meant = letters.get(Character.toLowerCase(event.getText().charAt(0)));
    if (meant != null) {
      event.consume();
      if (!meant.isDisable()) {
        run(meant);
      }
    }
  }

  /** As a click would. */
  private static void run(MenuItem item) {
    switch (item) {
      case Menu menu -> {
        menu.show();
        return;
      }
      case CheckMenuItem check -> check.setSelected(!check.isSelected());
      case RadioMenuItem radio -> radio.setSelected(true);
      default -> {}
    }
    item.fire();
    for (MenuItem at = item; at != null; at = at.getParentMenu()) {
      if (at.getParentPopup() != null) {
        at.getParentPopup().hide();
      }
    }
  }

  private static boolean says(MenuItem item) {
    boolean words = !(item instanceof SeparatorMenuItem) && !(item instanceof CustomMenuItem);
    return words && item.isVisible() && item.getText() != null && !item.getText().isBlank();
  }

  /** Keys of other letters than these are not on every keyboard. */
  private static boolean isKey(char letter) {
    return letter < 128 && Character.isLetterOrDigit(letter);
  }

  private static OptionalInt free(String words, Set<Character> taken) {
    IntStream beginnings =
        IntStream.range(0, words.length())
            .filter(i -> i == 0 || !Character.isLetterOrDigit(words.charAt(i - 1)));
    return IntStream.concat(beginnings, IntStream.range(0, words.length()))
        .filter(i -> isKey(words.charAt(i)))
        .filter(i -> !taken.contains(Character.toLowerCase(words.charAt(i))))
        .findFirst();
  }

  /** A line that stands in the words themselves is written twice. */
  private static String marked(String words, int place) {
    return place == NONE
        ? words.replace("_", "__")
        : marked(words.substring(0, place), NONE) + "_" + marked(words.substring(place), NONE);
  }

  @Override
  public void close() {
    Window.getWindows().removeListener(opened);
  }
}
