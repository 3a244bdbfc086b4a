package org.portbound.ui;

import java.util.Optional;
import java.util.function.Supplier;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import org.kordamp.ikonli.feather.Feather;
import org.portbound.ui.control.Action;
import org.portbound.ui.control.Action.Kind;
import org.portbound.ui.control.Icons;
import org.portbound.ui.control.UiContext;
import org.portbound.ui.control.UndoList;

/** Takes back what was done, and clears; as a menu and as keys. JavaFX thread. */
final class EditMenu extends MenuButton {
  /** A text field hears it first: there it takes back what was typed. */
  private static final KeyCombination UNDO =
      new KeyCodeCombination(KeyCode.Z, KeyCombination.SHORTCUT_DOWN);

  private static final String CLEAR = "traffic-clear";

  private final UiContext context;
  private final UndoList steps;
  private final Pages pages;
  private final MenuItem undo;
  private final MenuItem receive;
  private final MenuItem clear;
  private final Supplier<Action> receiving;

  /**
   * @param pages what an action of a page brings into sight
   * @param receiving closes every listener, or binds them again
   */
  EditMenu(UiContext context, Pages pages, Supplier<Action> receiving) {
    this.context = context;
    this.steps = UndoList.of(context);
    this.pages = pages;
    context.named(this, "edit-menu");
    setMnemonicParsing(true);
    setText(context.say("ui.edit-menu.label"));
    setGraphic(Icons.of(Feather.EDIT_2));
    getStyleClass().addAll("flat", "pb-tool");
    setMinWidth(USE_PREF_SIZE);
    context.actions().addLive(this::undo);
    // They stay the same: the scene has the key from the item, whatever the item says by then.
    undo = undo().item("edit-undo");
    undo.setOnAction(event -> undo().perform());
    this.receiving = receiving;
    context.actions().addLive(receiving);
    receive = receiving.get().item("edit-receiving");
    receive.setOnAction(event -> receiving.get().perform());
    clear = new MenuItem();
    clear.setId("edit-clear");
    clear.setOnAction(event -> clear());
    getItems().addAll(undo, new SeparatorMenuItem(), receive, clear);
    setOnShowing(event -> say());
    setOnHidden(
        event -> {
          undo.setDisable(false);
          receive.setDisable(false);
        });
  }

  /** What it would take back is in its words. */
  private Action undo() {
    Optional<UndoList.Step> last = steps.last();
    return new Action(
            "edit-undo",
            Kind.EDIT,
            last.map(each -> context.say(each.wish())).orElse(context.say("ui.undo.label")),
            () -> last.ifPresent(steps::takeBack))
        .withKey(UNDO)
        .unless(last::isEmpty, context.say("ui.undo.nothing"));
  }

  private void say() {
    say(undo, undo());
    say(receive, receiving.get());
    context.actions().find(CLEAR).ifPresent(action -> say(clear, action));
  }

  private static void say(MenuItem item, Action action) {
    item.setText(action.words());
    item.setDisable(action.obstacle().get().isPresent());
  }

  private void clear() {
    Action action = context.actions().find(CLEAR).orElseThrow();
    pages.show(action.page());
    action.perform();
  }
}
