package org.portbound.ui.send;

import java.util.function.Consumer;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.portbound.ui.control.Badge;
import org.portbound.ui.control.Icons;
import org.portbound.ui.control.UiContext;
import org.portbound.ui.send.MessageShelf.Shelved;

/** A message in the list: its name, where it goes, what it is for; and what can be done with it. */
final class MessageCell extends ListCell<Shelved> {
  private final UiContext context;
  private final Label name = new Label();
  private final Badge own;
  private final Label destination = new Label();
  private final Label note = new Label();
  private final Button edit;
  private final Button duplicate;
  private final Button delete;
  private final HBox row;

  /** What the buttons of a message do. */
  record Actions(Consumer<Shelved> edit, Consumer<Shelved> duplicate, Consumer<Shelved> delete) {}

  MessageCell(UiContext context, Actions actions) {
    this.context = context;
    name.getStyleClass().add("pb-message-name");
    own = Badge.neutral(context.say("ui.messages.own"));
    destination.getStyleClass().addAll("pb-mono", "pb-muted");
    note.getStyleClass().add("pb-muted");
    note.setMinWidth(0);
    edit = button(Feather.EDIT_2, "ui.messages.edit", actions.edit());
    duplicate = button(Feather.COPY, "ui.messages.duplicate", actions.duplicate());
    delete = button(Feather.TRASH_2, "ui.messages.delete", actions.delete());
    var title = new HBox(8, name, own, destination);
    title.setAlignment(Pos.CENTER_LEFT);
    var words = new VBox(2, title, note);
    words.setMinWidth(0);
    HBox.setHgrow(words, Priority.ALWAYS);
    row = new HBox(2, words, new Region(), edit, duplicate, delete);
    row.getStyleClass().add("pb-tools");
    row.setAlignment(Pos.CENTER_LEFT);
    setPrefWidth(0);
  }

  private Button button(Feather icon, String key, Consumer<Shelved> action) {
    var button = new Button();
    button.setGraphic(Icons.of(icon));
    button.getStyleClass().addAll("flat", "pb-tool");
    button.setFocusTraversable(false);
    UiContext.tip(button, context.say(key));
    button.setAccessibleText(context.say(key));
    button.setOnAction(
        event -> {
          Shelved shelved = getItem();
          if (shelved != null) {
            action.accept(shelved);
          }
        });
    return button;
  }

  @Override
  protected void updateItem(@Nullable Shelved shelved, boolean empty) {
    super.updateItem(shelved, empty);
    if (empty || shelved == null) {
      setGraphic(null);
      UiContext.noTip(this);
      setAccessibleText(null);
      return;
    }
    String called = shelved.message().name();
    name.setText(called);
    own.setVisible(shelved.own());
    own.setManaged(shelved.own());
    destination.setText(shelved.message().destination());
    note.setText(shelved.note().isEmpty() ? shelved.message().payload() : shelved.note());
    UiContext.tip(this, note.getText());
    edit.setVisible(shelved.own());
    delete.setVisible(shelved.own());
    row.setId("message-" + called);
    edit.setId("message-edit-" + called);
    duplicate.setId("message-duplicate-" + called);
    delete.setId("message-delete-" + called);
    setAccessibleText(called + ", " + shelved.message().destination() + ", " + shelved.note());
    setGraphic(row);
  }
}
