package org.portbound.ui.ports;

import java.util.ArrayList;
import java.util.Objects;
import java.util.function.IntConsumer;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import org.portbound.diagnosis.Forecast;
import org.portbound.diagnosis.Holder;
import org.portbound.diagnosis.HolderProcess;
import org.portbound.diagnosis.NetworkNamespace;
import org.portbound.diagnosis.SystemUsers;
import org.portbound.socket.ReuseOptions;
import org.portbound.text.Message;
import org.portbound.text.Visible;
import org.portbound.ui.control.Badge;
import org.portbound.ui.control.Icons;
import org.portbound.ui.control.Scrolling;
import org.portbound.ui.control.UiContext;

/** The explanation of one port: who has it, what is not seen, and what a bind would come to. */
final class PortDetail extends VBox {
  private final UiContext context;
  private final PortWords words;
  private final Label headline = new Label();
  private final Label outcome = new Label();
  private final Button infer;
  private final VBox holders = new VBox(12);
  private final VBox outlooks = new VBox(6);
  private int port;

  /**
   * @param inferring takes the port whose sockets' options are to be found out
   * @param close closes this pane
   */
  PortDetail(UiContext context, IntConsumer inferring, Runnable close) {
    this.context = context;
    this.words = new PortWords(context);
    this.infer = context.named(new Button(context.say("ui.ports-infer.label")), "ports-infer");
    getStyleClass().add("pb-detail");
    setMinHeight(0);
    headline.setId("ports-detail-headline");
    headline.getStyleClass().add("pb-section");
    outcome.setId("ports-infer-outcome");
    outcome.getStyleClass().add("pb-muted");
    outcome.setMinWidth(0);
    outcome.textProperty().subscribe(text -> UiContext.tip(outcome, text));
    infer.setGraphic(Icons.of(Feather.ZAP));
    infer.getStyleClass().add("small");
    infer.setMinWidth(USE_PREF_SIZE);
    infer.setOnAction(event -> inferring.accept(port));
    Button dismiss = context.named(new Button(), "ports-detail-close");
    dismiss.setGraphic(Icons.of(Feather.X));
    dismiss.getStyleClass().addAll("flat", "pb-tool");
    dismiss.setOnAction(event -> close.run());
    var space = new Region();
    HBox.setHgrow(space, Priority.ALWAYS);
    var header = new HBox(8, headline, space, outcome, infer, dismiss);
    header.getStyleClass().add("pb-pane-header");
    holders.setId("ports-detail-holders");
    holders.getStyleClass().add("pb-ports-holders");
    outlooks.setId("ports-detail-outlooks");
    outlooks.getStyleClass().add("pb-facts");
    HBox.setHgrow(holders, Priority.ALWAYS);
    holders.setMinWidth(0);
    var scroll = Scrolling.byKeys(Scrolling.around(new HBox(holders, outlooks)));
    scroll.setId("ports-detail-place");
    scroll.accessibleTextProperty().bind(headline.textProperty());
    // Half of the room each: sentences on both sides wrap.
    outlooks.prefWidthProperty().bind(scroll.widthProperty().divide(2));
    outlooks.minWidthProperty().bind(outlooks.prefWidthProperty());
    outlooks.maxWidthProperty().bind(outlooks.prefWidthProperty());
    scroll.setFitToWidth(true);
    scroll.setFitToHeight(true);
    scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
    VBox.setVgrow(scroll, Priority.ALWAYS);
    getChildren().addAll(header, scroll);
  }

  /** Shows this explanation; what was said of an inference before goes. */
  void show(PortExplanation explanation) {
    port = explanation.port();
    int count = explanation.sockets().size();
    int here = explanation.holding();
    headline.setText(
        context.say(
            here < count
                ? "ui.ports.detail.elsewhere"
                : count == 1 ? "ui.ports.detail.one" : "ui.ports.detail.several",
            String.valueOf(port),
            String.valueOf(here),
            String.valueOf(count - here)));
    outcome.setText(explanation.unknownLeft() ? context.say("ui.ports.infer.warning") : "");
    infer.setDisable(!explanation.unknownLeft());
    holders.getChildren().clear();
    if (here == 0) {
      String nobody = count == 0 ? "ui.ports.detail.gone" : "ui.ports.detail.nobody-here";
      holders.getChildren().add(line("pb-empty-line", context.say(nobody)));
    }
    explanation.sockets().forEach(each -> holders.getChildren().add(socket(each)));
    for (var note : explanation.notes()) {
      var sentence = line("pb-muted", context.say(note));
      sentence.setGraphic(Icons.of(Feather.INFO, "pb-icon-small"));
      holders.getChildren().add(sentence);
    }
    showOutlooks(explanation);
  }

