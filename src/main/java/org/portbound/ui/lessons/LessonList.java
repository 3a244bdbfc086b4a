package org.portbound.ui.lessons;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import org.portbound.lesson.Lesson;
import org.portbound.ui.control.Icons;
import org.portbound.ui.control.UiContext;

/** The lessons there are, numbered, with a sign at those that were finished. JavaFX thread. */
final class LessonList extends ListView<Lesson> {
  /** Of two lines; a title of one stands in the middle. */
  private static final double ROW_PX = 32;

  private final Locale locale;
  private final Set<String> finished;

  /**
   * @param finished names of those that were run to their end
   * @param chosen takes the lesson that is to begin
   */
  LessonList(UiContext context, Set<String> finished, Consumer<Lesson> chosen) {
    this.finished = finished;
    this.locale = context.texts().locale();
    UiContext.label(this, "lesson-list", context.say("ui.lessons.list.name"));
    getStyleClass().add("pb-lesson-list");
    setCellFactory(_ -> new Cell());
    setOnMouseClicked(
        event -> {
          if (event.getButton() == MouseButton.PRIMARY) {
            choose(chosen);
          }
        });
    setOnKeyPressed(
        event -> {
          if (event.getCode() == KeyCode.ENTER) {
            choose(chosen);
          }
        });
  }

  private void choose(Consumer<Lesson> chosen) {
    Lesson lesson = getSelectionModel().getSelectedItem();
    if (lesson != null) {
      chosen.accept(lesson);
    }
  }

  void show(List<Lesson> lessons) {
    getItems().setAll(lessons);
  }

  /** Adds a lesson that was opened from a file, in place of one with its name. */
  void add(Lesson lesson) {
    getItems().removeIf(each -> each.name().equals(lesson.name()));
    getItems().add(lesson);
    getSelectionModel().select(lesson);
    scrollTo(lesson);
  }

  /** A lesson was run to its end. */
  void finished(Lesson lesson) {
    if (finished.add(lesson.name())) {
      refresh();
    }
  }

  private final class Cell extends ListCell<Lesson> {
    private final Label number = new Label();
    private final Label title = new Label();
    private final FontIcon done = Icons.of(Feather.CHECK, "pb-icon-small", "pb-icon-success");
    private final HBox row;

    private Cell() {
      number.getStyleClass().add("pb-lesson-number");
      title.getStyleClass().add("pb-lesson-name");
      title.setWrapText(true);
      title.setMinHeight(USE_PREF_SIZE);
      HBox.setHgrow(title, Priority.ALWAYS);
      title.setMaxWidth(Double.MAX_VALUE);
      var words = new VBox(title);
      words.setAlignment(Pos.CENTER_LEFT);
      row = new HBox(8, number, words, done);
      row.setAlignment(Pos.CENTER_LEFT);
      row.setMinHeight(ROW_PX);
      HBox.setHgrow(words, Priority.ALWAYS);
      // As wide as the list, so that a long title goes to a second line.
      setPrefWidth(0);
    }

    @Override
    protected void updateItem(Lesson lesson, boolean empty) {
      super.updateItem(lesson, empty);
      if (empty || lesson == null) {
        setGraphic(null);
        setAccessibleText(null);
        return;
      }
      number.setText(String.valueOf(getIndex() + 1));
      title.setText(lesson.title().in(locale));
      done.setVisible(finished.contains(lesson.name()));
      setAccessibleText(number.getText() + ". " + title.getText());
      setGraphic(row);
    }
  }
}
