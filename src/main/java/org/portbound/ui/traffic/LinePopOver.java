package org.portbound.ui.traffic;

import java.util.Optional;
import java.util.function.Function;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.VBox;
import org.controlsfx.control.PopOver;
import org.portbound.text.Message;
import org.portbound.ui.control.LatePopOver;
import org.portbound.ui.control.UiContext;

/**
 * One field that appears when it is asked for: Enter takes what was typed, Esc leaves it. JavaFX
 * thread.
 */
final class LinePopOver {
  private static final double WIDTH_PX = 300;

  private final UiContext context;
  private final TextField field;
  private final Label hint = new Label();
  private final LatePopOver popOver = new LatePopOver(PopOver.ArrowLocation.TOP_LEFT);
  private final String id;
  private Function<String, Optional<Message>> take = typed -> Optional.empty();

  /**
   * @param id of the field; its keys are {@code ui.ID.name}, {@code .tip}, {@code .label} and
   *     {@code .hint}
   */
  LinePopOver(UiContext context, String id) {
    this.context = context;
    this.id = id;
    this.field = context.named(new TextField(), id);
    UiContext.noTip(field);
    field.setOnAction(event -> enter());
    var label = new Label(context.say("ui." + id + ".label"));
    label.getStyleClass().add("pb-label");
    label.setLabelFor(field);
    hint.setId(id + "-hint");
    hint.setWrapText(true);
    hint.setMinHeight(Label.USE_PREF_SIZE);
    hint.getStyleClass().add("pb-hint");
    var content = new VBox(4, label, field, hint);
    content.getStyleClass().add("pb-popover");
    content.setPrefWidth(WIDTH_PX);
    popOver.setContentNode(content);
    popOver.setOnShown(
        event -> {
          field.requestFocus();
          field.selectAll();
        });
  }

  /**
   * Asks.
   *
   * @param below what it points at
   * @param initial stands in the field
   * @param taking gets what was typed, and says what is wrong with it, or nothing
   */
  void ask(Node below, String initial, Function<String, Optional<Message>> taking) {
    take = taking;
    field.setText(initial);
    hint.setText(context.say("ui." + id + ".hint"));
    hint.getStyleClass().remove("pb-hint-danger");
    popOver.show(below);
  }

  private void enter() {
    take.apply(field.getText())
        .ifPresentOrElse(
            fault -> {
              hint.setText(context.say(fault));
              hint.getStyleClass().add("pb-hint-danger");
              field.selectAll();
            },
            popOver::hide);
  }
}
