package org.portbound.ui.traffic;

import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import org.portbound.ui.control.Icons;
import org.portbound.ui.control.UiContext;

/** What stands where the rows would be: why there are none, and what to do. */
final class EmptyState extends VBox {
  private static final double WHOLE_PX = 180;
  private static final double TITLE_PX = 72;

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
    show(title, heightPx > TITLE_PX);
  }

  private static void show(Node node, boolean shown) {
    node.setVisible(shown);
    node.setManaged(shown);
  }
}
