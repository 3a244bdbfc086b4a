package org.portbound.ui.listeners;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import org.portbound.socket.GroupMembership;
import org.portbound.socket.ReuseOptions;
import org.portbound.socket.SourceFilter;
import org.portbound.text.Message;
import org.portbound.ui.control.Action;
import org.portbound.ui.control.Badge;
import org.portbound.ui.control.Icons;
import org.portbound.ui.control.RowClicks;
import org.portbound.ui.control.UiContext;
import org.portbound.workbench.ListenerState;
import org.portbound.workbench.ListenerView;
import org.portbound.workbench.PeerView;

/** One listener: state, number, endpoint, options, groups, counters, and what can be done. */
final class ListenerCard extends VBox {
  private static final PseudoClass CLOSED = PseudoClass.getPseudoClass("closed");
  private static final PseudoClass SELECTED = PseudoClass.getPseudoClass("selected");

  /** More of them have their place in the list of groups. */
  private static final int MOST_GROUPS = 3;

  private static final double BADGE_PX = 140;

  private final UiContext context;
  private final int number;
  private final Label endpoint = new Label();
  private final Label state = new Label();
  private final FontIcon stateIcon = Icons.of(Feather.CHECK_CIRCLE, "pb-icon-small");
  private final FlowPane badges = new FlowPane(4, 4);
  private final ListenerFigures figures;
  private final Label reason = new Label();
  private final HBox closedActions = new HBox(8);
  private final Button close;
  private final Button hold = new Button();
  private final Button groups = new Button();
  private final Button examine = new Button();
  private final Button code = new Button();
  private @Nullable ListenerView shown;

  /**
   * @param toggle selects the listener or takes that back, by its number
   */
  ListenerCard(UiContext context, int number, ListenerActions actions, IntConsumer toggle) {
    super(8);
    this.context = context;
    this.number = number;
    this.close = new Button();
    this.figures = new ListenerFigures(context, number);
    setMinWidth(0);
    setFocusTraversable(true);
    RowClicks.andKeysOn(this, () -> toggle.accept(number));
    setOnContextMenuRequested(
        event ->
            ListenerMenu.of(context, number, this, endpoint.getText())
                .show(this, event.getScreenX(), event.getScreenY()));
    setId("listener-" + number);
    getStyleClass().add("pb-card");
    fillClosedActions(actions);
    reason.setId("listener-" + number + "-reason");
    reason.setWrapText(true);
    reason.getStyleClass().add("pb-muted");
    getChildren().addAll(top(actions), middle(actions), figures);
  }

  void setSelected(boolean on) {
    pseudoClassStateChanged(SELECTED, on);
  }

  int number() {
    return number;
  }

  /** What its buttons do now. */
  List<Action> deeds() {
    return ListenerMenu.buttons(this)
        .map(each -> Action.of(each, Action.Kind.LISTENER, "").on("desk"))
        .toList();
  }

  private Node top(ListenerActions actions) {
    endpoint.getStyleClass().add("pb-endpoint");
    endpoint.setId("listener-" + number + "-endpoint");
    endpoint.setMinWidth(0);
    state.setId("listener-" + number + "-state");
    state.getStyleClass().add("pb-state");
    state.setGraphic(stateIcon);
    state.setMinWidth(USE_PREF_SIZE);
    var space = new Region();
    HBox.setHgrow(space, Priority.ALWAYS);
    UiContext.label(close, "listener-" + number + "-close", say("close.name", number));
    UiContext.tip(close, say("close.tip"));
    close.setGraphic(Icons.of(Feather.X));
    close.getStyleClass().addAll("flat", "pb-tool");
    close.setOnAction(event -> actions.close(number));
    UiContext.label(code, "listener-" + number + "-code", say("code.name", number));
    UiContext.tip(code, say("code.tip"));
    code.setGraphic(Icons.of(Feather.CODE));
    code.getStyleClass().addAll("flat", "pb-tool");
    code.setOnAction(
        event -> {
          if (shown != null) {
            actions.code(shown);
          }
        });
    var tools = new HBox(code, close);
    tools.getStyleClass().add("pb-tools");
    var top = new HBox(8, Badge.listener(number), endpoint, space, state, tools);
    top.setAlignment(Pos.CENTER_LEFT);
    return top;
  }

  /** The badges, and what can be done while it is open. */
  private Node middle(ListenerActions actions) {
    badges.setAlignment(Pos.CENTER_LEFT);
    badges.setPrefWrapLength(0);
    UiContext.label(examine, "listener-" + number + "-examine", say("examine.name", number));
    UiContext.tip(examine, say("examine.tip"));
    examine.setText(say("examine.label"));
    examine.setGraphic(Icons.of(Feather.HELP_CIRCLE, "pb-icon-small"));
    examine.getStyleClass().addAll("flat", "pb-tool");
    examine.setMinWidth(USE_PREF_SIZE);
    examine.managedProperty().bind(examine.visibleProperty());
    examine.setOnAction(
        event -> {
          if (shown != null) {
            actions.examine(shown);
          }
        });
    UiContext.label(hold, "listener-" + number + "-hold", say("hold.name", number));
    UiContext.tip(hold, say("hold.tip"));
    hold.setGraphic(Icons.of(Feather.GIT_BRANCH));
    hold.getStyleClass().addAll("flat", "pb-tool");
    hold.managedProperty().bind(hold.visibleProperty());
    hold.setOnAction(event -> actions.holdInChild(number));
    UiContext.label(groups, "listener-" + number + "-groups", say("groups.name", number));
    UiContext.tip(groups, say("groups.tip"));
    groups.setText(say("groups.label"));
    groups.setGraphic(Icons.of(Feather.USERS, "pb-icon-small"));
    groups.getStyleClass().addAll("flat", "pb-tool");
    groups.setMinWidth(USE_PREF_SIZE);
    groups.managedProperty().bind(groups.visibleProperty());
    groups.setOnAction(
        event -> {
          if (shown != null) {
            actions.groups(shown);
          }
        });
    var buttons = new HBox(0, hold, groups, examine);
    buttons.setAlignment(Pos.TOP_RIGHT);
    buttons.getStyleClass().add("pb-tools");
    return new BadgeRow(badges, buttons, groups);
  }

