package org.portbound.ui.lessons;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.portbound.lesson.Fault;
import org.portbound.lesson.Lesson;
import org.portbound.lesson.LessonFile;
import org.portbound.lesson.Reading;
import org.portbound.text.Visible;
import org.portbound.ui.control.Action;
import org.portbound.ui.control.Action.Kind;
import org.portbound.ui.control.FileChoice;
import org.portbound.ui.control.Fold;
import org.portbound.ui.control.Icons;
import org.portbound.ui.control.Panes;
import org.portbound.ui.control.UiContext;
import org.portbound.workbench.Workbench;

/** The lessons: the list of them, and the one under way. */
public final class LessonsPage extends Fold {
  private static final Shape SHAPE = new Shape(300, 860, 480, 400, 320);

  private final UiContext context;
  private final LessonPlayer player;
  private final LessonList list;
  private final LessonView view;
  private final SavePane savePane;
  private final StackPane place = new StackPane();
  private final VBox left;
  private final ReadOnlyBooleanWrapper hearsKeys = new ReadOnlyBooleanWrapper();
  private boolean presented;

  /** What is shown while no lesson is under way; null for the usual. */
  private @Nullable Node instead;

  /** A page with the lessons that come with the program. */
  public LessonsPage(UiContext context, Workbench workbench) {
    super(SHAPE);
    this.context = context;
    this.player =
        context
            .memory()
            .keep(LessonPlayer.class, () -> new LessonPlayer(context.commands(), workbench));
    this.list = new LessonList(context, player.finished(), this::begin);
    this.view = new LessonView(context, player, workbench.ledger(), this::leave);
    this.savePane = new SavePane(context, workbench, this::open, () -> leaveFor(null));
    setId("lessons-page");
    // The lessons are read when they are wanted, which is not while the window starts.
    sceneProperty()
        .subscribe(
            (before, now) -> {
              lessons();
              hearsKeys.set(underWay());
            });
    VBox.setVgrow(list, Priority.ALWAYS);
    left = new VBox(header(), list);
    left.getStyleClass().add("pb-left");
    place.getStyleClass().add("pb-right");
    place.setMinWidth(0);
    Panes.mark(list);
    Panes.mark(place);
    compose(left, place);
    widthProperty().subscribe(widthPx -> showList());
    player.onChange(this::refresh);
    context.actions().addEach(this::beginnings);
    refresh();
  }

  private List<Lesson> lessons() {
    if (list.getItems().isEmpty()) {
      list.show(LessonFile.builtIn());
      player.opened().forEach(list::add);
    }
    return list.getItems();
  }

  /** In little room the list goes while a lesson is under way; leaving it brings it back. */
  private void showList() {
    boolean shown = player.run() == null || !presented && !narrow(getWidth());
    left.setVisible(shown);
    left.setManaged(shown);
  }

  /** For a projector only the step stands there, while a lesson is under way. */
  public void present(boolean on) {
    presented = on;
    view.present(on);
    showList();
  }

  private boolean underWay() {
    return player.run() != null && getScene() != null;
  }

  /** Whether a lesson is under way in sight, so that {@link #press} means something. */
  public ReadOnlyBooleanProperty hearsKeysProperty() {
    return hearsKeys.getReadOnlyProperty();
  }

  /**
   * A key while a lesson is presented: next, back, run, or a prediction by its number.
   *
   * @return whether it meant something
   */
  public boolean press(KeyCode key) {
    if (!underWay()) {
      return false;
    }
    switch (key) {
      case RIGHT, PAGE_DOWN, SPACE -> view.onward();
      case LEFT, PAGE_UP -> view.backward();
      case R, ENTER -> view.runStep();
      default -> {
        if (!key.isDigitKey() || key.getChar().equals("0")) {
          return false;
        }
        view.predict(Integer.parseInt(key.getName().replaceAll("\\D", "")) - 1);
      }
    }
    return true;
  }

