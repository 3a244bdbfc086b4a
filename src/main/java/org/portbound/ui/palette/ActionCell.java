package org.portbound.ui.palette;

import java.util.Optional;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.portbound.ui.control.Action;
import org.portbound.ui.control.UiContext;

/** An action: what it is about, what it does, the key; and why it cannot be done now. */
final class ActionCell extends ListCell<Action> {
  private final UiContext context;
  private final Label kind = new Label();
  private final Label words = new Label();
  private final Label why = new Label();
  private final Label key = new Label();
  private final HBox row;

  ActionCell(UiContext context) {
    this.context = context;
    kind.getStyleClass().addAll("pb-palette-kind", "pb-muted");
    words.setWrapText(true);
    words.setMinHeight(Region.USE_PREF_SIZE);
    why.setWrapText(true);
    why.setMinHeight(Region.USE_PREF_SIZE);
    why.getStyleClass().addAll("pb-palette-why", "pb-muted");
    key.getStyleClass().add("pb-palette-key");
    key.setMinWidth(Region.USE_PREF_SIZE);
    var middle = new VBox(words, why);
    middle.setAlignment(Pos.CENTER_LEFT);
    HBox.setHgrow(middle, Priority.ALWAYS);
    row = new HBox(12, kind, middle, key);
    row.setAlignment(Pos.CENTER_LEFT);
    // As wide as the list, so that long words go to a second line.
    setPrefWidth(0);
  }

  /** All of a row in one sentence. */
  static String sentence(UiContext context, Action action) {
    var sentence =
        new StringBuilder(Palette.kindWords(context, action.kind()))
            .append(": ")
            .append(action.words());
    if (action.key() != null) {
      sentence.append(", ").append(action.key().getDisplayText());
    }
    action
        .obstacle()
        .get()
        .ifPresent(each -> sentence.append(". ").append(context.say("ui.palette.not-now", each)));
    return sentence.toString();
  }

  @Override
  protected void updateItem(@Nullable Action action, boolean empty) {
    super.updateItem(action, empty);
    if (empty || action == null) {
      setGraphic(null);
      setAccessibleText(null);
      return;
    }
    kind.setText(Palette.kindWords(context, action.kind()));
    words.setText(action.words());
    Optional<String> obstacle = action.obstacle().get();
    words.getStyleClass().remove("pb-muted");
    if (obstacle.isPresent()) {
      words.getStyleClass().add("pb-muted");
    }
    why.setText(obstacle.map(each -> context.say("ui.palette.not-now", each)).orElse(""));
    why.setManaged(obstacle.isPresent());
    why.setVisible(obstacle.isPresent());
    key.setText(action.key() == null ? "" : action.key().getDisplayText());
    key.setVisible(action.key() != null);
    key.setManaged(action.key() != null);
    setAccessibleText(sentence(context, action));
    setGraphic(row);
  }
}
