package org.portbound.ui.lessons;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.IntConsumer;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.geometry.VPos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.portbound.diagnosis.Forecast;
import org.portbound.lesson.Answers;
import org.portbound.lesson.Deed;
import org.portbound.lesson.DeedResult;
import org.portbound.lesson.LessonPorts;
import org.portbound.ui.control.Icons;
import org.portbound.ui.control.RowClicks;
import org.portbound.ui.control.UiContext;

/**
 * What a step does, a row for each deed, with its program; once it was run, the kernel's answer
 * beside what the lesson expects and what Portbound foretold. A row can be selected, to see its
 * system calls. JavaFX thread.
 */
final class DeedsPane extends GridPane {
  private static final PseudoClass SELECTED = PseudoClass.getPseudoClass("selected");
  private static final double[] PERCENT = {36, 20, 17, 27};

  private final UiContext context;
  private final IntConsumer chosen;
  private final IntConsumer code;
  private final List<Region> rows = new ArrayList<>();
  private int selected = -1;

  /**
   * @param chosen takes the place of the deed that is selected, or −1 for none
   * @param code shows the program of a deed, by its place
   */
  DeedsPane(UiContext context, IntConsumer chosen, IntConsumer code) {
    this.context = context;
    this.chosen = chosen;
    this.code = code;
    setId("lesson-deeds");
    getStyleClass().add("pb-lesson-deeds");
    for (double percent : PERCENT) {
      var column = new ColumnConstraints();
      column.setPercentWidth(percent);
      column.setHgrow(Priority.ALWAYS);
      getColumnConstraints().add(column);
    }
  }

  /** Which deeds have a program. */
  @FunctionalInterface
  interface Programs {
    /** Whether the deed at this place has one. */
    boolean has(int deed);
  }

  /**
   * Shows deeds.
   *
   * @param results what came of them, or null before they are done
   */
  void show(
      List<Deed> deeds, LessonPorts ports, @Nullable List<DeedResult> results, Programs programs) {
    getChildren().clear();
    rows.clear();
    addRow(
        0,
        head("ui.lessons.column.does"),
        head(results == null ? null : "ui.lessons.column.expected"),
        head(results == null ? null : "ui.lessons.column.foretold"),
        head(results == null ? null : "ui.lessons.column.answer"));
    for (int i = 0; i < deeds.size(); i++) {
      String sentence = context.say(Answers.done(deeds.get(i), ports));
      addRow(i, sentence, results != null);
      Label does = text(sentence, "pb-lesson-does");
      does.setId("lesson-does-" + i);
      if (programs.has(i)) {
        does.setGraphic(program(i));
        does.setContentDisplay(ContentDisplay.LEFT);
      }
      if (results == null) {
        add(does, 0, i + 1, PERCENT.length, 1);
      } else {
        Node[] cells = {does, expected(deeds.get(i)), foretold(results.get(i)), answer(i, results)};
        int deed = i;
        for (int column = 0; column < cells.length; column++) {
          RowClicks.on(cells[column], () -> toggle(deed));
          add(cells[column], column, i + 1);
        }
      }
    }
    getChildren().forEach(each -> setValignment(each, VPos.TOP));
    mark(-1);
  }

  /** Lies behind the row's texts and takes the clicks. */
  private void addRow(int deed, String sentence, boolean done) {
    var row = new Region();
    UiContext.label(row, "lesson-deed-" + deed, sentence);
    row.getStyleClass().add("pb-lesson-deed");
    row.setFocusTraversable(done);
    row.setDisable(!done);
    RowClicks.andKeysOn(row, () -> toggle(deed));
    rows.add(row);
    add(row, 0, deed + 1, PERCENT.length, 1);
  }

  private void toggle(int deed) {
    mark(deed == selected ? -1 : deed);
    chosen.accept(selected);
  }

  /** Marks a deed; −1 for none. */
  void mark(int deed) {
    selected = deed;
    for (int i = 0; i < rows.size(); i++) {
      rows.get(i).pseudoClassStateChanged(SELECTED, i == deed);
    }
  }

  /** The row of a deed, to be brought into sight. */
  Node row(int deed) {
    return rows.get(deed);
  }

  private Button program(int deed) {
    var button = new Button();
    button.setGraphic(Icons.of(Feather.CODE, "pb-icon-small"));
    button.getStyleClass().addAll("flat", "pb-tool", "pb-lesson-program");
    UiContext.label(
        button,
        "lesson-code-" + deed,
        context.say("ui.lesson-code.name", String.valueOf(deed + 1)));
    UiContext.tip(button, context.say("ui.lesson-code.tip"));
    button.setOnAction(_ -> code.accept(deed));
    return button;
  }

  private Label head(@Nullable String key) {
    var head = new Label(key == null ? "" : context.say(key));
    head.getStyleClass().add("pb-label");
    head.setWrapText(true);
    head.setMinHeight(USE_PREF_SIZE);
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
