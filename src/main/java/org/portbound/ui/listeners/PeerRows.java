package org.portbound.ui.listeners;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CustomMenuItem;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.portbound.diagnosis.SystemUsers;
import org.portbound.peer.PeerProcess;
import org.portbound.peer.PeerUser;
import org.portbound.ui.control.FocusMove;
import org.portbound.ui.control.Icons;
import org.portbound.ui.control.UiContext;
import org.portbound.workbench.PeerAction;
import org.portbound.workbench.PeerView;

/**
 * The peer processes, one line each, and the button that starts one. Stands below the listeners, so
 * that a new process moves none of them; takes no room while there is none.
 */
final class PeerRows extends ScrollPane {
  private static final int ROOT = 0;
  private static final double MAX_HEIGHT_PX = 128;
  private static final double REASON_WIDTH_PX = 240;

  private final UiContext context;
  private final PeerActions actions;
  private final VBox rows = new VBox(4);
  private List<PeerView> shown = List.of();

  PeerRows(UiContext context, PeerActions actions) {
    this.context = context;
    this.actions = actions;
    setId("peers");
    rows.getStyleClass().add("pb-peers");
    getStyleClass().add("pb-peers-scroll");
    setContent(rows);
    setFitToWidth(true);
    setFocusTraversable(false);
    setHbarPolicy(ScrollBarPolicy.NEVER);
    managedProperty().bind(visibleProperty());
    setVisible(false);
    rows.heightProperty()
        .subscribe(
            heightPx -> {
              double wantedPx = Math.min(heightPx.doubleValue(), MAX_HEIGHT_PX);
              setMinHeight(wantedPx);
              setPrefHeight(wantedPx);
            });
  }

  /** The button that starts a process, with the users to choose from. */
  MenuButton button() {
    MenuButton button =
        context.named(new MenuButton(context.say("ui.new-process.label")), "new-process");
    button.setGraphic(Icons.of(Feather.CPU));
    button.getStyleClass().addAll("flat", "pb-tool");
    var same = new MenuItem(context.say("ui.new-process.same"));
    same.setId("new-process-same");
    same.setOnAction(event -> actions.start(new PeerUser.Same()));
    button.getItems().addAll(same, otherUser());
    return button;
  }

  private MenuItem otherUser() {
    boolean permitted = SystemUsers.effectiveUid() == ROOT;
    var words =
        new Label(context.say(permitted ? "ui.new-process.other" : "ui.new-process.other-not"));
    words.setWrapText(true);
    words.setMaxWidth(REASON_WIDTH_PX);
    var other = new CustomMenuItem(words);
    other.setId("new-process-other");
    other.setDisable(!permitted);
    other.setOnAction(event -> actions.start(new PeerUser.Other(PeerUser.NOBODY)));
    return other;
  }

  /** Shows the processes as they are now. */
  void show(List<PeerView> peers) {
    if (!peers.equals(shown)) {
      shown = peers;
      String focused = focused();
      rows.getChildren().setAll(peers.stream().map(this::row).toList());
      setVisible(!peers.isEmpty());
      if (focused != null) {
        focusAgain(focused);
      }
    }
  }

  /** The name of what has the focus there. */
  private @Nullable String focused() {
    return rows.isFocusWithin() ? getScene().getFocusOwner().getId() : null;
  }

  /** The same button of the new row, or, if it is off now, the first in the row that is on. */
  private void focusAgain(String id) {
    Node same = rows.lookup("#" + id);
    Optional.ofNullable(same)
        .filter(FocusMove::isReady)
        .or(() -> FocusMove.firstIn(same == null ? rows : same.getParent()))
        .ifPresent(FocusMove::to);
  }

  private Node row(PeerView peer) {
    var name = new Label(context.say("ui.peer.title", String.valueOf(peer.number())));
    name.getStyleClass().add("pb-peer-name");
    name.setMinWidth(USE_PREF_SIZE);
    String pid = String.valueOf(peer.pid());
    var facts = new Label(facts(peer));
    facts.setId("peer-" + peer.number() + "-facts");
    facts.getStyleClass().add("pb-muted");
    facts.setMinWidth(0);
    UiContext.tip(facts, facts.getText());
    var state = new Label(context.say("ui.peer.state." + peer.state()));
    state.setId("peer-" + peer.number() + "-state");
    state.getStyleClass().add("pb-muted");
    state.setMinWidth(USE_PREF_SIZE);
    var space = new Region();
    HBox.setHgrow(space, Priority.ALWAYS);
    boolean running = peer.state() == PeerProcess.State.RUNNING;
    boolean stopped = peer.state() == PeerProcess.State.STOPPED;
    var row =
        new HBox(
            4,
            name,
            facts,
            space,
            state,
            action(peer, PeerAction.STOP, Feather.PAUSE, running),
            action(peer, PeerAction.CONTINUE, Feather.PLAY, stopped),
            action(peer, PeerAction.KILL, Feather.ZAP_OFF, running || stopped),
            action(peer, PeerAction.CLOSE, Feather.X, true));
    row.setAlignment(Pos.CENTER_LEFT);
    UiContext.label(
        row,
        "peer-" + peer.number(),
        context.say(
            "ui.peer.name", String.valueOf(peer.number()), pid, peer.user(), state.getText()));
    return row;
  }

  /** The children that keep its sockets stand on a line of their own. */
  private String facts(PeerView peer) {
    String facts = context.say("ui.peer.facts", String.valueOf(peer.pid()), peer.user());
    if (peer.holders().isEmpty()) {
      return facts;
    }
    String holders = peer.holders().stream().map(String::valueOf).collect(Collectors.joining(", "));
    return facts + "\n" + context.say("ui.peer.holders", holders);
  }

  private Button action(PeerView peer, PeerAction action, Feather glyph, boolean possible) {
    String word = action.name().toLowerCase(Locale.ROOT);
    String number = String.valueOf(peer.number());
    var button = new Button();
    UiContext.label(
        button, "peer-" + number + "-" + word, context.say("ui.peer." + word + ".name", number));
    UiContext.tip(button, context.say("ui.peer." + word + ".tip"));
    button.setGraphic(Icons.of(glyph));
    button.getStyleClass().addAll("flat", "pb-tool");
    button.setDisable(!possible);
    button.setOnAction(event -> actions.act(peer.number(), action));
    return button;
  }
}
