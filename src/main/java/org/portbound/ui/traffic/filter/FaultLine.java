package org.portbound.ui.traffic.filter;

import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import org.kordamp.ikonli.feather.Feather;
import org.portbound.capture.filter.Filter.Reading;
import org.portbound.ui.control.Icons;

/** What is wrong with a filter: its words with the fault underlined, and the sentence. */
final class FaultLine extends HBox {
  /** So much of the filter is shown on each side of the fault. */
  private static final int AROUND = 16;

  private static final int MOST_OF_FAULT = 32;

  private final Label before = new Label();
  private final Label fault = new Label();
  private final Label after = new Label();
  private final Label sentence = new Label();

  FaultLine() {
    before.getStyleClass().add("pb-filter-words");
    fault.getStyleClass().addAll("pb-filter-words", "pb-filter-fault");
    after.getStyleClass().addAll("pb-filter-words");
    fault.setId("traffic-filter-fault");
    sentence.setId("traffic-filter-sentence");
    sentence.getStyleClass().add("pb-filter-sentence");
    sentence.setMinWidth(0);
    for (Label each : new Label[] {before, fault, after}) {
      each.setMinWidth(USE_PREF_SIZE);
    }
    var words = new HBox(before, fault, after);
    words.setMinWidth(USE_PREF_SIZE);
    HBox.setHgrow(sentence, Priority.ALWAYS);
    setId("traffic-filter-error");
    getStyleClass().add("pb-filter-line");
    getChildren()
        .addAll(Icons.of(Feather.ALERT_CIRCLE, "pb-icon-small", "pb-icon-danger"), words, sentence);
    hide();
  }

  void hide() {
    setVisible(false);
    setManaged(false);
  }

  /** Says something about a filter that can be understood. */
  void warn(String what) {
    for (Label each : new Label[] {before, fault, after}) {
      each.setText("");
    }
    sentence.setText(what);
    setVisible(true);
    setManaged(true);
  }

  /**
   * Shows what is wrong.
   *
   * @param said the sentence
   */
  void show(String filter, Reading.Error error, String said) {
    int from = Math.min(error.position(), filter.length());
    int to = Math.min(from + error.length(), filter.length());
    String head = filter.substring(0, from);
    String wrong = filter.substring(from, to);
    String tail = filter.substring(to);
    before.setText(head.length() > AROUND ? "…" + head.substring(head.length() - AROUND) : head);
    fault.setText(shorten(wrong, MOST_OF_FAULT));
    after.setText(shorten(tail, AROUND));
    sentence.setText(said);
    setVisible(true);
    setManaged(true);
  }

  private static String shorten(String text, int most) {
    return text.length() > most ? text.substring(0, most) + "…" : text;
  }
}
