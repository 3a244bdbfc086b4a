package org.portbound.ui.ports;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import javafx.animation.Animation;
import javafx.animation.KeyFrame;
import javafx.animation.Timeline;
import javafx.geometry.Side;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.Duration;
import org.controlsfx.control.MasterDetailPane;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.portbound.diagnosis.Holder;
import org.portbound.diagnosis.HolderScan;
import org.portbound.diagnosis.OptionInference;
import org.portbound.diagnosis.OptionInference.Inferred;
import org.portbound.text.Message;
import org.portbound.ui.control.Formats;
import org.portbound.ui.control.Icons;
import org.portbound.ui.control.Panes;
import org.portbound.ui.control.Prompts;
import org.portbound.ui.control.UiContext;
import org.portbound.workbench.Workbench;

/** Every UDP socket of the machine, and the explanation of one port. */
public final class PortsPage extends VBox {
  private static final Duration EVERY = Duration.seconds(2);
  private static final double TABLE_SHARE = 0.58;

  private static final double LEAST_WIDTH_PX = 960;
  private static final double LEAST_HEIGHT_PX = 400;

  private final UiContext context;
  private final Workbench workbench;
  private final PortsTable table;
  private final PortDetail detail;
  private final MasterDetailPane panes;
  private final TextField filter = new TextField();
  private final Label count = new Label();
  private final Label note = new Label();
  private final Button explain;
  private final Timeline clock = new Timeline(new KeyFrame(EVERY, event -> look()));
  private final Map<PortRow.Key, Inferred> inferred = new HashMap<>();
  private boolean looking;
  private @Nullable Holder explained;

  /** A page that looks for nothing until it is in sight. */
  public PortsPage(UiContext context, Workbench workbench) {
    this.context = context;
    this.workbench = workbench;
    this.table = new PortsTable(context, row -> explain(row.holder()));
    this.detail = new PortDetail(context, this::infer, this::closeDetail);
    this.explain =
        context.named(new Button(context.say("ui.ports-explain.label")), "ports-explain");
    clock.setCycleCount(Animation.INDEFINITE);
    getStyleClass().add("pb-right");
    setMinSize(LEAST_WIDTH_PX, LEAST_HEIGHT_PX);
    panes = new MasterDetailPane(Side.BOTTOM, table, detail, false);
    panes.setFocusTraversable(false);
    panes.setAnimated(false);
    panes.setDividerPosition(TABLE_SHARE);
    VBox.setVgrow(panes, Priority.ALWAYS);
    table.setPlaceholder(emptyState("first"));
    table
        .getSelectionModel()
        .selectedItemProperty()
        .subscribe(
            row -> {
              explain.setDisable(row == null);
              if (row != null && explained != null && !sameSocket(row.holder(), explained)) {
                explain(row.holder());
              }
            });
    note.setId("ports-note");
    note.getStyleClass().add("pb-ports-note");
    note.setGraphic(Icons.of(Feather.INFO, "pb-icon-small"));
    note.setWrapText(true);
    note.setMaxWidth(Double.MAX_VALUE);
    showNotes(List.of());
    Panes.mark(table);
    Panes.mark(detail);
    getChildren().addAll(header(), panes, note);
  }

  private Node header() {
    var title = new Label(context.say("ui.ports.title"));
    title.getStyleClass().add("pb-section");
    count.setId("ports-count");
    count.getStyleClass().add("pb-muted");
    context.named(filter, "ports-filter");
    Prompts.fit(filter, context.say("ui.ports-filter.prompt"));
    filter.setPrefWidth(320);
    filter
        .textProperty()
        .subscribe(
            text -> {
              table.filter(text);
              table.setPlaceholder(emptyState(text.isBlank() ? "none" : "filtered"));
              showCount();
            });
    title.setMinWidth(USE_PREF_SIZE);
    explain.setMinWidth(USE_PREF_SIZE);
    explain.setGraphic(Icons.of(Feather.HELP_CIRCLE));
    explain.setOnAction(event -> explain(table.getSelectionModel().getSelectedItem().holder()));
    var space = new Region();
    HBox.setHgrow(space, Priority.ALWAYS);
    var header = new HBox(8, title, count, space, filter, explain);
    header.getStyleClass().addAll("pb-pane-header", "pb-page-header");
    return header;
  }

  private Node emptyState(String which) {
    var title = new Label(context.say("ui.ports.empty." + which + ".title"));
    title.getStyleClass().add("pb-empty-title");
    var sentence = new Label(context.say("ui.ports.empty." + which + ".detail"));
    sentence.getStyleClass().add("pb-empty-detail");
    sentence.setWrapText(true);
    var box = new VBox(8, Icons.of(Feather.LIST, "pb-icon-empty"), title, sentence);
    box.setId("ports-empty");
    box.getStyleClass().add("pb-empty");
    return box;
  }

  /** Looks while the page is in sight, and not otherwise. */
  public void shown(boolean inSight) {
    if (inSight) {
      look();
      clock.playFromStart();
    } else {
      clock.stop();
    }
  }

  private void look() {
    if (!looking) {
      looking = true;
      context.commands().ask(workbench.outlook()::holdersOnAllPorts, this::show);
    }
  }

  private void show(HolderScan scan) {
    looking = false;
    inferred
        .keySet()
        .retainAll(scan.holders().stream().map(PortRow.Key::of).collect(Collectors.toSet()));
    table.show(PortExplanation.seen(scan, inferred));
    if (filter.getText().isBlank()) {
      table.setPlaceholder(emptyState(scan.complete() ? "none" : "not-known"));
    }
    showCount();
    showNotes(scan.notes());
  }

  private void showCount() {
    int shown = table.getItems().size();
    count.setText(
        shown == table.total()
            ? context.say("ui.ports.count", Formats.count(shown))
            : context.say(
                "ui.ports.count-filtered", Formats.count(shown), Formats.count(table.total())));
  }

  private void showNotes(List<Message> notes) {
    note.setVisible(!notes.isEmpty());
    note.setManaged(!notes.isEmpty());
    note.setText(notes.stream().map(context::say).collect(Collectors.joining("\n")));
  }

  private static boolean sameSocket(Holder one, Holder other) {
    return PortRow.Key.of(one).equals(PortRow.Key.of(other));
  }

  private void explain(Holder holder) {
    explain(holder, () -> {});
  }

  private void explain(Holder holder, Runnable then) {
    explained = holder;
    Map<PortRow.Key, Inferred> known = Map.copyOf(inferred);
    context
        .commands()
        .run(
            () -> PortExplanation.of(workbench, holder, known),
            explanation -> {
              if (explained != null && sameSocket(explained, holder)) {
                detail.show(explanation);
                openDetail();
                then.run();
              }
            });
  }

  private void openDetail() {
    if (!panes.isShowDetailNode()) {
      panes.setShowDetailNode(true);
      panes.setDividerPosition(TABLE_SHARE);
    }
  }

  private void closeDetail() {
    explained = null;
    panes.setShowDetailNode(false);
    table.requestFocus();
  }

  private void infer(int port) {
    context.commands().run(() -> workbench.outlook().inferOptions(port), this::inferred);
  }

  private void inferred(OptionInference.Result result) {
    for (Inferred each : result.sockets()) {
      inferred.put(PortRow.Key.of(each.holder()), each);
    }
    look();
    Holder chosen = explained;
    if (chosen != null) {
      String done =
          context.say(
              result.tooMany() ? "diagnosis.inference.too-many" : "ui.ports.infer.done",
              String.valueOf(result.attempts().size()));
      explain(chosen, () -> detail.tell(done));
    }
  }
}
