package org.portbound.ui;

import java.util.List;
import javafx.scene.control.Menu;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import org.kordamp.ikonli.feather.Feather;
import org.portbound.text.Visible;
import org.portbound.ui.control.Action;
import org.portbound.ui.control.Action.Kind;
import org.portbound.ui.control.Icons;
import org.portbound.ui.control.UiContext;
import org.portbound.ui.traffic.file.FileDesk;

/**
 * Everything that is opened from files and saved to them, and the end of the program, as a menu and
 * as keys. JavaFX thread.
 */
final class FileMenu extends MenuButton {
  private static final KeyCombination OPEN =
      new KeyCodeCombination(KeyCode.O, KeyCombination.SHORTCUT_DOWN, KeyCombination.SHIFT_DOWN);
  private static final KeyCombination SAVE =
      new KeyCodeCombination(KeyCode.S, KeyCombination.SHORTCUT_DOWN, KeyCombination.SHIFT_DOWN);
  private static final KeyCombination QUIT =
      new KeyCodeCombination(KeyCode.Q, KeyCombination.SHORTCUT_DOWN);

  private static final KeyCombination MENUS = new KeyCodeCombination(KeyCode.F10);

  private final UiContext context;
  private final BenchWishes benches;
  private final Menu recent;

  FileMenu(UiContext context, BenchWishes benches, FileDesk captures) {
    this.context = context;
    this.benches = benches;
    context.named(this, "file-menu");
    setMnemonicParsing(true);
    setText(context.say("ui.file-menu.label"));
    setGraphic(Icons.of(Feather.FOLDER));
    getStyleClass().addAll("flat", "pb-tool");
    setMinWidth(USE_PREF_SIZE);
    this.recent = new Menu(context.say("ui.file-menu.recent"));
    recent.setId("file-recent");
    getItems()
        .addAll(
            item("bench-open", OPEN, benches::open),
            recent,
            item("bench-save", SAVE, benches::save),
            new SeparatorMenuItem(),
            item("capture-open", FileDesk.OPEN, captures::open),
            item("capture-save", FileDesk.SAVE, captures::save),
            new SeparatorMenuItem(),
            item("quit", QUIT, () -> getScene().getWindow().hide()));
    context.actions().addEach(this::recentOnes);
    setOnShowing(event -> fillRecent());
    context
        .actions()
        .add(
            new Action("menus", Kind.FILE, context.say("ui.file-menu.open"), this::open)
                .withKey(MENUS));
  }

  /** The arrow keys lead on from here. */
  private void open() {
    requestFocus();
    show();
  }

  private MenuItem item(String name, KeyCombination key, Runnable deed) {
    String id = "file-" + name;
    return context
        .actions()
        .add(new Action(id, Kind.FILE, context.say("ui.file-menu." + name), deed).withKey(key))
        .item(id);
  }

  /** One for each workbench that was saved or opened last. */
  private List<Action> recentOnes() {
    return benches.recent().stream()
        .map(
            each ->
                new Action(
                    "file-recent-" + each,
                    Kind.FILE,
                    context.say("ui.file-menu.open-recent", Visible.of(each.toString())),
                    () -> benches.open(each)))
        .toList();
  }

  private void fillRecent() {
    recent.getItems().clear();
    for (Action each : recentOnes()) {
      recent.getItems().add(each.item(each.id()));
    }
    recent.setDisable(recent.getItems().isEmpty());
  }
}
