package org.portbound.ui.control;

import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import javafx.geometry.Bounds;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.stage.Popup;
import org.jspecify.annotations.Nullable;

/**
 * Offers, below a field, values that fit what is typed. The keys stay the field's: down opens and
 * chooses, Enter and Tab take what is chosen, Escape hides. JavaFX thread.
 */
public final class SuggestionPopup {
  private static final double ROW_PX = 24;
  private static final double WIDTH_PX = 360;
  private static final double VALUE_PX = 128;
  private static final int MOST_ROWS = 9;

  private final TextField field;
  private final Function<String, List<Suggestion>> offers;
  private final ListView<Suggestion> list = new ListView<>();
  private final Popup popup = new Popup();
  private boolean taking;

  /**
   * A value with what it stands for.
   *
   * @param value what is written into the field
   * @param words what it is
   */
  public record Suggestion(String value, String words) {}

  /**
   * @param id of the list, and of the key of its accessible text, {@code ui.ID.name}
   * @param offers what fits a text
   */
  public SuggestionPopup(
      UiContext context, TextField field, String id, Function<String, List<Suggestion>> offers) {
    this(context, field, id, offers, true);
  }

  /** The same, which opens by the key down alone, and offers all there is. */
  static SuggestionPopup onDemand(
      UiContext context, TextField field, String id, Supplier<List<Suggestion>> offers) {
    return new SuggestionPopup(context, field, id, text -> offers.get(), false);
  }

  private SuggestionPopup(
      UiContext context,
      TextField field,
      String id,
      Function<String, List<Suggestion>> offers,
      boolean whileTyping) {
    this.field = field;
    this.offers = offers;
    UiContext.label(list, id, context.say("ui." + id + ".name"));
    list.getStyleClass().add("pb-completion");
    list.setFixedCellSize(ROW_PX);
    list.setPrefWidth(WIDTH_PX);
    list.setFocusTraversable(false);
    list.setCellFactory(view -> new Cell());
    list.setOnMouseClicked(event -> take());
    popup.setAutoHide(true);
    popup.setConsumeAutoHidingEvents(false);
    popup.setHideOnEscape(false);
    popup.getContent().add(list);
    field.addEventFilter(KeyEvent.KEY_PRESSED, this::key);
    if (whileTyping) {
      field.textProperty().subscribe((before, now) -> typed());
    }
    field.focusedProperty().subscribe((before, now) -> hideUnless(now));
  }

  private void hideUnless(boolean focused) {
    if (!focused) {
      popup.hide();
    }
  }

  private void typed() {
    if (!taking && field.isFocused()) {
      offer();
    }
  }

  private void offer() {
    List<Suggestion> fitting = offers.apply(field.getText() == null ? "" : field.getText());
    boolean written =
        fitting.size() == 1 && fitting.getFirst().value().equals(field.getText().strip());
    if (fitting.isEmpty() || written) {
      popup.hide();
      return;
    }
    list.getItems().setAll(fitting);
    list.setPrefHeight(Math.min(MOST_ROWS, fitting.size()) * ROW_PX + 2);
    if (!popup.isShowing() && field.getScene() != null) {
      Bounds below = field.localToScreen(field.getBoundsInLocal());
      Theme.dress(popup, field.getScene());
      popup.show(field, below.getMinX(), below.getMaxY() + 2);
    }
  }

  private void key(KeyEvent event) {
    if (event.getCode() == KeyCode.DOWN && !popup.isShowing()) {
      offer();
      event.consume();
    } else if (popup.isShowing()) {
      switch (event.getCode()) {
        case DOWN -> choose(event, 1);
        case UP -> choose(event, -1);
        case ENTER, TAB -> {
          if (list.getSelectionModel().getSelectedItem() != null) {
            take();
            event.consume();
          }
        }
        case ESCAPE -> {
          popup.hide();
          event.consume();
        }
        default -> {}
      }
    }
  }

  private void choose(KeyEvent event, int step) {
    int place =
        Math.clamp(
            list.getSelectionModel().getSelectedIndex() + (long) step,
            0,
            list.getItems().size() - 1);
    list.getSelectionModel().select(place);
    list.scrollTo(place);
    event.consume();
  }

  private void take() {
    Suggestion chosen = list.getSelectionModel().getSelectedItem();
    if (chosen != null) {
      taking = true;
      field.setText(chosen.value());
      field.end();
      taking = false;
    }
    popup.hide();
  }

  private static final class Cell extends ListCell<Suggestion> {
    @Override
    protected void updateItem(@Nullable Suggestion suggestion, boolean empty) {
      super.updateItem(suggestion, empty);
      if (empty || suggestion == null) {
        setGraphic(null);
        return;
      }
      var value = new Label(suggestion.value());
      value.getStyleClass().add("pb-mono");
      value.setMinWidth(VALUE_PX);
      var words = new Label(suggestion.words());
      words.getStyleClass().add("pb-muted");
      var line = new HBox(12, value, words);
      line.setMaxHeight(ROW_PX);
      setGraphic(line);
    }
  }
}
