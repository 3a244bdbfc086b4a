package org.portbound.ui.listeners;

import java.util.stream.Stream;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import org.portbound.ui.control.TextCopy;
import org.portbound.ui.control.UiContext;

/**
 * The menu of a listener: its address to be copied, and what its buttons do, in words. JavaFX
 * thread.
 */
final class ListenerMenu {
  private ListenerMenu() {}

  /**
   * Makes it as the card is now.
   *
   * @param number the listener's
   * @param address where it is bound
   */
  static ContextMenu of(UiContext context, int number, Parent card, String address) {
    String id = "listener-" + number + "-menu";
    var menu = new ContextMenu();
    menu.setId(id);
    menu.getItems()
        .addAll(
            item(
                id + "-copy",
                context.say("ui.listener.copy-address", address),
                () -> TextCopy.put(address)),
            new SeparatorMenuItem());
    buttons(card)
        .forEach(
            each ->
                menu.getItems()
                    .add(item(each.getId() + "-item", each.getAccessibleText(), each::fire)));
    return menu;
  }

  /** The buttons of a card that can be seen. */
  static Stream<Button> buttons(Parent card) {
    return card.lookupAll(".button").stream()
        .filter(each -> each instanceof Button && each.isVisible())
        .map(Button.class::cast);
  }

  private static MenuItem item(String id, String words, Runnable deed) {
    var item = new MenuItem(words);
    item.setId(id);
    item.setOnAction(event -> deed.run());
    return item;
  }
}
