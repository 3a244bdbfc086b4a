package org.portbound.ui.control;

import java.util.List;
import java.util.stream.Stream;
import javafx.scene.control.TextField;

/** What an empty field asks for. JavaFX thread. */
public final class Prompts {
  private static final List<String> ENDS = List.of(", ", ": ");

  private Prompts() {}

  /**
   * Shows as much of a prompt as the field has room for: without its last part, its last two, and
   * so on, and never a part of a word.
   *
   * @param prompt its parts end with a comma, the first with a colon
   */
  public static void fit(TextField field, String prompt) {
    Runnable choose = () -> field.setPromptText(fitting(field, prompt));
    field.widthProperty().subscribe(choose);
    field.insetsProperty().subscribe(choose);
    field.fontProperty().subscribe(choose);
  }

  private static String fitting(TextField field, String prompt) {
    double roomPx = field.getWidth() - field.getInsets().getLeft() - field.getInsets().getRight();
    if (field.getWidth() == 0) {
      return prompt;
    }
    return Stream.iterate(prompt, each -> !each.isEmpty(), Prompts::shortened)
        .filter(each -> RowFit.widthPx(each, field.getFont()) <= roomPx)
        .findFirst()
        .orElse("");
  }

  private static String shortened(String prompt) {
    return ENDS.stream()
        .map(prompt::lastIndexOf)
        .filter(end -> end > 0)
        .findFirst()
        .map(end -> prompt.substring(0, end))
        .orElse("");
  }
}