  /** Says what came of finding out the options. */
  void tell(String sentence) {
    outcome.setText(sentence);
  }

  private Node socket(PortRow.Seen seen) {
    Holder holder = seen.holder();
    var parts = new ArrayList<Node>();
    parts.add(
        holder.ownListener().isPresent()
            ? Badge.listener(holder.ownListener().getAsInt())
            : Icons.of(Feather.CPU));
    parts.add(line("pb-holder-endpoint", holder.local().toString()));
    String options = words.options(seen);
    parts.add(
        holder.reuse() == null || holder.reuse().equals(ReuseOptions.NONE)
            ? Badge.neutral(options)
            : Badge.option(options));
    String peer = words.peer(holder);
    parts.add(
        line(
            "pb-muted",
            context.say(
                peer.isEmpty() ? "ui.ports.detail.socket" : "ui.ports.detail.connected",
                words.user(holder),
                words.drops(holder),
                words.queue(holder),
                peer)));
    var first = new HBox(8);
    first.setAlignment(Pos.CENTER_LEFT);
    first.getChildren().addAll(parts);
    var block = new VBox(2, first);
    NetworkNamespace elsewhere = seen.elsewhere();
    if (elsewhere != null) {
      for (Message each : elsewhere.description()) {
        block.getChildren().add(indented(Visible.of(context.say(each))));
      }
    }
    holder.processes().forEach(each -> block.getChildren().add(process(each)));
    if (holder.processes().isEmpty()) {
      block.getChildren().add(indented(context.say(holder.unseen(SystemUsers.effectiveUid()))));
    }
    return block;
  }

  private Node process(HolderProcess process) {
    String state =
        switch (process.state()) {
          case RUNNING, UNKNOWN -> "";
          case STOPPED -> context.say("ui.ports.detail.stopped");
          case ZOMBIE -> context.say("ui.ports.detail.zombie");
        };
    return indented(
        context.say(
            "ui.ports.detail.process",
            String.valueOf(process.pid()),
            Visible.of(process.program()),
            state,
            process.commandLine().isEmpty()
                ? context.say("ui.ports.detail.no-command-line")
                : Visible.of(process.commandLine())));
  }

  private static Label indented(String text) {
    Label label = line("pb-muted", text);
    label.getStyleClass().add("pb-refusal-indent");
    return label;
  }

  private void showOutlooks(PortExplanation explanation) {
    var title = line("pb-label", context.say("ui.ports.outlook.title", explanation.plan().local()));
    var grid = new GridPane(12, 4);
    var fixed = new ColumnConstraints();
    fixed.setMinWidth(USE_PREF_SIZE);
    var reason = new ColumnConstraints();
    reason.setHgrow(Priority.ALWAYS);
    reason.setMinWidth(0);
    grid.getColumnConstraints().setAll(fixed, fixed, reason);
    for (int i = 0; i < ReuseOptions.ALL.size(); i++) {
      ReuseOptions reuse = ReuseOptions.ALL.get(i);
      Forecast each = Objects.requireNonNull(explanation.forecasts().get(reuse));
      String options =
          reuse.equals(ReuseOptions.NONE) ? context.say("ui.ports.none") : reuse.toString();
      Label answer = answer(each.outlook());
      answer.setId("ports-outlook-" + i);
      grid.addRow(i, line("pb-fact", options), answer, line("pb-muted", context.say(each.why())));
    }
    outlooks.getChildren().setAll(title, grid);
  }

  private Label answer(Forecast.Outlook outlook) {
    Label label =
        line(
            "pb-muted",
            switch (outlook) {
              case ALLOWED -> context.say("ui.ports.outlook.allowed");
              case REFUSED -> context.say("ui.ports.outlook.refused");
              case UNCERTAIN -> context.say("ui.ports.outlook.unknown");
            });
    label.setGraphic(
        switch (outlook) {
          case ALLOWED -> Icons.of(Feather.CHECK, "pb-icon-small", "pb-icon-success");
          case REFUSED -> Icons.of(Feather.X, "pb-icon-small", "pb-icon-danger");
          case UNCERTAIN -> Icons.of(Feather.HELP_CIRCLE, "pb-icon-small", "pb-icon-muted");
        });
    return label;
  }

  private static Label line(String styleClass, String text) {
    var label = new Label(text);
    label.getStyleClass().add(styleClass);
    if (styleClass.equals("pb-muted")) {
      label.setWrapText(true);
      label.setMinHeight(USE_PREF_SIZE);
    } else {
      label.setMinWidth(USE_PREF_SIZE);
    }
    return label;
  }
}
