package org.portbound.ui.control;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import javafx.animation.PauseTransition;
import javafx.css.PseudoClass;
import javafx.geometry.Orientation;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.Separator;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.util.Duration;
import org.portbound.capture.DatagramLog;
import org.portbound.workbench.ListenerView;
import org.portbound.workbench.Workbench;

/**
 * The line at the bottom: what was received, and the three ways to lose a datagram. What has no
 * room is left out, the least important first, and stands in the tooltip of a sign at the end.
 */
public final class StatusLine extends HBox {
  private static final Duration MESSAGE_SHOWN_FOR = Duration.seconds(3);
  private static final PseudoClass LOSING = PseudoClass.getPseudoClass("losing");

  private final UiContext context;
  private final Label received;
  private final Label rate;
  private final Label held;
  private final Label kernel;
  private final Label own;
  private final Label evicted;
  private final Label message = new Label();
  private final Label more = new Label("…");
  private final PauseTransition silence = new PauseTransition(MESSAGE_SHOWN_FOR);

  /** What is left out where there is no room, the first first. */
  private final List<Item> expendable;

  /**
   * Everything the line shows.
   *
   * @param received datagrams received by all listeners that are in the list
   * @param ratePerSecond datagrams a second, all listeners together
   * @param held datagrams that the log holds
   * @param droppedByKernel dropped because a socket's queue was full, where that is known
   * @param droppedByUs received and not logged; more than 0 is a defect
   * @param evicted given up by the log for newer ones
   */
  public record Figures(
      long received,
      int ratePerSecond,
      long held,
      long droppedByKernel,
      long droppedByUs,
      long evicted) {
    /** What the workbench and its listeners have come to now. */
    public static Figures of(Workbench workbench, List<ListenerView> listeners, int ratePerSecond) {
      DatagramLog log = workbench.log();
      return new Figures(
          listeners.stream().mapToLong(ListenerView::datagrams).sum(),
          ratePerSecond,
          log.end() - log.first(),
          listeners.stream().mapToLong(each -> each.droppedByKernel().orElse(0)).sum(),
          workbench.droppedByUs(),
          log.evicted());
    }
  }

  /**
   * @param provider name of the socket provider
   * @param user name of the user whose sockets these are
   */
  public StatusLine(UiContext context, String provider, String user) {
    this.context = context;
    UiContext.label(this, "status", context.say("ui.status.name"));
    getStyleClass().add("status-bar");
    setAlignment(Pos.CENTER_LEFT);
    setMinWidth(0);
    received = figure("received");
    rate = figure("rate");
    held = figure("held");
    kernel = figure("kernel");
    own = figure("own");
    evicted = figure("evicted");
    Label providerName = figure("provider");
    providerName.setText(provider);
    Label userName = figure("user");
    userName.setText(user);
    var heldItem = item("held", held);
    var evictedItem = item("evicted", evicted);
    var rateItem = item("rate", rate);
    var ownItem = item("own", own);
    var providerItem = item("provider", providerName);
    var userItem = item("user", userName);
    expendable = List.of(userItem, providerItem, evictedItem, heldItem, rateItem, ownItem);
    message.setId("status-message");
    message.getStyleClass().add("pb-status-message");
    message.setMinWidth(USE_PREF_SIZE);
    message.setVisible(false);
    silence.setOnFinished(event -> message.setVisible(false));
    more.setId("status-more");
    more.setMinWidth(USE_PREF_SIZE);
    UiContext.tip(more, "");
    var space = new Region();
    HBox.setHgrow(space, Priority.ALWAYS);
    getChildren()
        .addAll(
            item("received", received),
            rateItem,
            heldItem,
            new Separator(Orientation.VERTICAL),
            item("kernel", kernel),
            ownItem,
            evictedItem,
            more,
            space,
            message,
            providerItem,
            userItem);
  }

  /** A figure with what it is. */
  private static final class Item extends HBox {
    private final Label caption;
    private final Label figure;

    Item(Label caption, Label figure) {
      super(4, caption, figure);
      this.caption = caption;
      this.figure = figure;
      caption.setMinWidth(USE_PREF_SIZE);
      figure.setMinWidth(USE_PREF_SIZE);
      setAlignment(Pos.CENTER);
      getStyleClass().add("pb-status-item");
    }

    String words() {
      return caption.getText() + " " + figure.getText();
    }
  }

  @Override
  protected void layoutChildren() {
    var shown = new ArrayList<Node>(getChildren());
    shown.remove(more);
    for (Item each : expendable) {
      if (!RowFit.fits(this, shown)) {
        shown.remove(each);
        if (!shown.contains(more)) {
          shown.add(more);
        }
      }
    }
    if (shown.contains(more)) {
      String left =
          expendable.stream()
              .filter(each -> !shown.contains(each))
              .map(Item::words)
              .collect(Collectors.joining("\n"));
      UiContext.tip(more, left);
      more.setAccessibleText(left);
    }
    RowFit.show(List.copyOf(expendable), shown);
    RowFit.show(List.of(more), shown);
    super.layoutChildren();
  }

  /** Says something for a moment. */
  public void say(String words) {
    message.setText(words);
    message.setVisible(true);
    silence.playFromStart();
  }

  private static Label figure(String name) {
    var label = new Label();
    label.setId("status-" + name);
    label.getStyleClass().add("pb-figure");
    return label;
  }

  private Item item(String name, Label figure) {
    var caption = new Label(context.say("ui.status." + name));
    caption.getStyleClass().add("pb-caption");
    UiContext.tip(caption, context.say("ui.status." + name + ".tip"));
    return new Item(caption, figure);
  }

  /** Shows these figures. */
  public void show(Figures figures) {
    received.setText(Formats.count(figures.received()));
    rate.setText(Formats.count(figures.ratePerSecond()) + "/s");
    held.setText(Formats.count(figures.held()));
    lossy(kernel, figures.droppedByKernel());
    lossy(own, figures.droppedByUs());
    evicted.setText(Formats.count(figures.evicted()));
  }

  private static void lossy(Label label, long lost) {
    label.setText(Formats.count(lost));
    label.pseudoClassStateChanged(LOSING, lost > 0);
  }
}
