package org.portbound.ui.lessons;

import java.util.function.Consumer;
import java.util.stream.Collectors;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import org.kordamp.ikonli.feather.Feather;
import org.portbound.ui.control.Icons;
import org.portbound.ui.control.UiContext;

/** Says what keeps a lesson from being run as it is written, and begins it anew. JavaFX thread. */
final class ObstacleBar extends HBox {
  private final UiContext context;
  private final Label text = new Label();

  /**
   * @param begin begins the lesson anew, on free ports or on those that are written
   */
  ObstacleBar(UiContext context, Consumer<Boolean> begin) {
    super(8);
    this.context = context;
    text.setId("lesson-obstacle");
    text.getStyleClass().add("pb-lesson-note");
    text.setWrapText(true);
    text.setMinHeight(USE_PREF_SIZE);
    text.setMaxWidth(Double.MAX_VALUE);
    HBox.setHgrow(text, Priority.ALWAYS);
    Button free = button("lesson-free-ports", Feather.SHUFFLE);
    Button again = button("lesson-check-again", Feather.REFRESH_CW);
    free.setOnAction(_ -> begin.accept(true));
    again.setOnAction(_ -> begin.accept(false));
    getChildren().setAll(text, free, again);
    setAlignment(Pos.CENTER_LEFT);
    setId("lesson-obstacle-bar");
    getStyleClass().add("pb-lesson-obstacle");
    managedProperty().bind(visibleProperty());
  }

  private Button button(String id, Feather icon) {
    Button button = context.named(new Button(context.say("ui." + id + ".label")), id);
    button.setGraphic(Icons.of(icon));
    button.setMinWidth(USE_PREF_SIZE);
    return button;
  }

  /** Shows who holds which port, or nothing. */
  void show(LessonPlayer.Obstacle taken) {
    setVisible(taken.port() != 0);
    text.setText(
        context.say(
            "ui.lessons.taken",
            String.valueOf(taken.port()),
            taken.holders().stream().map(context::say).collect(Collectors.joining(", "))));
  }
}
