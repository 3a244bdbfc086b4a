package org.portbound.ui.probe;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javafx.animation.Animation;
import javafx.animation.KeyFrame;
import javafx.animation.Timeline;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.util.Duration;
import org.kordamp.ikonli.feather.Feather;
import org.portbound.probe.ProbeStream;
import org.portbound.socket.Endpoint;
import org.portbound.socket.SocketPlan;
import org.portbound.text.TimeLeft;
import org.portbound.ui.control.Formats;
import org.portbound.ui.control.Icons;
import org.portbound.ui.control.Panes;
import org.portbound.ui.control.Scrolling;
import org.portbound.ui.control.UiContext;
import org.portbound.workbench.ListenerPlan;
import org.portbound.workbench.ListenerState;
import org.portbound.workbench.ListenerView;
import org.portbound.workbench.OpenResult;
import org.portbound.workbench.ProbePlan;
import org.portbound.workbench.ProbeSendView;
import org.portbound.workbench.ProbeStart;
import org.portbound.workbench.Refusal;
import org.portbound.workbench.Workbench;

/** Streams sent and received, and what became of them on the way. */
public final class ProbePage extends VBox implements ProbeActions {
  private static final Duration EVERY = Duration.millis(250);
  private static final double LEAST_WIDTH_PX = 820;
  private static final double LEAST_HEIGHT_PX = 480;
  private static final double LEFT_WIDTH_PX = 388;
  private static final int SENDS_SHOWN = 4;

  /** In lines; what has room for more than the least has it first for listeners. */
  private static final int LISTENERS_LEAST = 2;

  private static final int LISTENERS_MOST = 6;
  private static final int SENDS_WANTED = 3;
  private static final int SENDS_MOST = 12;

  private final UiContext context;
  private final Workbench workbench;
  private final ProbeTable table;
  private final ProbeCharts charts;
  private final RunningList listening;
  private final RunningList sending;
  private final Label outcome = new Label();
  private final LossLine losses;
  private final VBox results;
  private final Node empty;
  private final ProbeTools tools;

  /** Listeners that were opened here. */
  private final Set<Integer> own;

  private final Timeline clock = new Timeline(new KeyFrame(EVERY, event -> refresh()));

  private record Own(Set<Integer> listeners) {}

  /** A page that shows nothing until it is in sight. */
  public ProbePage(UiContext context, Workbench workbench) {
    this.context = context;
    this.workbench = workbench;
    this.own = context.memory().keep(Own.class, () -> new Own(new LinkedHashSet<>())).listeners();
    this.table = new ProbeTable(context);
    this.charts = new ProbeCharts(context);
    this.losses = new LossLine(context);
    this.listening = new RunningList(context, "probe-listening", this::stopListening);
    this.sending = new RunningList(context, "probe-sending", this::stopSending);
    this.tools = new ProbeTools(context, workbench.probing().monitor(), outcome);
    this.empty = emptyState();
    setId("probe-page");
    setMinSize(LEAST_WIDTH_PX, LEAST_HEIGHT_PX);
    getStyleClass().add("pb-right");
    clock.setCycleCount(Animation.INDEFINITE);
    results = new VBox(charts, table, losses);
    Panes.mark(table);
    VBox.setVgrow(charts, Priority.ALWAYS);
    table.setMinHeight(USE_PREF_SIZE);
    var right = new StackPane(results, empty);
    right.setMinWidth(0);
    HBox.setHgrow(right, Priority.ALWAYS);
    var body = new HBox(left(), right);
    body.setMinHeight(0);
    VBox.setVgrow(body, Priority.ALWAYS);
    getChildren().addAll(header(), body);
    refresh();
  }

  private Node left() {
    var receive = new ReceiveForm(context, this);
    var send = new SendForm(context, this);
    Panes.mark(receive);
    Panes.mark(send);
    // Whatever comes there, the forms stay in their place, and so do both lists.
    Node listeners = listening.inPlace(LISTENERS_LEAST, LISTENERS_LEAST, LISTENERS_MOST);
    VBox.setVgrow(listeners, Priority.ALWAYS);
    Node sends = sending.inPlace(LISTENERS_LEAST, SENDS_WANTED, SENDS_MOST);
    VBox.setVgrow(sends, Priority.SOMETIMES);
    var forms = new VBox(receive, send, listeners, sends);
    forms.getStyleClass().add("pb-left");
    var scroll = Scrolling.around(forms);
    scroll.getStyleClass().add("pb-left-scroll");
    scroll.setFitToWidth(true);
    scroll.setFitToHeight(true);
    scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
    scroll.setMinWidth(LEFT_WIDTH_PX);
    scroll.setPrefWidth(LEFT_WIDTH_PX);
    return scroll;
  }

  private Node header() {
    var title = new Label(context.say("ui.probe.title"));
    title.getStyleClass().add("pb-section");
    title.setMinWidth(USE_PREF_SIZE);
    outcome.setId("probe-outcome");
    outcome.getStyleClass().add("pb-muted");
    outcome.setMinWidth(0);
    var space = new Region();
    HBox.setHgrow(space, Priority.ALWAYS);
    var header = new HBox(8, title, outcome, space, selfButton("probe-self"), tools);
    header.getStyleClass().addAll("pb-pane-header", "pb-page-header");
    return header;
  }

