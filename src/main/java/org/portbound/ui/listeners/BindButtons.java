package org.portbound.ui.listeners;

import java.util.function.Consumer;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.portbound.socket.ReuseOptions;
import org.portbound.ui.control.UiContext;

/** The four ways to bind, as one row: a verb, and the options that are set before it. */
final class BindButtons extends HBox {
  private final Button first;

  BindButtons(UiContext context, Consumer<ReuseOptions> bind) {
    super(8);
    getStyleClass().add("pb-bind-buttons");
    first = button(context, "bind-none", () -> bind.accept(ReuseOptions.NONE));
    first.getStyleClass().add("accent");
    getChildren()
        .addAll(
            first,
            button(context, "bind-reuseport", () -> bind.accept(ReuseOptions.PORT)),
            button(context, "bind-reuseaddr", () -> bind.accept(ReuseOptions.ADDR)),
            button(context, "bind-both", () -> bind.accept(ReuseOptions.BOTH)));
  }

  private static Button button(UiContext context, String id, Runnable action) {
    var verb = new Label(context.say("ui.bind.verb"));
    verb.getStyleClass().add("pb-bind-verb");
    var detail = new Label(context.say("ui." + id + ".label"));
    detail.getStyleClass().add("pb-bind-detail");
    detail.setMinWidth(Label.USE_PREF_SIZE);
    var face = new VBox(verb, detail);
    face.getStyleClass().add("pb-bind-face");
    Button button = context.named(new Button(), id);
    button.setGraphic(face);
    button.setMaxWidth(Double.MAX_VALUE);
    button.getStyleClass().add("pb-bind-button");
    button.setOnAction(event -> action.run());
    HBox.setHgrow(button, Priority.ALWAYS);
    return button;
  }

  /** As if the first button were clicked; nothing while the buttons are off. */
  void fireFirst() {
    first.fire();
  }
}
