package org.portbound.ui.bench;

import java.util.ArrayList;
import java.util.List;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import org.portbound.file.bench.Bench;
import org.portbound.file.bench.BenchListener;
import org.portbound.file.bench.BenchReading;
import org.portbound.message.MessageFile.Fault;
import org.portbound.text.Message;
import org.portbound.text.Visible;
import org.portbound.ui.control.Icons;
import org.portbound.ui.control.Scrolling;
import org.portbound.ui.control.UiContext;
import org.portbound.workbench.Benches.Answer;

/**
 * Above the pages: what a workbench file holds and what is wrong in it, with the question whether
 * to open it; then what came of it. Takes no room while there is nothing to say.
 */
public final class BenchPanel extends VBox {
  private static final PseudoClass DANGER = PseudoClass.getPseudoClass("danger");
  private static final double MOST_HEIGHT_PX = 236;
  private static final int FAULTS_SHOWN = 100;

  private final UiContext context;
  private final BenchActions actions;
  private final Label title = new Label();
  private final HBox buttons = new HBox(8);
  private final VBox rows = new VBox(2);
  private final ScrollPane scroll = Scrolling.around(rows);
  private final Button dismiss;

  /** An invisible panel. */
  public BenchPanel(UiContext context, BenchActions actions) {
    this.context = context;
    this.actions = actions;
    setId("bench-panel");
    getStyleClass().add("pb-bench");
    title.setId("bench-title");
    title.getStyleClass().add("pb-section");
    title.setWrapText(true);
    title.setMinWidth(0);
    title.setMaxWidth(Double.MAX_VALUE);
    HBox.setHgrow(title, Priority.ALWAYS);
    dismiss = context.named(new Button(), "bench-dismiss");
    dismiss.setGraphic(Icons.of(Feather.X));
    dismiss.getStyleClass().addAll("flat", "pb-tool");
    dismiss.setOnAction(event -> dismiss());
    buttons.setAlignment(Pos.CENTER_RIGHT);
    var head = new HBox(8, title, buttons, dismiss);
    head.setAlignment(Pos.CENTER_LEFT);
    scroll.setFitToWidth(true);
    scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
    scroll.getStyleClass().add("pb-checks-scroll");
    scroll.setFocusTraversable(false);
    rows.heightProperty().subscribe(this::fit);
    getChildren().addAll(head, scroll);
    managedProperty().bind(visibleProperty());
    setVisible(false);
  }

  /** As high as its rows, as long as the pages keep most of the window. */
  private void fit() {
    double heightPx = Math.min(rows.getHeight() + 2, MOST_HEIGHT_PX);
    scroll.setMinHeight(heightPx);
    scroll.setPrefHeight(heightPx);
    scroll.setMaxHeight(heightPx);
  }

  /** Puts it away. */
  public void dismiss() {
    setVisible(false);
    rows.getChildren().clear();
    actions.dismissed();
  }

  /**
   * Shows what a file holds, and asks.
   *
   * @param open how many listeners are open now
   */
  public void ask(String fileName, BenchReading reading, int open) {
    Bench bench = reading.bench();
    begin(context.say("ui.bench.ask", fileName), bench.isEmpty());
    int place = 1;
    for (BenchListener each : bench.listeners()) {
      rows.getChildren().add(BenchRow.planned(context, place++, each));
    }
    addContents(bench);
    addFaults(reading.faults());
    if (bench.isEmpty()) {
      return;
    }
    boolean question = open > 0 && !bench.listeners().isEmpty();
    if (question) {
      add(
          "bench-beside",
          context.say("ui.bench-beside.label"),
          () -> actions.open(fileName, reading, false));
    }
    Button main =
        question
            ? add(
                "bench-close-open",
                context.say("ui.bench-close-open.label", String.valueOf(open)),
                () -> actions.open(fileName, reading, true))
            : add(
                "bench-open",
                context.say("ui.bench-open.label"),
                () -> actions.open(fileName, reading, false));
    main.getStyleClass().add("accent");
    main.requestFocus();
  }

