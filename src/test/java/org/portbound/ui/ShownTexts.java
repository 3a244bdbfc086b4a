package org.portbound.ui;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Control;
import javafx.scene.control.Labeled;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.TableView;
import javafx.scene.control.TextInputControl;
import javafx.scene.text.Text;
import org.portbound.ui.control.Tips;

/**
 * Everything that a window says: texts, prompts, tooltips, menus, and what a screen reader reads.
 */
final class ShownTexts {
  private final TreeSet<String> found = new TreeSet<>();

  private ShownTexts() {}

  /** What is said by a node and all below it. JavaFX thread. */
  static List<String> below(Node root) {
    var texts = new ShownTexts();
    texts.look(root);
    return new ArrayList<>(texts.found);
  }

  private void add(String text) {
    if (text != null && !text.isBlank()) {
      found.add(text);
    }
  }

  private void look(Node node) {
    if (!node.isVisible()) {
      return;
    }
    add(node.getAccessibleText());
    add(node.getAccessibleHelp());
    switch (node) {
      case Text text -> add(text.getText());
      case Labeled labeled -> add(labeled.getText());
      case TextInputControl input -> add(input.getPromptText());
      default -> {}
    }
    if (node instanceof Control control) {
      add(Tips.of(control).orElse(null));
    }
    if (node instanceof MenuButton menu) {
      menu.getItems().stream().map(MenuItem::getText).forEach(this::add);
    }
    if (node instanceof TableView<?> table) {
      table.getColumns().forEach(column -> add(column.getText()));
    }
    if (node instanceof Parent parent) {
      parent.getChildrenUnmodifiable().forEach(this::look);
    }
  }
}
