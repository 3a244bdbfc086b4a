package org.portbound.ui.traffic;

import java.util.function.LongConsumer;
import javafx.css.PseudoClass;
import javafx.scene.control.TableRow;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;
import org.portbound.ui.control.UiContext;

/**
 * A row of the table. It marks the chosen datagram by itself: the table's own selection would stay
 * with the place while the datagrams move through it.
 */
final class TrafficPlace extends TableRow<TrafficRow> {
  private static final PseudoClass CHOSEN = PseudoClass.getPseudoClass("chosen");
  private static final PseudoClass POINTED = PseudoClass.getPseudoClass("pointed");
  private static final PseudoClass HOLDING = PseudoClass.getPseudoClass("holding");
  private static final PseudoClass MARKED = PseudoClass.getPseudoClass("marked");
  private static final PseudoClass COMMENTED = PseudoClass.getPseudoClass("commented");

  private Subscription subscription = Subscription.EMPTY;

  /**
   * @param choose takes the number of the datagram that was clicked
   */
  TrafficPlace(LongConsumer choose) {
    setOnMousePressed(
        event -> {
          TrafficRow row = getItem();
          if (row != null && row.shown() != 0) {
            choose.accept(row.shown());
          }
        });
  }

  @Override
  protected void updateItem(@Nullable TrafficRow row, boolean empty) {
    super.updateItem(row, empty);
    subscription.unsubscribe();
    subscription = Subscription.EMPTY;
    if (empty || row == null) {
      pseudoClassStateChanged(CHOSEN, false);
      pseudoClassStateChanged(POINTED, false);
      pseudoClassStateChanged(HOLDING, false);
      show(TrafficRow.Note.NONE);
    } else {
      subscription =
          row.chosen()
              .subscribe(chosen -> pseudoClassStateChanged(CHOSEN, chosen))
              .and(row.pointed().subscribe(on -> pseudoClassStateChanged(POINTED, on)))
              .and(row.note().subscribe(this::show))
              .and(row.holding().subscribe(holding -> pseudoClassStateChanged(HOLDING, holding)));
    }
  }

  private void show(TrafficRow.Note note) {
    pseudoClassStateChanged(MARKED, note.marked());
    pseudoClassStateChanged(COMMENTED, note.commented());
    if (!note.commented()) {
      UiContext.noTip(this);
    } else {
      UiContext.tip(this, note.comment());
    }
  }
}
