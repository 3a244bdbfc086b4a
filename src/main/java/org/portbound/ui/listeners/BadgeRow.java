package org.portbound.ui.listeners;

import javafx.geometry.Insets;
import javafx.scene.control.Button;
import javafx.scene.control.ContentDisplay;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import org.portbound.ui.control.RowFit;

/**
 * Badges in as many lines as they need, and buttons beside them: one of those goes without its word
 * where the widest badge leaves too little room. JavaFX thread.
 */
final class BadgeRow extends BorderPane {
  private static final double GAP_PX = 4;

  private final FlowPane badges;
  private final HBox buttons;
  private final Button shortened;

  /**
   * @param shortened is among the buttons, with a picture and a word
   */
  BadgeRow(FlowPane badges, HBox buttons, Button shortened) {
    // It asks the badges how high they are beside the buttons, which a box does not.
    super(badges, null, buttons, null, null);
    this.badges = badges;
    this.buttons = buttons;
    this.shortened = shortened;
    setMinWidth(0);
    setMargin(badges, new Insets(0, GAP_PX, 0, 0));
  }

  @Override
  protected void layoutChildren() {
    boolean withWord = shortened.getContentDisplay() == ContentDisplay.LEFT;
    double wordPx =
        shortened.getGraphicTextGap() + RowFit.widthPx(shortened.getText(), shortened.getFont());
    double neededPx =
        badges.prefWidth(-1)
            + GAP_PX
            + buttons.prefWidth(-1)
            + (withWord || !shortened.isManaged() ? 0 : wordPx);
    boolean fits = neededPx <= getWidth();
    if (fits != withWord) {
      shortened.setContentDisplay(fits ? ContentDisplay.LEFT : ContentDisplay.GRAPHIC_ONLY);
    }
    super.layoutChildren();
  }
}
