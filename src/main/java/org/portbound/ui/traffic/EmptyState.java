package org.portbound.ui.traffic;

import javafx.css.PseudoClass;
import javafx.geometry.Insets;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import org.portbound.ui.control.Icons;
import org.portbound.ui.control.UiContext;

/** What stands where the rows would be: why there are none, and what to do. */
final class EmptyState extends VBox {
  private static final double WHOLE_PX = 180;

  /** The table's head, and a line below it. */
  private static final double TITLE_PX = TrafficTable.HEADER_HEIGHT_PX + 22;

  private static final PseudoClass LOW = PseudoClass.getPseudoClass("low");

  private final UiContext context;
  private final Label title = new Label();
  private final Label detail = new Label();

  EmptyState(UiContext context) {
    super(8);
    this.context = context;
    title.getStyleClass().add("pb-empty-title");
    detail.getStyleClass().add("pb-empty-detail");
    detail.setWrapText(true);
    getChildren().addAll(Icons.of(Feather.INBOX, "pb-icon-empty"), title, detail);
    setId("traffic-empty");
    setMouseTransparent(true);
    setMinHeight(0);
    getStyleClass().add("pb-empty");
    StackPane.setMargin(this, new Insets(TrafficTable.HEADER_HEIGHT_PX, 0, 0, 0));
  }

  /**
   * Says why there are no rows.
   *
   * @param state {@code first}, {@code waiting} or {@code filtered}
   */
  void say(String state) {
    title.setText(context.say("ui.traffic.empty." + state + ".title"));
    detail.setText(context.say("ui.traffic.empty." + state + ".detail"));
  }

  /** Where the table is low, it says less rather than lie over the header. */
  void fit(double heightPx) {
    getChildren().forEach(each -> show(each, heightPx > WHOLE_PX));
    pseudoClassStateChanged(LOW, heightPx <= WHOLE_PX);
    show(title, heightPx > TITLE_PX);
  }

  private static void show(Node node, boolean shown) {
    node.setVisible(shown);
    node.setManaged(shown);
  }
}
