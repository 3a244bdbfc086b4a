package org.portbound.ui.listeners;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import javafx.geometry.Pos;
import javafx.scene.AccessibleAttribute;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.portbound.diagnosis.Forecast;
import org.portbound.socket.ReuseOptions;
import org.portbound.ui.control.Action.Kind;
import org.portbound.ui.control.UiContext;

/**
 * The four ways to bind, as one row: a verb, the options that are set before it, and a mark for
 * what the kernel is expected to say.
 */
final class BindButtons extends HBox {
  private static final double MARK_PX = 14;

  private final UiContext context;
  private final Map<ReuseOptions, Way> ways = new LinkedHashMap<>();
  private final Runnable pointed;
  private Button likely;

  /** One button. */
  private record Way(Button button, StackPane mark, String name) {}

  /**
   * @param bind takes the options of the button that is clicked
   * @param pointed called when another button is pointed at or focused
   */
  BindButtons(UiContext context, Consumer<ReuseOptions> bind, Runnable pointed) {
    super(6);
    this.context = context;
    this.pointed = pointed;
    getStyleClass().add("pb-bind-buttons");
    likely = add("bind-none", ReuseOptions.NONE, bind);
    likely.getStyleClass().add("accent");
    add("bind-reuseport", ReuseOptions.PORT, bind);
    add("bind-reuseaddr", ReuseOptions.ADDR, bind);
    add("bind-both", ReuseOptions.BOTH, bind);
  }

  private Button add(String id, ReuseOptions reuse, Consumer<ReuseOptions> bind) {
    var verb = new Label(context.say("ui.bind.verb"));
    verb.getStyleClass().add("pb-bind-verb");
    verb.setMinWidth(Label.USE_PREF_SIZE);
    var mark = new StackPane();
    mark.setId(id + "-mark");
    mark.setMinSize(MARK_PX, MARK_PX);
    mark.setMaxSize(MARK_PX, MARK_PX);
    var top = new HBox(4, verb, mark);
    top.setAlignment(Pos.CENTER);
    var detail = new Label(context.say("ui." + id + ".label"));
    detail.getStyleClass().add("pb-bind-detail");
    detail.setMinWidth(Label.USE_PREF_SIZE);
    var face = new VBox(top, detail);
    face.getStyleClass().add("pb-bind-face");
    Button button = context.named(new Button(), id);
    button.setGraphic(face);
    UiContext.tipAbove(button);
    button.setMaxWidth(Double.MAX_VALUE);
    button.getStyleClass().add("pb-bind-button");
    button.setOnAction(
        event -> {
          likely = button;
          bind.accept(reuse);
        });
    button.hoverProperty().subscribe((before, now) -> pointed.run());
    button.focusedProperty().subscribe((before, now) -> pointed.run());
    HBox.setHgrow(button, Priority.ALWAYS);
    context.offered(button, Kind.BIND, "desk", context.say("ui.palette.off.form"));
    getChildren().add(button);
    ways.put(reuse, new Way(button, mark, button.getAccessibleText()));
    return button;
  }

  /** The options of the button under the pointer, else of the focused one, else of the first. */
  ReuseOptions pointedAt() {
    return ways.entrySet().stream()
        .filter(each -> each.getValue().button().isHover())
        .findFirst()
        .or(
            () ->
                ways.entrySet().stream()
                    .filter(each -> each.getValue().button().isFocused())
                    .findFirst())
        .map(Map.Entry::getKey)
        .orElse(ReuseOptions.NONE);
  }

  /** Marks every button with what is expected; without an entry there is no mark. */
  void mark(Map<ReuseOptions, Forecast> forecasts) {
    ways.forEach((reuse, way) -> mark(way, forecasts.get(reuse)));
  }

  private void mark(Way way, @Nullable Forecast forecast) {
    way.mark().getChildren().clear();
    String name = way.name();
    if (forecast != null) {
      way.mark().getChildren().add(ForecastPane.icon(forecast.outlook()));
      name += ", " + context.say("ui.forecast.mark." + forecast.outlook());
    }
    way.button().setAccessibleText(name);
    way.button().notifyAccessibleAttributeChanged(AccessibleAttribute.TEXT);
  }

  /** The button that the next bind is likely to be clicked with: the one that was clicked last. */
  Button likely() {
    return likely;
  }

  /** As if the first button were clicked; nothing while the buttons are off. */
  void fireFirst() {
    ways.values().iterator().next().button().fire();
  }
}
