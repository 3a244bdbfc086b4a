package org.portbound.ui;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import org.portbound.ui.control.Formats;
import org.portbound.ui.control.Icons;
import org.portbound.ui.control.TextCopy;
import org.portbound.ui.control.UiContext;

/**
 * Says that something went wrong in a page, and offers to copy what is known of it, and to try
 * again. JavaFX thread.
 */
final class FaultStrip extends VBox {
  /** So many are copied; what is thrown at every frame is the same again and again. */
  private static final int MOST_KEPT = 8;

  private final UiContext context;
  private final String key;
  private final List<Fault> faults = new ArrayList<>();
  private final Label sentence = new Label();
  private long count;

  /**
   * @param page the page's name, for the ids
   * @param whole whether the page is not there at all
   * @param again tries again
   * @param close puts the strip away
   */
  FaultStrip(UiContext context, String page, boolean whole, Runnable again, Runnable close) {
    super(8);
    this.context = context;
    this.key = whole ? "ui.fault.not-built" : "ui.fault.in-page";
    setId("fault-" + page);
    getStyleClass().add("pb-fault");
    sentence.setId("fault-" + page + "-sentence");
    sentence.setWrapText(true);
    sentence.setMinHeight(Region.USE_PREF_SIZE);
    HBox.setHgrow(sentence, Priority.ALWAYS);
    var line = new HBox(8, Icons.of(Feather.X_OCTAGON, "pb-icon-danger"), sentence);
    line.setAlignment(Pos.CENTER_LEFT);
    var buttons =
        new FlowPane(
            8,
            8,
            button(context, page, "copy", Feather.COPY, () -> TextCopy.put(details())),
            button(context, page, "again", Feather.ROTATE_CW, again));
    if (!whole) {
      buttons.getChildren().add(button(context, page, "close", Feather.X, close));
    }
    getChildren().addAll(line, buttons);
  }

  /** Something went wrong, once more if it did before. */
  FaultStrip add(Fault fault) {
    count++;
    if (faults.size() < MOST_KEPT) {
      faults.add(fault);
    }
    String first = context.say(key, faults.getFirst().words());
    sentence.setText(
        count == 1 ? first : context.say("ui.fault.again-and-again", first, Formats.count(count)));
    return this;
  }

  private String details() {
    return Fault.details(faults.stream().map(Fault::trace).collect(Collectors.joining("\n")));
  }

  private static Button button(
      UiContext context, String page, String deed, Feather icon, Runnable run) {
    var button = new Button(context.say("ui.fault." + deed), Icons.of(icon));
    UiContext.label(button, "fault-" + page + "-" + deed, button.getText());
    button.setMinWidth(Region.USE_PREF_SIZE);
    button.setOnAction(event -> run.run());
    return button;
  }
}