  private Button add(String id, String words, Runnable action) {
    Button button = context.named(new Button(words), id);
    button.setMinWidth(USE_PREF_SIZE);
    button.setOnAction(
        event -> {
          buttons.setDisable(true);
          action.run();
        });
    buttons.getChildren().add(button);
    return button;
  }

  /** What else is in it, in a sentence. */
  private void addContents(Bench bench) {
    var parts = new ArrayList<String>();
    if (!bench.messages().isEmpty()) {
      parts.add(context.say("ui.bench.messages", String.valueOf(bench.messages().size())));
    }
    if (!bench.filters().isEmpty()) {
      parts.add(context.say("ui.bench.filters", String.valueOf(bench.filters().size())));
    }
    if (!bench.filter().isEmpty()) {
      parts.add(context.say("ui.bench.filter", bench.filter()));
    }
    bench
        .send()
        .ifPresent(each -> parts.add(context.say("ui.bench.send", each.message().destination())));
    if (!parts.isEmpty()) {
      rows.getChildren()
          .add(
              line(
                  "bench-contents",
                  Feather.PLUS_CIRCLE,
                  "pb-icon-muted",
                  String.join(" · ", parts)));
    }
  }

  private void addFaults(List<Fault> faults) {
    for (int i = 0; i < Math.min(faults.size(), FAULTS_SHOWN); i++) {
      Fault each = faults.get(i);
      String said =
          context.say(
              "ui.bench.fault", String.valueOf(each.line()), Visible.of(context.say(each.why())));
      rows.getChildren()
          .add(line("bench-fault-" + (i + 1), Feather.ALERT_TRIANGLE, "pb-icon-warning", said));
    }
    if (faults.size() > FAULTS_SHOWN) {
      rows.getChildren()
          .add(
              line(
                  "bench-more-faults",
                  Feather.ALERT_TRIANGLE,
                  "pb-icon-warning",
                  context.say(
                      "ui.bench.more-faults", String.valueOf(faults.size() - FAULTS_SHOWN))));
    }
  }

  /** Shows what came of opening a file. */
  public void answer(
      String fileName, BenchReading reading, List<Answer> answers, List<Message> told) {
    long open = answers.stream().filter(each -> each.number().isPresent()).count();
    begin(
        context.say(
            "ui.bench.answer", fileName, String.valueOf(open), String.valueOf(answers.size())),
        open < answers.size());
    int place = 1;
    for (Answer each : answers) {
      rows.getChildren().add(BenchRow.answered(context, place++, each, actions));
    }
    told.forEach(this::tell);
    addFaults(reading.faults());
  }

  private void tell(Message message) {
    rows.getChildren()
        .add(
            line(
                "bench-told-" + rows.getChildren().size(),
                Feather.INFO,
                "pb-icon-muted",
                context.say(message)));
  }

  /**
   * Says one thing.
   *
   * @param failed whether something was not done
   */
  public void say(Message message, boolean failed) {
    begin(context.say(message), failed);
  }

  private void begin(String headline, boolean failed) {
    title.setText(headline);
    title.setGraphic(
        failed
            ? Icons.of(Feather.ALERT_TRIANGLE, "pb-icon-danger")
            : Icons.of(Feather.BRIEFCASE, "pb-icon-muted"));
    setAccessibleText(headline);
    pseudoClassStateChanged(DANGER, failed);
    buttons.getChildren().clear();
    buttons.setDisable(false);
    rows.getChildren().clear();
    fit();
    setVisible(true);
  }

  private Node line(String id, Feather icon, String style, String words) {
    var said = new Label(words);
    said.setId(id);
    said.setWrapText(true);
    said.setMinWidth(0);
    said.setMinHeight(USE_PREF_SIZE);
    var line = new HBox(8, Icons.of(icon, style), said);
    line.getStyleClass().add("pb-bench-row");
    line.setAlignment(Pos.CENTER_LEFT);
    return line;
  }
}
