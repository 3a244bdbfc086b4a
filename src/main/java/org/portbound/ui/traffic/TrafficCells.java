package org.portbound.ui.traffic;

import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.control.TableCell;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import org.portbound.ui.control.Badge;
import org.portbound.ui.control.Icons;
import org.portbound.ui.control.UiContext;

/** Cells that show more than a text. */
final class TrafficCells {
  private TrafficCells() {}

  /** The cell of a column, or null if it shows its text alone. */
  static @Nullable TableCell<TrafficRow, String> of(TrafficColumn column, UiContext context) {
    return switch (column) {
      case NUMBER -> new NumberCell();
      case LISTENER -> new ListenerCell();
      case DIRECTION -> new DirectionCell(context.say("ui.traffic.direction.sent"));
      default -> null;
    };
  }

  /** The number, and what is noted on the row: the style sheet shows the icon. */
  private static final class NumberCell extends TableCell<TrafficRow, String> {
    NumberCell() {
      setGraphic(Icons.of(Feather.BOOKMARK, "pb-icon-small", "pb-note"));
    }

    @Override
    protected void updateItem(@Nullable String number, boolean empty) {
      super.updateItem(number, empty);
      setText(number);
    }
  }

  /** The listener's number in its colour. */
  private static final class ListenerCell extends TableCell<TrafficRow, String> {
    /** Where its colour's class stands among the style classes. */
    private static final int LISTENER_STYLE = 3;

    private final Label badge = new Label();

    ListenerCell() {
      badge
          .getStyleClass()
          .setAll("label", "pb-badge", "pb-badge-listener", Badge.listenerStyle(1));
      setContentDisplay(ContentDisplay.GRAPHIC_ONLY);
    }

    @Override
    protected void updateItem(@Nullable String number, boolean empty) {
      super.updateItem(number, empty);
      if (empty || number == null || number.isEmpty()) {
        setGraphic(null);
        return;
      }
      if (!number.equals(badge.getText())) {
        badge.setText(number);
        badge.getStyleClass().set(LISTENER_STYLE, Badge.listenerStyle(Integer.parseInt(number)));
      }
      setGraphic(badge);
    }
  }

  /** An arrow and a word. */
  private static final class DirectionCell extends TableCell<TrafficRow, String> {
    private final FontIcon received = Icons.of(Feather.ARROW_DOWN_LEFT, "pb-icon-small");
    private final FontIcon sent = Icons.of(Feather.ARROW_UP_RIGHT, "pb-icon-small");
    private final String sentWord;

    DirectionCell(String sentWord) {
      this.sentWord = sentWord;
    }

    @Override
    protected void updateItem(@Nullable String word, boolean empty) {
      super.updateItem(word, empty);
      setText(word);
      boolean blank = empty || word == null || word.isEmpty();
      setGraphic(blank ? null : sentWord.equals(word) ? sent : received);
    }
  }
}
