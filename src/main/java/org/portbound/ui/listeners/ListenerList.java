package org.portbound.ui.listeners;

import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntConsumer;
import java.util.function.IntUnaryOperator;
import java.util.function.Supplier;
import javafx.application.Platform;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.portbound.ui.control.Action;
import org.portbound.ui.control.FocusMove;
import org.portbound.ui.control.Formats;
import org.portbound.ui.control.Icons;
import org.portbound.ui.control.LateChildren;
import org.portbound.ui.control.Panes;
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
  private Supplier<Optional<Node>> noneLeft = Optional::empty;
  private int selected;

  /** Which had the focus last. */
  private int visited;

  /** Which is to have the focus as soon as it has a card; 0 for none. */
  private int expected;

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
    Panes.mark(this, this::entry);
    context.actions().addEach(this::deeds);
  }

  /** The card that was chosen, or else the one that had the focus last. */
  private Optional<ListenerCard> here() {
    return Optional.ofNullable(cards.get(selected))
        .or(() -> Optional.ofNullable(cards.get(visited)));
  }

  private Optional<Node> entry() {
    return here().map(Node.class::cast).or(() -> FocusMove.firstIn(column));
  }

  /** What can be done with that listener, to be found by typing. */
  private List<Action> deeds() {
    return here().map(ListenerCard::deeds).orElse(List.of());
  }

  /**
   * Where the focus goes when it was in the last card.
   *
   * @param leads such as to what binds the next
   */
  public void onNoneLeft(Supplier<Optional<Node>> leads) {
    noneLeft = leads;
  }

  /** A listener was bound, and the focus is to be at its card. */
  public void expect(int listener) {
    expected = listener;
    focusExpected();
  }

  private void focusExpected() {
    ListenerCard card = cards.get(expected);
    if (card != null) {
      expected = 0;
      reveal(card);
      FocusMove.to(card);
    }
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
    ListenerCard focused = focused();
    Node had = focused == null ? null : getScene().getFocusOwner();
    var present = new HashSet<Integer>();
    ListenerCard added = null;
    for (int i = 0; i < listeners.size(); i++) {
      ListenerView view = listeners.get(i);
      present.add(view.number());
      ListenerCard card = cards.get(view.number());
      if (card == null) {
        card = new ListenerCard(context, view.number(), actions, this::toggle);
        cards.put(view.number(), card);
        column.getChildren().add(card);
        added = card;
        card.focusWithinProperty().subscribe(within -> visit(within, view.number()));
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
    if (added != null) {
      sortAndReveal(added);
    }
    if (focused != null && !FocusMove.isReady(had)) {
      goOn(focused);
    }
    focusExpected();
    count.setText(listeners.isEmpty() ? "" : Formats.count(listeners.size()));
  }

  private void visit(boolean within, int listener) {
    if (within) {
      visited = listener;
    }
  }

  private @Nullable ListenerCard focused() {
    return cards.values().stream().filter(Node::isFocusWithin).findFirst().orElse(null);
  }

  /** What had the focus in a card is gone: to the card, else to the next, else to the last. */
  private void goOn(ListenerCard from) {
    cards.values().stream()
        .filter(each -> each.number() >= from.number())
        .min(Comparator.comparingInt(ListenerCard::number))
        .or(() -> cards.values().stream().max(Comparator.comparingInt(ListenerCard::number)))
        .map(Node.class::cast)
        .or(noneLeft)
        .ifPresent(FocusMove::to);
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
    applyCss();
    layout();
    double roomPx = scroll.getViewportBounds().getHeight();
    double hiddenPx = column.getHeight() - roomPx;
    double topPx = card.getBoundsInParent().getMinY();
    double bottomPx = card.getBoundsInParent().getMaxY();
    double offsetPx = scroll.getVvalue() * hiddenPx;
    if (hiddenPx > 0 && (topPx < offsetPx || bottomPx > offsetPx + roomPx)) {
      double wantedPx = topPx < offsetPx ? topPx : bottomPx - roomPx;
      scroll.setVvalue(Math.clamp(wantedPx / hiddenPx, 0, 1));
    }
  }

  /** A new card is seen whole: its height is known only when it has been laid out. */
  private void sortAndReveal(ListenerCard added) {
    List<ListenerCard> sorted =
        cards.values().stream()
            .sorted((one, other) -> Integer.compare(one.number(), other.number()))
            .toList();
    column.getChildren().setAll(sorted);
    reveal(added);
    Platform.runLater(() -> reveal(added));
  }
}
