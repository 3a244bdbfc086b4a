package org.portbound.ui.lessons;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressIndicator;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import org.portbound.lesson.Answers;
import org.portbound.lesson.DeedSketches;
import org.portbound.lesson.LessonRun;
import org.portbound.lesson.LessonStep;
import org.portbound.lesson.StepResult;
import org.portbound.ui.control.CodeWindow;
import org.portbound.ui.control.Icons;
import org.portbound.ui.control.Scrolling;
import org.portbound.ui.control.UiContext;
import org.portbound.workbench.Ledger;
import org.portbound.workbench.Sketches;

/** One lesson, one step of it in sight. JavaFX thread. */
final class LessonView extends VBox {
  private static final double BUSY_PX = 18;

  private final UiContext context;
  private final Locale locale;
  private final LessonPlayer player;
  private final Label title = wrapped("lesson-title", "pb-lesson-title");
  private final Label progress = wrapped("lesson-progress", "pb-muted");
  private final Label stepTitle = wrapped("lesson-step-title", "pb-lesson-step");
  private final Label stepText = wrapped("lesson-step-text", "pb-lesson-text");
  private final Label ports = wrapped("lesson-ports", "pb-caption");
  private final ChoicesPane choices;
  private final DeedsPane deeds;
  private final StepCalls calls;
  private final CodeWindow code;
  private final StepNote note;
  private final Label why = wrapped("lesson-why", "pb-lesson-text");
  private final Label source = wrapped("lesson-source", "pb-caption");
  private final ObstacleBar obstacle;
  private final ProgressIndicator busy = new ProgressIndicator();
  private final ScrollPane scroll;
  private final VBox body;
  private final Button run;
  private final Button next;
  private final Button back;
  private final Button all;
  private final Button close;
  private final LessonSockets sockets;
  private final HBox header;
  private final HBox footer;
  private int stepInSight = -1;

  LessonView(UiContext context, LessonPlayer player, Ledger ledger, Runnable leave) {
    this.context = context;
    this.locale = context.texts().locale();
    this.player = player;
    this.choices = new ChoicesPane(context, player.chosen());
    this.deeds = new DeedsPane(context, this::showCalls, this::showCode);
    this.calls = new StepCalls(context, ledger, this::mark);
    this.code = new CodeWindow(context);
    this.run = button("lesson-run", Feather.PLAY, player::runStep);
    this.next = button("lesson-next", Feather.ARROW_RIGHT, player::next);
    this.back = button("lesson-back", Feather.ARROW_LEFT, player::back);
    this.all = button("lesson-all", Feather.FAST_FORWARD, player::runAll);
    this.close = button("lesson-leave", Feather.X, leave);
    this.sockets = new LessonSockets(context);
    this.note = new StepNote(context);
    this.obstacle = new ObstacleBar(context, this::begin);
    setId("lesson-view");
    run.getStyleClass().add("accent");
    busy.setMaxSize(BUSY_PX, BUSY_PX);
    UiContext.label(busy, "lesson-busy", context.say("ui.lessons.busy"));
    var space = new Region();
    HBox.setHgrow(space, Priority.ALWAYS);
    HBox.setHgrow(title, Priority.ALWAYS);
    title.setMaxWidth(Double.MAX_VALUE);
    progress.setMinWidth(USE_PREF_SIZE);
    header = new HBox(12, title, progress, all, close);
    header.getStyleClass().addAll("pb-lesson-header");
    header.setAlignment(Pos.CENTER_LEFT);
    body =
        new VBox(
            12,
            stepTitle,
            new VBox(4, stepText, ports),
            choices,
            deeds,
            sockets,
            note,
            new VBox(4, why, source));
    body.getStyleClass().add("pb-lesson-body");
    scroll = Scrolling.byKeys(Scrolling.around(body));
    scroll.setId("lesson-place");
    scroll.accessibleTextProperty().bind(stepTitle.textProperty());
    scroll.setFitToWidth(true);
    VBox.setVgrow(scroll, Priority.ALWAYS);
    footer = new HBox(8, back, callsSwitch(), space, busy, run, next);
    footer.getStyleClass().add("pb-lesson-footer");
    footer.setAlignment(Pos.CENTER_LEFT);
    getChildren().addAll(header, obstacle, scroll, calls, footer);
  }

  /** The calls make way for a step that is long. */
  @Override
  protected void layoutChildren() {
    double aroundPx = header.prefHeight(getWidth()) + footer.prefHeight(getWidth());
    double obstaclePx = obstacle.isVisible() ? obstacle.prefHeight(getWidth()) : 0;
    calls.leaveRoom(getHeight() - aroundPx - obstaclePx - body.prefHeight(getWidth()));
    super.layoutChildren();
  }

  private static Label wrapped(String id, String style) {
    var label = new Label();
    label.setId(id);
    label.getStyleClass().add(style);
    label.setWrapText(true);
    label.setMinHeight(USE_PREF_SIZE);
    label.managedProperty().bind(label.visibleProperty());
    return label;
  }

  private Button button(String id, Feather icon, Runnable action) {
    Button button = context.named(new Button(context.say("ui." + id + ".label")), id);
    button.setGraphic(Icons.of(icon));
    button.setMinWidth(USE_PREF_SIZE);
    button.setOnAction(_ -> action.run());
    return button;
  }

