package org.portbound.ui.lessons;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.portbound.lesson.Lesson;
import org.portbound.lesson.LessonWriter;
import org.portbound.lesson.Retelling;
import org.portbound.lesson.RetoldAct;
import org.portbound.lesson.RetoldLesson;
import org.portbound.lesson.Words;
import org.portbound.text.Message;
import org.portbound.text.Texts;
import org.portbound.ui.control.FileChoice;
import org.portbound.ui.control.Icons;
import org.portbound.ui.control.Scrolling;
import org.portbound.ui.control.UiContext;
import org.portbound.workbench.Chronicle;
import org.portbound.workbench.Workbench;

/**
 * What was done in the window, to be saved as a lesson: which of it, under which title, and where.
 * The file has sentences in every language that Portbound speaks. JavaFX thread.
 */
final class SavePane extends VBox {
  private final UiContext context;
  private final Workbench workbench;
  private final Consumer<Lesson> begin;
  private final TextField title;
  private final VBox list = new VBox();
  private final Label state = new Label();
  private final Button save;
  private final Button open;
  private final Map<Long, SaveRow> rows = new HashMap<>();
  private List<Chronicle.Entry> entries = List.of();
  private List<RetoldAct> told = List.of();
  private @Nullable Lesson saved;

  /**
   * @param begin begins the lesson that was saved
   * @param leave puts this away
   */
  SavePane(UiContext context, Workbench workbench, Consumer<Lesson> begin, Runnable leave) {
    super(12);
    this.context = context;
    this.workbench = workbench;
    this.begin = begin;
    this.title = context.named(new TextField(context.say("ui.save-lesson.usual")), "save-title");
    this.save = button("save-lesson", Feather.SAVE, this::save);
    save.getStyleClass().add("accent");
    this.open = button("save-open", Feather.PLAY, this::openSaved);
    open.managedProperty().bind(open.visibleProperty());
    open.setVisible(false);
    Button close = button("save-close", Feather.X, leave);
    setId("save-pane");
    getStyleClass().add("pb-save");
    title.textProperty().subscribe(this::summarize);
    state.setId("save-state");
    state.setWrapText(true);
    state.setMaxWidth(Double.MAX_VALUE);
    HBox.setHgrow(state, Priority.ALWAYS);
    var scroll = Scrolling.around(list);
    UiContext.label(scroll, "save-acts", context.say("ui.save-lesson.acts"));
    scroll.setFitToWidth(true);
    VBox.setVgrow(scroll, Priority.ALWAYS);
    var footer = new HBox(8, state, open, save);
    footer.setAlignment(Pos.CENTER_LEFT);
    getChildren().setAll(header(close), titleLine(), scroll, footer);
  }

  private Node header(Button close) {
    var heading = new Label(context.say("ui.save-lesson.title"));
    heading.getStyleClass().add("pb-lesson-title");
    heading.setMaxWidth(Double.MAX_VALUE);
    HBox.setHgrow(heading, Priority.ALWAYS);
    var about = new Label(context.say("ui.save-lesson.detail"));
    about.getStyleClass().add("pb-muted");
    about.setWrapText(true);
    about.setMinHeight(USE_PREF_SIZE);
    var line = new HBox(8, heading, close);
    line.setAlignment(Pos.CENTER_LEFT);
    return new VBox(4, line, about);
  }

  private Node titleLine() {
    var label = new Label(context.say("ui.save-title.label"));
    label.getStyleClass().add("pb-label");
    label.setLabelFor(title);
    label.setMinWidth(USE_PREF_SIZE);
    HBox.setHgrow(title, Priority.ALWAYS);
    var line = new HBox(8, label, title);
    line.setAlignment(Pos.CENTER_LEFT);
    return line;
  }

  private Button button(String id, Feather icon, Runnable action) {
    Button button = context.named(new Button(context.say("ui." + id + ".label")), id);
    button.setGraphic(Icons.of(icon));
    button.setMinWidth(USE_PREF_SIZE);
    button.setOnAction(_ -> action.run());
    return button;
  }