  private Button selfButton(String id) {
    var button = context.named(new Button(context.say("ui." + id + ".label")), id);
    button.setGraphic(Icons.of(Feather.REFRESH_CW));
    button.setMinWidth(USE_PREF_SIZE);
    button.setOnAction(event -> probeMyself());
    return button;
  }

  private Node emptyState() {
    var title = new Label(context.say("ui.probe.empty.title"));
    title.getStyleClass().add("pb-empty-title");
    var sentence = new Label(context.say("ui.probe.empty.detail"));
    sentence.getStyleClass().add("pb-empty-detail");
    sentence.setWrapText(true);
    Button first = selfButton("probe-first");
    first.getStyleClass().add("accent");
    var box = new VBox(8, Icons.of(Feather.ACTIVITY, "pb-icon-empty"), title, sentence, first);
    box.setId("probe-empty");
    box.getStyleClass().add("pb-empty");
    return box;
  }

  /** Draws while the page is in sight, and not otherwise. */
  public void shown(boolean inSight) {
    if (inSight) {
      refresh();
      clock.playFromStart();
    } else {
      clock.stop();
    }
  }

  private void refresh() {
    List<ProbeStream> streams = workbench.probing().monitor().streams();
    List<ListenerView> listeners = workbench.listeners();
    table.show(streams);
    charts.show(workbench.probing().monitor());
    empty.setVisible(streams.isEmpty());
    results.setVisible(!streams.isEmpty());
    tools.show(streams);
    own.retainAll(listeners.stream().map(ListenerView::number).toList());
    listening.show(
        listeners.stream().filter(each -> own.contains(each.number())).map(this::item).toList());
    List<ProbeSendView> sends = workbench.probing().sends();
    sending.show(
        sends.subList(Math.max(0, sends.size() - SENDS_SHOWN), sends.size()).stream()
            .map(this::item)
            .toList());
    losses.show(streams, listeners);
  }

  private RunningList.Item item(ListenerView listener) {
    return new RunningList.Item(
        listener.number(),
        context.say(
            "ui.probe.listening",
            listener.number(),
            listener.local(),
            ProbeWords.count(listener.datagrams())),
        listener.state() == ListenerState.OPEN,
        OptionalDouble.empty());
  }

  private RunningList.Item item(ProbeSendView sent) {
    String failures =
        new TreeMap<>(sent.failures())
            .entrySet().stream()
                .map(each -> each.getKey() + " " + ProbeWords.count(each.getValue()))
                .collect(Collectors.joining(", "));
    String text =
        context.say(
            sent.over() ? "ui.probe.sent" : "ui.probe.sending",
            sent.number(),
            sent.plan().destination(),
            ProbeWords.count(sent.sent()),
            ProbeWords.rate(sent.perSecond()));
    if (!sent.over()) {
      text +=
          TimeLeft.of(sent.doneShare(), sent.sendingNs())
              .map(left -> " · " + context.say(left))
              .orElse("");
    }
    if (sent.stalledNs() > 0) {
      text += " · " + context.say("ui.series.stood-still", Formats.tenths(sent.stalledNs()));
    }
    return new RunningList.Item(
        sent.number(),
        failures.isEmpty() ? text : text + context.say("ui.probe.refused", failures),
        !sent.over(),
        sent.over() || !sent.plan().ends()
            ? OptionalDouble.empty()
            : OptionalDouble.of(sent.doneShare()));
  }

  private void probeMyself() {
    SocketPlan plan = SocketPlan.of(Endpoint.parse("127.0.0.1:0"));
    context
        .commands()
        .run(
            () -> workbench.open(new ListenerPlan(plan, false)),
            result -> {
              opened(result);
              if (result instanceof OpenResult.Listening(ListenerView listener)) {
                send(ProbePlan.trial(listener.local()));
              }
            });
  }

  @Override
  public void listen(SocketPlan plan) {
    context.commands().run(() -> workbench.open(new ListenerPlan(plan, false)), this::opened);
  }

  private void opened(OpenResult result) {
    switch (result) {
      case OpenResult.Listening(ListenerView listener) -> {
        own.add(listener.number());
        outcome.setText("");
      }
      case OpenResult.Refused(Refusal refusal) -> tell(refusal);
    }
    refresh();
  }

  private void tell(Refusal refusal) {
    outcome.setText(context.say(refusal.diagnosis().headline()));
    UiContext.tip(
        outcome,
        refusal.diagnosis().reasons().stream().map(context::say).collect(Collectors.joining(" ")));
  }

  @Override
  public void stopListening(int listener) {
    context.commands().run(() -> workbench.close(listener), done -> refresh());
  }

  @Override
  public void send(ProbePlan plan) {
    context
        .commands()
        .run(
            () -> workbench.probing().start(plan),
            result -> {
              switch (result) {
                case ProbeStart.Started _ -> outcome.setText("");
                case ProbeStart.NotOpened(Refusal refusal) -> tell(refusal);
                case ProbeStart.NoListener(int number) ->
                    outcome.setText(context.say("ui.probe.no-listener", number));
              }
              refresh();
            });
  }

  @Override
  public void stopSending(int number) {
    workbench.probing().stop(number);
    refresh();
  }
}
