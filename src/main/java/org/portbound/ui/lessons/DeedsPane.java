package org.portbound.ui.lessons;

import java.util.List;
import java.util.Locale;
import javafx.geometry.Pos;
import javafx.geometry.VPos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.portbound.diagnosis.Forecast;
import org.portbound.lesson.Answers;
import org.portbound.lesson.Deed;
import org.portbound.lesson.DeedResult;
import org.portbound.lesson.LessonPorts;
import org.portbound.ui.control.Icons;
import org.portbound.ui.control.UiContext;

/**
 * What a step does, a row for each deed; once it was run, the kernel's answer beside what the
 * lesson expects and what Portbound foretold. JavaFX thread.
 */
final class DeedsPane extends GridPane {
  private static final double[] PERCENT = {40, 15, 15, 30};

  private final UiContext context;

  DeedsPane(UiContext context) {
    this.context = context;
    setId("lesson-deeds");
    getStyleClass().add("pb-lesson-deeds");
    for (double percent : PERCENT) {
      var column = new ColumnConstraints();
      column.setPercentWidth(percent);
      column.setHgrow(Priority.ALWAYS);
      getColumnConstraints().add(column);
    }
  }

  /**
   * Shows deeds.
   *
   * @param results what came of them, or null before they are done
   */
  void show(List<Deed> deeds, LessonPorts ports, @Nullable List<DeedResult> results) {
    getChildren().clear();
    addRow(
        0,
        head("ui.lessons.column.does"),
        head(results == null ? null : "ui.lessons.column.expected"),
        head(results == null ? null : "ui.lessons.column.foretold"),
        head(results == null ? null : "ui.lessons.column.answer"));
    for (int i = 0; i < deeds.size(); i++) {
      Label does = text(context.say(Answers.done(deeds.get(i), ports)), "pb-lesson-does");
      does.setId("lesson-does-" + i);
      if (results == null) {
        add(does, 0, i + 1, PERCENT.length, 1);
      } else {
        addRow(i + 1, does, expected(deeds.get(i)), foretold(results.get(i)), answer(i, results));
      }
    }
    getChildren().forEach(each -> setValignment(each, VPos.TOP));
  }

  private Label head(@Nullable String key) {
    var head = new Label(key == null ? "" : context.say(key));
    head.getStyleClass().add("pb-label");
    return head;
  }

  private static Label text(String text, String style) {
    var label = new Label(text);
    label.getStyleClass().add(style);
    label.setWrapText(true);
    label.setMinHeight(USE_PREF_SIZE);
    return label;
  }

  private Label expected(Deed deed) {
    return text(context.say(Answers.expected(deed.expected())), "pb-lesson-expected");
  }

  private Node foretold(DeedResult result) {
    Forecast forecast = result.forecast();
    return text(
        forecast == null
            ? "–"
            : context.say(
                "ui.lessons.outlook." + forecast.outlook().name().toLowerCase(Locale.ROOT)),
        "pb-lesson-expected");
  }

  private Label answer(int row, List<DeedResult> results) {
    DeedResult result = results.get(row);
    Label answer = text(context.say(result.answer()), "pb-lesson-answer");
    answer.setId("lesson-answer-" + row);
    answer.setAlignment(Pos.TOP_LEFT);
    answer.getStyleClass().add(result.asExpected() ? "pb-verdict-good" : "pb-verdict-bad");
    answer.setGraphic(
        result.asExpected()
            ? Icons.of(Feather.CHECK, "pb-icon-small", "pb-icon-success")
            : Icons.of(Feather.X, "pb-icon-small", "pb-icon-danger"));
    return answer;
  }
}
