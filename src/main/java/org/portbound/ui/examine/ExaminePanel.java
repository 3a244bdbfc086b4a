package org.portbound.ui.examine;

import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressIndicator;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import org.portbound.diagnosis.arrival.Check;
import org.portbound.diagnosis.arrival.Verdict;
import org.portbound.ui.control.Icons;
import org.portbound.ui.control.UiContext;
import org.portbound.workbench.ListenerView;

/** Why nothing arrives at a listener; takes no room while nobody asks. */
public final class ExaminePanel extends VBox {
  private static final double MIN_ROOM_PX = 240;

  private final UiContext context;
  private final Examination examination;
  private final Label title = new Label();
  private final Label summary = new Label();
  private final ProgressIndicator progress = new ProgressIndicator();
  private final VBox rows = new VBox();
  private final ExpectationForm form;
  private final Button run;
  private int listener;
  private long asked;

  /** A panel that shows nothing yet. */
  public ExaminePanel(UiContext context, Examination examination) {
    this.context = context;
    this.examination = examination;
    setId("examine-panel");
    getStyleClass().add("pb-examine");
    run = context.named(new Button(context.say("ui.examine-run.label")), "examine-run");
    run.setMinWidth(Region.USE_PREF_SIZE);
    run.setOnAction(event -> run());
    this.form = new ExpectationForm(context, run, this::run);
    run.disableProperty().bind(form.invalidProperty().or(progress.visibleProperty()));
    rows.getStyleClass().add("pb-checks");
    var scroll = new ScrollPane(rows);
    context.named(scroll, "examine-checks");
    scroll.setFitToWidth(true);
    scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
    scroll.getStyleClass().add("pb-checks-scroll");
    VBox.setVgrow(scroll, Priority.ALWAYS);
    getChildren().addAll(header(), form, scroll);
    managedProperty().bind(visibleProperty());
    setVisible(false);
    setRoom(MIN_ROOM_PX);
  }

  private HBox header() {
    title.setId("examine-title");
    title.getStyleClass().add("pb-section");
    title.setMinWidth(0);
    title.setMaxWidth(Double.MAX_VALUE);
    HBox.setHgrow(title, Priority.ALWAYS);
    summary.setId("examine-summary");
    summary.getStyleClass().add("pb-muted");
    summary.setMinWidth(Region.USE_PREF_SIZE);
    progress.setMaxSize(16, 16);
    progress.setVisible(false);
    Button dismiss = context.named(new Button(), "examine-dismiss");
    dismiss.setGraphic(Icons.of(Feather.X));
    dismiss.getStyleClass().addAll("flat", "pb-tool");
    dismiss.setOnAction(event -> dismiss());
    var header = new HBox(8, Icons.of(Feather.HELP_CIRCLE), title, progress, summary, dismiss);
    header.setAlignment(Pos.CENTER_LEFT);
    return header;
  }

  /** So much height is taken; the check list scrolls in it. */
  public void setRoom(double roomPx) {
    double heightPx = Math.max(MIN_ROOM_PX, roomPx);
    setMinHeight(MIN_ROOM_PX);
    setPrefHeight(heightPx);
    setMaxHeight(heightPx);
  }

  /** Asks about this listener at once; what is expected can be changed then. */
  public void show(ListenerView view) {
    listener = view.number();
    title.setText(
        context.say("ui.examine.title", String.valueOf(view.number()), view.local().toString()));
    setAccessibleText(title.getText());
    form.fill(view);
    setVisible(true);
    run();
  }

  /** Puts it away; what is still being checked is not shown. */
  public void dismiss() {
    asked++;
    setVisible(false);
    progress.setVisible(false);
    rows.getChildren().clear();
  }

  private void run() {
    form.expectation()
        .ifPresent(
            expected -> {
              long number = ++asked;
              progress.setVisible(true);
              summary.setText(context.say("ui.examine.running"));
              examination.start(
                  listener,
                  expected,
                  checks -> {
                    if (number == asked) {
                      show(checks);
                    }
                  });
            });
  }

  private void show(List<Check> checks) {
    progress.setVisible(false);
    rows.getChildren().setAll(checks.stream().map(each -> new CheckRow(context, each)).toList());
    summary.setText(
        context.say(
            "ui.examine.summary",
            count(checks, Verdict.PASSED),
            count(checks, Verdict.FAILED),
            count(checks, Verdict.UNKNOWN)));
  }

  private static String count(List<Check> checks, Verdict verdict) {
    return String.valueOf(checks.stream().filter(each -> each.verdict() == verdict).count());
  }
}
