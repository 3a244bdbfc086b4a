package org.portbound.ui;

import javafx.scene.Scene;
import javafx.scene.control.MenuButton;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.Mnemonic;
import org.jspecify.annotations.Nullable;

/** A letter that opens a menu with Alt, though it is not in what the menu shows. */
final class MenuLetter {
  private MenuLetter() {}

  /** Gives a menu its letter, wherever it is shown. JavaFX thread. */
  static void give(MenuButton menu, String letter) {
    var key = new KeyCodeCombination(KeyCode.getKeyCode(letter), KeyCombination.ALT_DOWN);
    var mnemonic = new Mnemonic(menu, key);
    menu.sceneProperty().subscribe((before, now) -> move(mnemonic, before, now));
  }

  private static void move(Mnemonic mnemonic, @Nullable Scene before, @Nullable Scene now) {
    if (before != null) {
      before.removeMnemonic(mnemonic);
    }
    if (now != null) {
      now.addMnemonic(mnemonic);
    }
  }
}
