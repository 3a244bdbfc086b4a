package org.portbound.ui.map;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.animation.AnimationTimer;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.portbound.socket.CallOutcome;
import org.portbound.ui.control.Formats;
import org.portbound.ui.control.Icons;
import org.portbound.ui.control.Panes;
import org.portbound.ui.control.Pictures;
import org.portbound.ui.control.UiContext;
import org.portbound.ui.control.chart.Palette;
import org.portbound.workbench.GroupSteering;
import org.portbound.workbench.ListenerView;
import org.portbound.workbench.ManyPorts;
import org.portbound.workbench.PeerView;
import org.portbound.workbench.SharedGroup;
import org.portbound.workbench.Workbench;

/** The live map of who sends and who gets what, while it is in sight. */
public final class MapPage extends VBox {
  private static final long LOOK_NS = 60_000_000L;

  /** Drawing oftener is not seen, and costs. */
  private static final long DRAW_NS = 30_000_000L;

  private static final double LEAST_WIDTH_PX = 620;

  /** The title's line. */
  private static final double HEADER_PX = 52;

  private static final double TYPE_EM = 12.0 / 13;

  private final UiContext context;
  private final Workbench workbench;
  private final MapModel model;
  private final MapWords words;
  private final Palette palette = new Palette();
  private final MapView view;
  private final MapCard card;
  private final DistributionPane distribution;
  private final MapFrame content;
  private final Node empty;
  private final Label summary = new Label();
  private final Label type = new Label();
  private final Button copy;
  private final Button save;
  private final AnimationTimer timer;
  private MapPicture picture = new MapPicture(List.of(), List.of(), List.of(), List.of(), false);
  private List<PeerView> peers = List.of();
  private long lookedNs;
  private long drawnNs;
  private long shownRevision = -1;
  private double shownEmPx;
  private @Nullable String told;

  /** A page that looks at nothing until it is in sight. */
  public MapPage(UiContext context, Workbench workbench) {
    this.context = context;
    this.workbench = workbench;
    this.model =
        context
            .memory()
            .keep(
                MapModel.class, () -> new MapModel(workbench.log(), workbench.sharing()::deliver));
    this.words = new MapWords(context);
    this.view = new MapView(palette, words, this::standsOut);
    this.card = new MapCard(context);
    this.distribution = new DistributionPane(context, palette, new Deeds());
    this.content = new MapFrame(view, card, distribution, context.say("ui.map.known"), type);
    this.copy = button("map-copy", Feather.COPY);
    this.save = button("map-png", Feather.IMAGE);
    this.empty = emptyState();
    setId("map-page");
    setMinWidth(LEAST_WIDTH_PX);
    content
        .leastHeightProperty()
        .subscribe(leastPx -> setMinHeight(HEADER_PX + leastPx.doubleValue()));
    getStyleClass().add("pb-right");
    copy.setOnAction(
        event -> {
          Pictures.copy(content);
          tell(context.say("ui.map.copied"));
        });
    save.setOnAction(event -> Pictures.save(context, content, "portbound-map.png", this::tell));
    var place = new StackPane(content, empty);
    place.setMinHeight(0);
    VBox.setVgrow(place, Priority.ALWAYS);
    type.setManaged(false);
    type.setVisible(false);
    Panes.mark(view);
    Panes.mark(distribution);
    Panes.mark(empty);
    getChildren().addAll(header(), place, palette, type);
    this.timer =
        new AnimationTimer() {
          @Override
          public void handle(long nowNs) {
            pass(System.nanoTime());
          }
        };
  }

  private Button button(String id, Feather icon) {
    var button = context.named(new Button(context.say("ui." + id + ".label"), Icons.of(icon)), id);
    button.setMinWidth(USE_PREF_SIZE);
    return button;
  }

  private Node header() {
    var title = new Label(context.say("ui.map.title"));
    title.getStyleClass().add("pb-section");
    title.setMinWidth(USE_PREF_SIZE);
    summary.setId("map-summary");
    summary.getStyleClass().add("pb-muted");
    summary.setMinWidth(0);
    summary.textProperty().subscribe(text -> UiContext.tip(summary, text));
    var space = new Region();
    HBox.setHgrow(space, Priority.ALWAYS);
    var header = new HBox(8, title, summary, space, copy, save);
    header.getStyleClass().addAll("pb-pane-header", "pb-page-header");
    Panes.mark(header);
    return header;
  }