  private void fillClosedActions(ListenerActions actions) {
    var again = new Button(say("again.label"));
    UiContext.label(again, "listener-" + number + "-again", say("again.name", number));
    UiContext.tip(again, say("again.tip"));
    again.getStyleClass().add("small");
    again.setOnAction(
        event -> {
          if (shown != null) {
            actions.bindAgain(shown);
          }
        });
    var dismiss = new Button(say("dismiss.label"));
    UiContext.label(dismiss, "listener-" + number + "-dismiss", say("dismiss.name", number));
    UiContext.tip(dismiss, say("dismiss.tip"));
    dismiss.getStyleClass().addAll("small", "flat");
    dismiss.setOnAction(event -> actions.dismiss(number));
    closedActions.getChildren().addAll(again, dismiss);
  }

  private String say(String key, Object... arguments) {
    return context.say("ui.listener." + key, arguments);
  }

  /** Shows the listener as it is now; what has not changed is left alone. */
  void show(ListenerView view, @Nullable PeerView peer, int ratePerSecond) {
    figures.showCounts(view, ratePerSecond);
    if (view.equals(shown)) {
      return;
    }
    boolean structure = shown == null || !sameStructure(shown, view);
    shown = view;
    figures.showLosses(view);
    if (structure) {
      showStructure(view, peer);
    }
  }

  private static boolean sameStructure(ListenerView one, ListenerView other) {
    return one.state() == other.state()
        && one.local().equals(other.local())
        && one.reuse().equals(other.reuse())
        && one.groups().equals(other.groups())
        && one.descriptor() == other.descriptor();
  }

  private void showStructure(ListenerView view, @Nullable PeerView peer) {
    boolean open = view.state() == ListenerState.OPEN;
    endpoint.setText(view.local().toString());
    UiContext.tip(endpoint, view.local().toString());
    figures.showDescriptor(view);
    state.setText(say(open ? "open" : "closed"));
    stateIcon.setIconCode(open ? Feather.CHECK_CIRCLE : Feather.SLASH);
    pseudoClassStateChanged(CLOSED, !open);
    badges.getChildren().setAll(badges(view, peer));
    hold.setVisible(open && view.peer() != 0);
    examine.setVisible(open);
    groups.setVisible(open);
    Message because = view.closedBecause();
    reason.setText(because == null ? "" : context.say(because));
    close.setVisible(open);
    close.setManaged(open);
    getChildren().removeAll(reason, closedActions);
    if (!open) {
      getChildren().addAll(reason, closedActions);
    }
    setAccessibleText(say("name", number, view.local().toString(), state.getText()));
  }

  /** Without the sources, which have their place in the list of groups. */
  private static Badge badge(GroupMembership group) {
    SourceFilter sources = group.sources();
    String place = group.withSources(SourceFilter.ANY).toString();
    var badge = Badge.group(sources.isAny() ? place : place + sources.mode().sign() + "…");
    UiContext.tip(badge, group.toString());
    badge.setMinWidth(0);
    badge.setMaxWidth(BADGE_PX);
    return badge;
  }

  private List<Node> badges(ListenerView view, @Nullable PeerView peer) {
    var all = new ArrayList<Node>();
    if (peer != null) {
      var process =
          Badge.process(
              say("peer", String.valueOf(peer.number()), String.valueOf(peer.pid()), peer.user()));
      process.setId("listener-" + number + "-peer");
      all.add(process);
    }
    if (view.reuse().reusePort()) {
      all.add(Badge.option("SO_REUSEPORT"));
    }
    if (view.reuse().reuseAddr()) {
      all.add(Badge.option("SO_REUSEADDR"));
    }
    if (view.reuse().equals(ReuseOptions.NONE)) {
      all.add(Badge.neutral(say("no-reuse")));
    }
    if (view.plan().socket().v6Only()) {
      all.add(Badge.option("IPV6_V6ONLY"));
    }
    view.groups().stream().limit(MOST_GROUPS).forEach(group -> all.add(badge(group)));
    if (view.groups().size() > MOST_GROUPS) {
      all.add(Badge.group(say("more-groups", view.groups().size() - MOST_GROUPS)));
    }
    if (view.plan().closeOnExit()) {
      all.add(Badge.neutral(say("on-exit")));
    }
    return all;
  }
}
