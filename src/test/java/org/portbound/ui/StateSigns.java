package org.portbound.ui;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.Labeled;
import javafx.scene.paint.Color;
import org.kordamp.ikonli.javafx.FontIcon;
import org.portbound.ui.control.Theme;

/** Finds where a state is told by its colour alone: without a word, or without an icon near it. */
final class StateSigns {
  private final Set<Color> colours;
  private final List<String> found = new ArrayList<>();

  StateSigns(Theme.Look look) {
    var sheet = new SheetColours(look);
    colours =
        Stream.of("-color-success-fg", "-color-danger-fg", "-color-warning-fg")
            .map(sheet::of)
            .collect(Collectors.toSet());
  }

  /** A line for each label that has the colour of a state and says it in no other way. */
  List<String> in(Scene scene) {
    found.clear();
    look(scene.getRoot());
    return List.copyOf(found);
  }

  private void look(Node node) {
    if (!node.isVisible()) {
      return;
    }
    if (node instanceof Labeled labeled && colours.contains(labeled.getTextFill())) {
      boolean word = labeled.getText() != null && !labeled.getText().isBlank();
      if (!word && labeled.getGraphic() == null) {
        return;
      }
      if (!word || !hasIcon(labeled)) {
        found.add(
            labeled.getId() + " " + labeled.getStyleClass() + " \"" + labeled.getText() + "\"");
      }
    }
    if (node instanceof Parent parent) {
      parent.getChildrenUnmodifiable().forEach(this::look);
    }
  }

  /** Its own, or one that stands beside it. */
  private static boolean hasIcon(Labeled labeled) {
    return labeled.getGraphic() != null
        || labeled.getParent() != null && hasIconWithin(labeled.getParent(), 2);
  }

  private static boolean hasIconWithin(Parent parent, int depth) {
    return parent.getChildrenUnmodifiable().stream()
        .anyMatch(
            each ->
                each instanceof FontIcon
                    || depth > 0
                        && each instanceof Parent inner
                        && hasIconWithin(inner, depth - 1));
  }
}
