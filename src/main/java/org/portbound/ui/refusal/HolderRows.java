package org.portbound.ui.refusal;

import java.util.List;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;
import org.portbound.diagnosis.Holder;
import org.portbound.ui.control.UiContext;

/** Who holds the port: one line a socket. */
final class HolderRows extends VBox {
  /** A port may have thousands of holders; the card is no list. */
  private static final int SHOWN = 4;

  HolderRows(UiContext context, List<Holder> holders) {
    super(4);
    setId("refusal-holders");
    getStyleClass().add("pb-refusal-indent");
    var title = new Label(context.say("ui.refusal.holders"));
    title.getStyleClass().add("pb-caption");
    getChildren().add(title);
  }
}