  private Node header() {
    var title = new Label(context.say("ui.lessons.title"));
    title.getStyleClass().add("pb-section");
    var space = new Region();
    HBox.setHgrow(space, Priority.ALWAYS);
    Button open = context.named(new Button(context.say("ui.lesson-open.label")), "lesson-open");
    open.setGraphic(Icons.of(Feather.FOLDER));
    open.getStyleClass().addAll("flat", "pb-tool");
    open.setOnAction(_ -> open());
    Button save = context.named(new Button(context.say("ui.lesson-save.label")), "lesson-save");
    save.setGraphic(Icons.of(Feather.SAVE));
    save.getStyleClass().addAll("flat", "pb-tool");
    save.setOnAction(_ -> showSave());
    var header = new HBox(4, title, space, open, save);
    header.getStyleClass().add("pb-pane-header");
    return header;
  }

  private Node emptyState() {
    var title = new Label(context.say("ui.lessons.empty.title"));
    title.getStyleClass().add("pb-empty-title");
    var sentence = new Label(context.say("ui.lessons.empty.detail"));
    sentence.getStyleClass().add("pb-empty-detail");
    sentence.setWrapText(true);
    Button first = context.named(new Button(context.say("ui.lesson-first.label")), "lesson-first");
    first.getStyleClass().add("accent");
    first.setGraphic(Icons.of(Feather.PLAY));
    first.setOnAction(_ -> begin(0));
    var box = new VBox(12, Icons.of(Feather.BOOK_OPEN, "pb-icon-empty"), title, sentence, first);
    box.setId("lessons-empty");
    box.getStyleClass().add("pb-empty");
    return box;
  }

  private void begin(int lesson) {
    list.getSelectionModel().select(lesson);
    begin(list.getItems().get(lesson));
  }

  /** One for each lesson, which begins it. */
  private List<Action> beginnings() {
    Locale locale = context.texts().locale();
    return lessons().stream()
        .map(
            each ->
                new Action(
                        "lesson-" + each.name(),
                        Kind.LESSON,
                        each.title().in(locale),
                        () -> begin(list.getItems().indexOf(each)))
                    .on("lessons"))
        .toList();
  }

  private void begin(Lesson lesson) {
    instead = null;
    view.fresh();
    player.begin(lesson, false);
  }

  private void leave() {
    player.leave();
    list.getSelectionModel().clearSelection();
  }

  /** Closes what the lesson under way has opened. Blocks nothing; the commands do it. */
  public void close() {
    player.leave();
  }

  private void refresh() {
    showList();
    hearsKeys.set(underWay());
    if (player.run() == null) {
      place.getChildren().setAll(instead == null ? emptyState() : instead);
      return;
    }
    view.refresh();
    place.getChildren().setAll(view);
    Lesson lesson = player.run().lesson();
    if (player.results().size() == lesson.steps().size()) {
      list.finished(lesson);
    }
  }

  private void open() {
    context
        .files()
        .open(
            getScene().getWindow(),
            List.of(
                new FileChoice.Kind(context.say("ui.lessons.file-kind"), List.of(".yaml", ".yml"))))
        .ifPresent(file -> context.commands().ask(() -> LessonFile.read(file), this::opened));
  }

  /** What was done so far, in place of a lesson. */
  private void showSave() {
    savePane.begin();
    leaveFor(savePane);
  }

  private void leaveFor(@Nullable Node other) {
    instead = other;
    leave();
  }

  private void opened(Reading reading) {
    switch (reading) {
      case Reading.Read(Lesson lesson) -> open(lesson);
      case Reading.Faulty(List<Fault> faults) -> {
        leaveFor(faultyState(faults));
      }
    }
  }

  private void open(Lesson lesson) {
    list.add(lesson);
    player.opened().removeIf(each -> each.name().equals(lesson.name()));
    player.opened().add(lesson);
    begin(lesson);
  }

  private Node faultyState(List<Fault> faults) {
    var title = new Label(context.say("ui.lessons.faulty"));
    title.getStyleClass().add("pb-empty-title");
    var lines =
        new Label(
            faults.stream()
                .map(
                    each ->
                        context.say(
                            "ui.lessons.fault",
                            String.valueOf(each.line()),
                            Visible.of(context.say(each.why()))))
                .collect(Collectors.joining("\n")));
    lines.setId("lesson-faults");
    lines.setWrapText(true);
    var box = new VBox(12, title, lines);
    box.getStyleClass().add("pb-lesson-faults");
    box.setAlignment(Pos.TOP_LEFT);
    return box;
  }
}
