package org.portbound.ui.send;

import java.time.Duration;
import java.util.stream.IntStream;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.scene.control.MenuButton;
import javafx.scene.control.RadioMenuItem;
import javafx.scene.control.ToggleGroup;
import org.kordamp.ikonli.feather.Feather;
import org.portbound.ui.control.Icons;
import org.portbound.ui.control.UiContext;

/** How long replies are waited for. */
final class ReplyChoice extends MenuButton {
  private static final int[] SECONDS = {0, 1, 2, 3, 5, 10, 30, 60};

  private final UiContext context;
  private final ToggleGroup group = new ToggleGroup();
  private final ReadOnlyObjectWrapper<Duration> wait = new ReadOnlyObjectWrapper<>(Duration.ZERO);

  ReplyChoice(UiContext context) {
    this.context = context;
    context.named(this, "send-replies");
    setGraphic(Icons.of(Feather.CORNER_UP_LEFT));
    getStyleClass().addAll("flat", "pb-tool");
    setMinWidth(USE_PREF_SIZE);
    IntStream.of(SECONDS).forEach(this::add);
    choose(0);
  }

  private void add(int seconds) {
    var item = new RadioMenuItem(words(seconds));
    item.setId("send-replies-" + seconds);
    item.setToggleGroup(group);
    item.setOnAction(event -> choose(seconds));
    getItems().add(item);
  }

  private String words(int seconds) {
    return seconds == 0
        ? context.say("ui.send-replies.none")
        : context.say("ui.send-replies.seconds", String.valueOf(seconds));
  }

  /** Waits for so many seconds; 0 for not at all. */
  void choose(int seconds) {
    wait.set(Duration.ofSeconds(seconds));
    setText(
        seconds == 0
            ? context.say("ui.send-replies.label-none")
            : context.say("ui.send-replies.label", String.valueOf(seconds)));
    getItems()
        .forEach(
            each ->
                ((RadioMenuItem) each).setSelected(each.getId().equals("send-replies-" + seconds)));
  }

  ReadOnlyObjectProperty<Duration> waitProperty() {
    return wait.getReadOnlyProperty();
  }

  Duration length() {
    return wait.get();
  }
}
