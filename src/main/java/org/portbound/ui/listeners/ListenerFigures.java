package org.portbound.ui.listeners;

import java.util.List;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.portbound.ui.control.Formats;
import org.portbound.ui.control.UiContext;
import org.portbound.workbench.ListenerView;

/** What a listener received and lost, and its descriptor. JavaFX thread. */
final class ListenerFigures extends VBox {
  private static final PseudoClass LOSING = PseudoClass.getPseudoClass("losing");

  private final UiContext context;
  private final Label received;
  private final Label rate;
  private final Label kernel;
  private final Label own;
  private final Label evicted;
  private final Label descriptor;
  private final Label lost;

  /** Where they were lost, once some are. */
  private final FigureRow losses;

  ListenerFigures(UiContext context, int number) {
    super(2);
    this.context = context;
    received = figure(number, "received");
    rate = figure(number, "rate");
    kernel = figure(number, "dropped");
    own = figure(number, "own");
    evicted = figure(number, "evicted");
    descriptor = figure(number, "descriptor");
    lost = figure(number, "lost");
    var figures =
        new FigureRow(
            List.of(
                pair("received", received),
                pair("rate", rate),
                pair("lost", lost),
                pair("descriptor", descriptor)),
            30,
            26,
            26,
            18);
    losses =
        new FigureRow(
            List.of(pair("kernel", kernel), pair("own", own), pair("evicted", evicted)),
            42,
            28,
            30);
    losses.managedProperty().bind(losses.visibleProperty());
    getChildren().setAll(figures, losses);
  }

  private static Label figure(int number, String id) {
    var label = new Label();
    label.setId("listener-" + number + "-" + id);
    label.getStyleClass().add("pb-figure");
    label.setMinWidth(USE_PREF_SIZE);
    return label;
  }

  private Node pair(String key, Label value) {
    var name = new Label(say(key));
    name.getStyleClass().add("pb-caption");
    name.setMinWidth(USE_PREF_SIZE);
    var pair = new HBox(4, name, value);
    pair.setAlignment(Pos.BASELINE_LEFT);
    UiContext.tip(name, say(key + ".tip"));
    return pair;
  }

  private String say(String key) {
    return context.say("ui.listener." + key);
  }

  /** What changes with every datagram. */
  void showCounts(ListenerView view, int ratePerSecond) {
    received.setText(Formats.count(view.datagrams()));
    rate.setText(Formats.count(ratePerSecond) + "/s");
  }

  void showDescriptor(ListenerView view) {
    descriptor.setText(view.descriptor() < 0 ? say("unknown") : String.valueOf(view.descriptor()));
  }

  /** What was lost, and where. */
  void showLosses(ListenerView view) {
    boolean known = view.droppedByKernel().isPresent();
    long byKernel = view.droppedByKernel().orElse(0);
    long dropped = byKernel + view.droppedByUs();
    lost.setText(known || dropped > 0 ? Formats.count(dropped) : say("unknown"));
    lost.pseudoClassStateChanged(LOSING, dropped > 0);
    kernel.setText(known ? Formats.count(byKernel) : say("unknown"));
    own.setText(Formats.count(view.droppedByUs()));
    evicted.setText(Formats.count(view.evicted()));
    losses.setVisible(dropped + view.evicted() > 0);
  }
}
