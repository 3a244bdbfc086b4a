package org.portbound.ui.listeners;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;
import java.util.function.IntUnaryOperator;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import org.portbound.ui.control.Formats;
import org.portbound.ui.control.Icons;
import org.portbound.ui.control.LateChildren;
import org.portbound.ui.control.Scrolling;
import org.portbound.ui.control.UiContext;
import org.portbound.workbench.ListenerView;
import org.portbound.workbench.PeerView;

/** The listeners, one card each, in the order of their numbers. */
public final class ListenerList extends VBox {
  private final UiContext context;
  private final ListenerActions actions;
  private final Map<Integer, ListenerCard> cards = new HashMap<>();
  private final VBox column = new VBox(8);
  private final Label count = new Label();
  private final VBox empty;
  private final PeerRows peerRows;

  /** The peers by number, also those that have ended: their listeners still name them. */
  private final Map<Integer, PeerView> peers = new HashMap<>();

  private final ScrollPane scroll = Scrolling.around(column);
  private IntConsumer chosen = number -> {};
  private int selected;

  /** An empty list. */
  public ListenerList(UiContext context, ListenerActions actions, PeerActions peerActions) {
    this.context = context;
    this.actions = actions;
    this.peerRows = new PeerRows(context, peerActions);
    this.empty = emptyState();
    getStyleClass().add("pb-listeners");
    var title = new Label(context.say("ui.listeners.title"));
    title.getStyleClass().add("pb-section");
    count.getStyleClass().add("pb-muted");
    var space = new Region();
    HBox.setHgrow(space, Priority.ALWAYS);
    var header = new HBox(8, title, count, space, peerRows.button());
    header.setAlignment(Pos.CENTER_LEFT);
    header.getStyleClass().add("pb-listeners-header");
    column.getStyleClass().add("pb-listeners-column");
    column.setAlignment(Pos.TOP_CENTER);
    UiContext.label(scroll, "listeners", context.say("ui.listeners.title"));
    scroll.setFitToWidth(true);
    scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
    scroll.setFocusTraversable(false);
    VBox.setVgrow(scroll, Priority.ALWAYS);
    column.getChildren().add(empty);
    LateChildren.of(this, header, scroll, peerRows);
  }

  private VBox emptyState() {
    var title = new Label(context.say("ui.listeners.empty.title"));
    title.getStyleClass().add("pb-empty-title");
    var detail = new Label(context.say("ui.listeners.empty.detail"));
    detail.getStyleClass().add("pb-empty-detail");
    detail.setWrapText(true);
    var box = new VBox(8, Icons.of(Feather.RADIO, "pb-icon-empty"), title, detail);
    box.setId("listeners-empty");
    box.getStyleClass().add("pb-empty");
    return box;
  }

  /**
   * Shows the peer processes as they are now; comes before {@link #show}.
   *
   * @param now in order of their numbers
   */
  public void showPeers(List<PeerView> now) {
    now.forEach(each -> peers.put(each.number(), each));
    peerRows.show(now);
  }

  /**
   * Shows the listeners as they are now.
   *
   * @param listeners in order of their numbers
   * @param ratePerSecond the datagrams a second of a listener, by its number
   */
  public void show(List<ListenerView> listeners, IntUnaryOperator ratePerSecond) {
    var present = new HashSet<Integer>();
    boolean added = false;
    for (int i = 0; i < listeners.size(); i++) {
      ListenerView view = listeners.get(i);
      present.add(view.number());
      ListenerCard card = cards.get(view.number());
      if (card == null) {
        card = new ListenerCard(context, view.number(), actions, this::toggle);
        cards.put(view.number(), card);
        column.getChildren().add(card);
        added = true;
      }
      card.show(view, peers.get(view.peer()), ratePerSecond.applyAsInt(view.number()));
    }
    cards
        .entrySet()
        .removeIf(
            entry -> {
              boolean gone = !present.contains(entry.getKey());
              if (gone && entry.getKey() == selected) {
                selected = 0;
              }
              if (gone) {
                column.getChildren().remove(entry.getValue());
              }
              return gone;
            });
    column.getChildren().remove(empty);
    if (listeners.isEmpty()) {
      column.getChildren().add(empty);
    }
    if (added) {
      sortAndReveal();
    }
    count.setText(listeners.isEmpty() ? "" : Formats.count(listeners.size()));
  }

  /**
   * Who hears which listener the user has selected.
   *
   * @param hears its number, or 0 for none
   */
  public void onChoice(IntConsumer hears) {
    chosen = hears;
  }

  private void toggle(int number) {
    select(number == selected ? 0 : number);
    chosen.accept(selected);
  }

  /** Marks the card of a listener and brings it into sight; 0 for none. */
  public void select(int number) {
    selected = number;
    cards.forEach((each, card) -> card.setSelected(each == number));
    ListenerCard card = cards.get(number);
    if (card != null) {
      reveal(card);
    }
  }

  private void reveal(ListenerCard card) {
    scroll.applyCss();
    scroll.layout();
    double roomPx = scroll.getViewportBounds().getHeight();
    double hiddenPx = column.getHeight() - roomPx;
    double topPx = card.getBoundsInParent().getMinY();
    double bottomPx = card.getBoundsInParent().getMaxY();
    double offsetPx = scroll.getVvalue() * hiddenPx;
    if (hiddenPx > 0 && (topPx < offsetPx || bottomPx > offsetPx + roomPx)) {
      scroll.setVvalue(Math.clamp(topPx / hiddenPx, 0, 1));
    }
  }

  private void sortAndReveal() {
    List<ListenerCard> sorted =
        cards.values().stream()
            .sorted((one, other) -> Integer.compare(one.number(), other.number()))
            .toList();
    column.getChildren().setAll(sorted);
    scroll.layout();
    scroll.setVvalue(scroll.getVmax());
  }
}