  private void begin(boolean freePorts) {
    LessonRun playing = player.run();
    if (playing != null) {
      player.begin(playing.lesson(), freePorts);
    }
  }

  /** Leaves out what a class need not see, and shows the sockets that are open. */
  void present(boolean on) {
    for (Button each : List.of(all, close)) {
      each.setVisible(!on);
      each.setManaged(!on);
    }
    sockets.setVisible(on);
    calls.present(on);
    refresh();
    // Not into a field: there a clicker's keys would be text.
    run.requestFocus();
  }

  /** The next step; the step itself is run first. */
  void onward() {
    (player.result() == null ? run : next).fire();
  }

  void backward() {
    back.fire();
  }

  void runStep() {
    run.fire();
  }

  /** Chooses a prediction, by its place from 0; one that there is not is none. */
  void predict(int place) {
    choices.choose(place);
  }

  /** Another lesson begins: nothing has been predicted in it. */
  void fresh() {
    choices.clear();
    stepInSight = -1;
  }

  /** Shows what the player has in sight now. */
  void refresh() {
    LessonRun playing = player.run();
    LessonStep step = player.shown();
    if (playing == null || step == null) {
      return;
    }
    StepResult result = player.result();
    title.setText(playing.lesson().title().in(locale));
    progress.setText(
        context.say(
            "ui.lessons.progress",
            String.valueOf(player.step() + 1),
            String.valueOf(playing.lesson().steps().size())));
    stepTitle.setText(step.title().in(locale));
    stepText.setText(step.text().in(locale));
    String replaced = playing.ports().replaced();
    ports.setText(context.say("ui.lessons.other-ports", replaced));
    ports.setVisible(!replaced.isEmpty());
    choices.show(step, result != null);
    boolean ran = result instanceof StepResult.Ran;
    deeds.show(
        step.deeds(),
        playing.ports(),
        result instanceof StepResult.Ran done ? done.deeds() : null,
        deed -> program(deed).isPresent());
    sockets.show(player.listeners());
    calls.show(player.step(), player.results());
    note.show(playing, step, result);
    why.setText(ran ? step.why().in(locale) : "");
    why.setVisible(ran);
    source.setText(ran ? context.say("ui.lessons.source", step.source()) : "");
    source.setVisible(ran);
    obstacle.show(player.obstacle());
    showButtons(result != null);
    if (stepInSight != player.step()) {
      stepInSight = player.step();
      scroll.setVvalue(0);
    }
  }

  private ToggleButton callsSwitch() {
    ToggleButton wanted =
        context.named(new ToggleButton(context.say("ui.lesson-calls.label")), "lesson-calls");
    wanted.setGraphic(Icons.of(Feather.TERMINAL));
    wanted.getStyleClass().addAll("flat", "pb-tool");
    wanted.setMinWidth(USE_PREF_SIZE);
    wanted.setSelected(calls.isWanted());
    wanted.setOnAction(_ -> calls.setWanted(wanted.isSelected()));
    return wanted;
  }

  private void showCalls(int deed) {
    calls.showDeed(deed);
  }

  private void mark(int deed) {
    deeds.mark(deed);
    if (deed >= 0) {
      reveal(deeds.row(deed));
    }
  }

  private void reveal(Node row) {
    double hiddenPx = body.getHeight() - scroll.getViewportBounds().getHeight();
    double topPx = row.localToScene(0, 0).getY() - body.localToScene(0, 0).getY();
    double offsetPx = scroll.getVvalue() * hiddenPx;
    double endPx = offsetPx + scroll.getViewportBounds().getHeight();
    if (hiddenPx > 0 && (topPx < offsetPx || topPx + row.getLayoutBounds().getHeight() > endPx)) {
      scroll.setVvalue(Math.clamp(topPx / hiddenPx, 0, 1));
    }
  }

  private Optional<Sketches.Sketched> program(int deed) {
    LessonRun playing = player.run();
    return playing == null
        ? Optional.empty()
        : DeedSketches.of(playing.lesson(), player.step(), deed, playing.ports());
  }

  private void showCode(int deed) {
    LessonStep step = player.shown();
    LessonRun playing = player.run();
    if (step != null && playing != null) {
      String title = context.say(Answers.done(step.deeds().get(deed), playing.ports()));
      program(deed).ifPresent(sketched -> code.show(this, title, sketched));
    }
  }

  private void showButtons(boolean ran) {
    boolean working = player.busy();
    boolean blocked = working || player.obstacle().port() != 0;
    busy.setVisible(working);
    run.setDisable(blocked);
    run.setText(context.say(ran ? "ui.lesson-run.again" : "ui.lesson-run.label"));
    boolean onward = ran && player.hasNext();
    emphasize(run, !ran);
    emphasize(next, onward);
    next.setDisable(working || !onward);
    back.setDisable(working || player.step() == 0);
    all.setDisable(blocked);
  }

  private static void emphasize(Button button, boolean on) {
    List<String> classes = button.getStyleClass();
    if (on && !classes.contains("accent")) {
      classes.add("accent");
    } else if (!on) {
      classes.remove("accent");
    }
  }
}