  /** Shows what was done until now; all of it is to be taken. */
  void begin() {
    entries = workbench.chronicle().entries();
    rows.clear();
    list.getChildren().clear();
    open.setVisible(false);
    tell();
  }

  private void tell() {
    Set<Long> left =
        rows.entrySet().stream()
            .filter(each -> !each.getValue().isTaken())
            .map(Map.Entry::getKey)
            .collect(Collectors.toSet());
    List<Chronicle.Entry> asked = entries;
    context
        .commands()
        .ask(
            () -> Retelling.tell(asked, each -> !left.contains(each.number()), workbench.log()),
            this::show);
  }

  private void show(List<RetoldAct> now) {
    told = now;
    for (RetoldAct each : now) {
      long number = each.entry().number();
      SaveRow row = rows.get(number);
      if (row == null) {
        row = new SaveRow(context, each, this::tell);
        rows.put(number, row);
        list.getChildren().add(row);
      }
      row.show(each);
    }
    summarize();
  }

  private void summarize() {
    long steps = told.stream().filter(RetoldAct::isTold).count();
    boolean tooMany = steps > RetoldLesson.MAX_STEPS;
    save.setDisable(steps == 0 || tooMany || title.getText().isBlank());
    String forgotten =
        workbench.chronicle().forgotten() == 0
            ? ""
            : " "
                + context.say(
                    "ui.save-lesson.forgotten", String.valueOf(workbench.chronicle().forgotten()));
    String key = entries.isEmpty() ? "nothing" : tooMany ? "too-many" : "steps";
    state.setText(
        context.say(
                "ui.save-lesson." + key,
                String.valueOf(steps),
                String.valueOf(RetoldLesson.MAX_STEPS))
            + forgotten);
  }

  private void save() {
    String name = fileName();
    List<RetoldAct> acts = told;
    String heading = title.getText().strip();
    var kinds = List.of(new FileChoice.Kind(context.say("ui.lessons.file-kind"), List.of(".yaml")));
    context
        .files()
        .save(getScene().getWindow(), name + ".yaml", kinds)
        .ifPresent(
            file ->
                context
                    .commands()
                    .ask(
                        () -> write(file, new RetoldLesson(words()).of(name, heading, acts)),
                        this::written));
  }

  /**
   * What came of writing.
   *
   * @param said in words
   * @param lesson the lesson, or null if it was not written
   */
  private record Written(String said, @Nullable Lesson lesson) {}

  private void written(Written written) {
    state.setText(written.said());
    saved = written.lesson();
    open.setVisible(saved != null);
  }

  private void openSaved() {
    Lesson lesson = saved;
    if (lesson != null) {
      begin.accept(lesson);
    }
  }

  private static Function<Message, Words> words() {
    List<Texts> languages = Texts.languages().stream().map(Texts::in).toList();
    return message -> {
      Map<String, String> texts = new LinkedHashMap<>();
      languages.forEach(each -> texts.put(each.locale().getLanguage(), each.say(message)));
      return new Words(texts);
    };
  }

  private Written write(Path file, Lesson lesson) {
    try {
      Files.writeString(file, LessonWriter.write(lesson), StandardCharsets.UTF_8);
    } catch (IOException e) {
      String error = e.getClass().getSimpleName();
      return new Written(context.say("ui.save-lesson.not-saved", file, error), null);
    }
    return new Written(context.say("ui.save-lesson.saved", file), lesson);
  }

  /** The title in letters that every system takes: {@code what-i-did}. */
  private String fileName() {
    String plain =
        title
            .getText()
            .toLowerCase(Locale.ROOT)
            .replaceAll("[^a-z0-9]+", "-")
            .replaceAll("^-|-$", "");
    return plain.isEmpty() ? "lesson" : plain;
  }
}
