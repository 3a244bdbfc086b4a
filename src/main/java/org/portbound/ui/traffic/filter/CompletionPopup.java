package org.portbound.ui.traffic.filter;

import java.util.List;
import java.util.Map;
import java.util.Optional;
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
import org.portbound.capture.filter.Completion;
import org.portbound.capture.filter.Completion.Suggestion;
import org.portbound.capture.filter.Term;
import org.portbound.ui.control.Theme;
import org.portbound.ui.control.UiContext;

/**
 * Offers, below a filter's field, what may be written next. The keys stay the field's: down and up
 * choose, Enter and Tab take what is chosen, Escape hides.
 */
final class CompletionPopup {
  private static final double ROW_PX = 24;
  private static final double WIDTH_PX = 400;
  private static final int MOST_ROWS = 8;

  private final UiContext context;
  private final TextField field;
  private final ListView<Suggestion> list = new ListView<>();
  private final Popup popup = new Popup();
  private Map<Term, List<String>> seen = Map.of();
  private @Nullable Completion completion;

  CompletionPopup(UiContext context, TextField field) {
    this.context = context;
    this.field = field;
    UiContext.label(list, "traffic-filter-completion", context.say("ui.traffic-completion.name"));
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
    field
        .focusedProperty()
        .subscribe(
            focused -> {
              if (!focused) {
                popup.hide();
              }
            });
  }

  /** What values to offer from now on. */
  void setSeen(Map<Term, List<String>> values) {
    seen = values;
  }

  /** Offers what fits at the caret, or hides if nothing does. */
  void offer(boolean evenIfNothingIsBegun) {
    Completion now = Completion.at(field.getText(), field.getCaretPosition(), seen);
    boolean begun = now.from() < now.to() || isValue(now);
    if (now.suggestions().isEmpty() || !(begun || evenIfNothingIsBegun) || !field.isFocused()) {
      popup.hide();
      return;
    }
    completion = now;
    list.getItems().setAll(now.suggestions());
    list.getSelectionModel().clearSelection();
    list.setPrefHeight(Math.min(MOST_ROWS, now.suggestions().size()) * ROW_PX + 2);
    Bounds bounds = field.localToScreen(field.getBoundsInLocal());
    if (bounds != null) {
      Theme.dress(popup, field.getScene());
      popup.show(field, bounds.getMinX(), bounds.getMaxY() + 2);
    }
  }

  private static boolean isValue(Completion completion) {
    return completion.suggestions().stream().anyMatch(each -> each.term().isEmpty());
  }

  private void key(KeyEvent event) {
    if (!popup.isShowing()) {
      if (event.getCode() == KeyCode.DOWN) {
        offer(true);
        event.consume();
      }
      return;
    }
    boolean chosen = list.getSelectionModel().getSelectedIndex() >= 0;
    switch (event.getCode()) {
      case DOWN -> list.getSelectionModel().selectNext();
      case UP -> list.getSelectionModel().selectPrevious();
      case TAB -> {
        if (!chosen) {
          list.getSelectionModel().selectFirst();
        }
        take();
      }
      case ENTER -> {
        if (!chosen) {
          popup.hide();
          return;
        }
        take();
      }
      case ESCAPE -> popup.hide();
      default -> {
        return;
      }
    }
    list.scrollTo(Math.max(0, list.getSelectionModel().getSelectedIndex()));
    event.consume();
  }

  /** Writes what is chosen, and offers what may follow it. */
  private void take() {
    Suggestion chosen = list.getSelectionModel().getSelectedItem();
    Completion at = completion;
    if (chosen == null || at == null) {
      return;
    }
    popup.hide();
    field.replaceText(at.from(), at.to(), chosen.text() + " ");
    field.positionCaret(at.from() + chosen.text().length() + 1);
    offer(false);
  }

  /** A word and what it means. */
  private final class Cell extends ListCell<Suggestion> {
    private final Label word = new Label();
    private final Label meaning = new Label();
    private final HBox line = new HBox(8, word, meaning);

    Cell() {
      word.getStyleClass().add("pb-completion-word");
      word.setMinWidth(USE_PREF_SIZE);
      meaning.getStyleClass().add("pb-completion-meaning");
      meaning.setMinWidth(0);
      line.setMaxWidth(WIDTH_PX - 24);
    }

    @Override
    protected void updateItem(@Nullable Suggestion item, boolean empty) {
      super.updateItem(item, empty);
      if (empty || item == null) {
        setGraphic(null);
        return;
      }
      word.setText(item.text());
      Optional<Term> term = item.term();
      meaning.setText(term.map(each -> context.say("filter.term." + each.word())).orElse(""));
      setGraphic(line);
    }
  }
}
