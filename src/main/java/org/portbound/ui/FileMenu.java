package org.portbound.ui;

import java.nio.file.Path;
import javafx.scene.Scene;
import javafx.scene.control.Menu;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import org.kordamp.ikonli.feather.Feather;
import org.portbound.text.Visible;
import org.portbound.ui.control.Icons;
import org.portbound.ui.control.UiContext;
import org.portbound.ui.traffic.file.FileDesk;

/** Everything that is opened from files and saved to them, as a menu and as keys. JavaFX thread. */
final class FileMenu extends MenuButton {
  private static final KeyCombination OPEN =
      new KeyCodeCombination(KeyCode.O, KeyCombination.SHORTCUT_DOWN, KeyCombination.SHIFT_DOWN);
  private static final KeyCombination SAVE =
      new KeyCodeCombination(KeyCode.S, KeyCombination.SHORTCUT_DOWN, KeyCombination.SHIFT_DOWN);

  private final UiContext context;
  private final BenchWishes benches;
  private final Menu recent;

  FileMenu(UiContext context, BenchWishes benches, FileDesk captures) {
    this.context = context;
    this.benches = benches;
    context.named(this, "file-menu");
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
            item("capture-save", FileDesk.SAVE, captures::save));
    setOnShowing(event -> fillRecent());
  }

  private MenuItem item(String name, KeyCombination key, Runnable action) {
    var item = new MenuItem(context.say("ui.file-menu." + name));
    item.setId("file-" + name);
    item.setAccelerator(key);
    item.setOnAction(event -> action.run());
    return item;
  }

  private void fillRecent() {
    recent.getItems().clear();
    for (Path each : benches.recent()) {
      var item = new MenuItem(Visible.of(each.toString()));
      item.setMnemonicParsing(false);
      item.setOnAction(event -> benches.open(each));
      recent.getItems().add(item);
    }
    recent.setDisable(recent.getItems().isEmpty());
  }

  /** The keys for the workbench; those for captures are given elsewhere. */
  void addKeys(Scene scene) {
    scene.getAccelerators().put(OPEN, benches::open);
    scene.getAccelerators().put(SAVE, benches::save);
  }
}
