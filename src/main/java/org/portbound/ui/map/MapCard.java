package org.portbound.ui.map;

import java.util.List;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;
import org.portbound.ui.control.UiContext;

/** What is known of the node that stands out. JavaFX thread. */
final class MapCard extends VBox {
  private final UiContext context;
  private final Label title = new Label();
  private final VBox sentences = new VBox(4);
  private List<String> shown = List.of();

  MapCard(UiContext context) {
    super(6);
    this.context = context;
    setId("map-card");
    title.setId("map-card-title");
    title.getStyleClass().add("pb-label");
    title.setWrapText(true);
    getChildren().addAll(title, sentences);
    show(List.of());
  }

  /** Shows a title and sentences; without any, how to get some. */
  void show(List<String> facts) {
    List<String> now =
        facts.isEmpty()
            ? List.of(context.say("ui.map.card.none"), context.say("ui.map.card.hint"))
            : facts;
    if (now.equals(shown)) {
      return;
    }
    shown = now;
    title.setText(now.getFirst());
    sentences
        .getChildren()
        .setAll(
            now.stream()
                .skip(1)
                .map(
                    each -> {
                      var sentence = new Label(each);
                      sentence.setWrapText(true);
                      sentence.setMinHeight(USE_PREF_SIZE);
                      return sentence;
                    })
                .toList());
  }
}
