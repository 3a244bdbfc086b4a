package org.portbound.ui.control;

import javafx.css.PseudoClass;
import javafx.geometry.Orientation;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.Separator;
import javafx.scene.layout.HBox;
import org.controlsfx.control.StatusBar;

/** The line at the bottom: what was received, and the three ways to lose a datagram. */
public final class StatusLine extends StatusBar {
  private static final PseudoClass LOSING = PseudoClass.getPseudoClass("losing");

  private final UiContext context;
  private final Label received;
  private final Label rate;
  private final Label held;
  private final Label kernel;
  private final Label own;
  private final Label evicted;

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
      long evicted) {}

  /**
   * @param provider name of the socket provider
   * @param user name of the user whose sockets these are
   */
  public StatusLine(UiContext context, String provider, String user) {
    this.context = context;
    UiContext.label(this, "status", context.say("ui.status.name"));
    setText("");
    received = figure("received");
    rate = figure("rate");
    held = figure("held");
    kernel = figure("kernel");
    own = figure("own");
    evicted = figure("evicted");
    getLeftItems()
        .addAll(
            item("received", received),
            item("rate", rate),
            item("held", held),
            new Separator(Orientation.VERTICAL),
            item("kernel", kernel),
            item("own", own),
            item("evicted", evicted));
    Label providerName = figure("provider");
    providerName.setText(provider);
    Label userName = figure("user");
    userName.setText(user);
    getRightItems().addAll(item("provider", providerName), item("user", userName));
  }

  private static Label figure(String name) {
    var label = new Label();
    label.setId("status-" + name);
    label.getStyleClass().add("pb-figure");
    return label;
  }

  private Node item(String name, Label figure) {
    var caption = new Label(context.say("ui.status." + name));
    caption.getStyleClass().add("pb-caption");
    UiContext.tip(caption, context.say("ui.status." + name + ".tip"));
    var item = new HBox(4, caption, figure);
    item.setAlignment(Pos.CENTER);
    item.getStyleClass().add("pb-status-item");
    return item;
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