  private Node emptyState() {
    var title = new Label(context.say("ui.map.empty.title"));
    title.getStyleClass().add("pb-empty-title");
    var sentence = new Label(context.say("ui.map.empty.detail"));
    sentence.getStyleClass().add("pb-empty-detail");
    sentence.setWrapText(true);
    var three = button("map-three", Feather.PLUS);
    three.setOnAction(
        event -> context.commands().run(() -> ShowPiece.open(workbench), opened -> lookedNs = 0));
    var box = new VBox(8, Icons.of(Feather.SHARE_2, "pb-icon-empty"), title, sentence, three);
    box.setId("map-empty");
    box.getStyleClass().add("pb-empty");
    return box;
  }

  /** Looks and draws while the page is in sight, and not otherwise. */
  public void shown(boolean inSight) {
    if (inSight) {
      lookedNs = 0;
      shownRevision = -1;
      pass(System.nanoTime());
      timer.start();
    } else {
      timer.stop();
    }
  }

  private void pass(long nowNs) {
    if (nowNs - lookedNs >= LOOK_NS) {
      lookedNs = nowNs;
      look(nowNs);
    }
    if (view.moves() && nowNs - drawnNs >= DRAW_NS) {
      drawnNs = nowNs;
      view.draw();
    }
  }

  private void look(long nowNs) {
    List<ListenerView> listeners = workbench.listeners();
    model.show(listeners, workbench.sharing().groups());
    boolean news = model.look(nowNs);
    double emPx = type.getFont().getSize() * TYPE_EM;
    if (!news && shownRevision == workbench.revision() && shownEmPx == emPx) {
      return;
    }
    if (shownRevision != workbench.revision()) {
      peers = workbench.processes().views();
    }
    shownRevision = workbench.revision();
    shownEmPx = emPx;
    picture = model.picture(processes());
    boolean nothing = picture.isEmpty();
    content.setVisible(!nothing);
    empty.setVisible(nothing);
    copy.setDisable(nothing);
    save.setDisable(nothing);
    view.show(picture, model.hops(), emPx, content.roomPx());
    view.draw();
    card.show(facts());
    distribution.show(model.tallies(), model.listeners(), 0);
    summarize(nothing);
  }

  private List<MapPicture.Process> processes() {
    var processes = new ArrayList<MapPicture.Process>();
    processes.add(
        new MapPicture.Process(
            0, ProcessHandle.current().pid(), System.getProperty("user.name", "?"), ears(0)));
    for (PeerView each : peers) {
      processes.add(
          new MapPicture.Process(each.number(), each.pid(), each.user(), ears(each.number())));
    }
    return processes;
  }

  private List<MapPicture.Ear> ears(int peer) {
    return model.listeners().stream().filter(each -> each.peer() == peer).map(model::ear).toList();
  }

  private List<String> facts() {
    return Optional.ofNullable(view.current())
        .map(node -> words.facts(picture, node))
        .orElse(List.of());
  }

  private void standsOut(@Nullable String node) {
    card.show(facts());
    listenerOf(node)
        .ifPresent(listener -> distribution.show(model.tallies(), model.listeners(), listener));
  }

  private Optional<Integer> listenerOf(@Nullable String node) {
    return node == null ? Optional.empty() : picture.ear(node).map(MapPicture.Ear::listener);
  }

  private void tell(String sentence) {
    told = sentence;
    summary.setText(sentence);
  }

  /** What an action came to stays until there is news. */
  private void summarize(boolean nothing) {
    if (nothing) {
      summary.setText("");
    } else if (told == null) {
      summary.setText(
          picture.sampled()
              ? context.say("ui.map.sampled")
              : context.say(
                  dropped() > 0 ? "ui.map.summary-dropped" : "ui.map.summary",
                  Formats.count(picture.ears().size()),
                  Formats.count(
                      picture.processes().stream().filter(each -> !each.ears().isEmpty()).count()),
                  Formats.count(dropped())));
    }
  }

  private long dropped() {
    return picture.ears().stream().mapToLong(MapPicture.Ear::dropped).sum();
  }

  private final class Deeds implements DistributionPane.Actions {
    @Override
    public void steer(SharedGroup group, GroupSteering by) {
      int listener = group.members().getFirst().listener();
      context
          .commands()
          .run(
              () -> workbench.adjusting().steer(listener, by),
              outcome -> {
                distribution.tell(
                    outcome instanceof CallOutcome.Failed failed
                        ? context.say("ui.map.not-steered", failed.errno().said())
                        : "");
                shownRevision = -1;
              });
    }

    @Override
    public void send(SharedGroup group) {
      distribution.tell(context.say("ui.map.sending"));
      context
          .commands()
          .run(
              () -> ShowPiece.send(workbench, group),
              result ->
                  distribution.tell(
                      result.error() == null
                          ? context.say("ui.map.sent", Formats.count(result.sent()))
                          : context.say(
                              "ui.map.not-sent",
                              Formats.count(result.sent()),
                              Formats.count(ManyPorts.PORTS),
                              result.error().said())));
    }
  }
}
