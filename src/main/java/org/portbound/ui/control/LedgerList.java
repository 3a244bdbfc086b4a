package org.portbound.ui.control;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import javafx.application.Platform;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.collections.transformation.FilteredList;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.SelectionMode;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import org.portbound.workbench.LedgerEntry;

/**
 * The lines of a {@link LedgerPane}: the last calls, of them those that are wanted. They are
 * selected, copied and explained. JavaFX thread.
 */
final class LedgerList extends ListView<LedgerEntry> {
  /** The window shows the last calls; the ledger itself keeps more. */
  static final int SHOWN = 5_000;

  private static final double LINE_HEIGHT_PX = 20;

  private static final KeyCombination COPY =
      new KeyCodeCombination(KeyCode.C, KeyCombination.SHORTCUT_DOWN);

  private final UiContext context;
  private final Node pane;
  private final ObservableList<LedgerEntry> lines = FXCollections.observableArrayList();
  private final FilteredList<LedgerEntry> wanted = new FilteredList<>(lines);
  private final List<LedgerCell> cells = new ArrayList<>();
  private final LedgerExplanation explanation;

  /**
   * @param pane what explanations point at
   */
  LedgerList(UiContext context, Node pane) {
    this.context = context;
    this.pane = pane;
    this.explanation = new LedgerExplanation(context);
    context.named(this, "ledger-list");
    getStyleClass().add("pb-ledger-list");
    setItems(wanted);
    setCellFactory(
        view -> {
          var cell = new LedgerCell(context);
          cells.add(cell);
          return cell;
        });
    getSelectionModel().setSelectionMode(SelectionMode.MULTIPLE);
    setContextMenu(new LedgerMenu(context, this, this::explain));
    setOnKeyPressed(this::pressed);
    setOnMouseClicked(
        event -> {
          if (event.getClickCount() == 2) {
            explain();
          }
        });
    setFixedCellSize(LINE_HEIGHT_PX);
    // The newest stays in sight when there is another room for the lines.
    heightProperty().subscribe((before, now) -> Platform.runLater(this::toEnd));
  }

  private void pressed(KeyEvent event) {
    if (COPY.match(event)) {
      LedgerMenu.copy(context, getSelectionModel().getSelectedItems());
      event.consume();
    } else if (event.getCode() == KeyCode.ENTER) {
      explain();
    }
  }

  /** The list shows whole lines, never the lower half of one. */
  static double wholeLinesPx(double roomPx) {
    return Math.max(1, Math.floor(roomPx / LINE_HEIGHT_PX)) * LINE_HEIGHT_PX;
  }

  /** Who hears of the call that is selected. */
  void onChoice(Consumer<LedgerEntry> hears) {
    getSelectionModel()
        .selectedItemProperty()
        .subscribe(
            call -> {
              if (call != null) {
                hears.accept(call);
              }
            });
  }

  /** Adds calls at the end; the oldest go when there are too many. */
  void add(List<LedgerEntry> calls) {
    boolean first = wanted.isEmpty();
    lines.addAll(calls);
    if (lines.size() > SHOWN) {
      lines.remove(0, lines.size() - SHOWN);
    }
    toEnd();
    if (first) {
      // Until it has been laid out the list does not know how many lines are in sight.
      Platform.runLater(this::toEnd);
    }
  }

  /**
   * Shows some of the calls.
   *
   * @param whenNone stands there while there are none
   */
  void filter(Predicate<LedgerEntry> condition, String whenNone) {
    wanted.setPredicate(condition);
    var label = new Label(whenNone);
    label.getStyleClass().add("pb-empty-line");
    setPlaceholder(label);
    toEnd();
  }

  /** Brings the newest call into sight, unless the user is about to select some. */
  void toEnd() {
    boolean selecting = !getSelectionModel().isEmpty() && isFocused();
    if (!selecting && !wanted.isEmpty()) {
      scrollTo(wanted.size() - 1);
    }
  }

  /** Draws figures that have grown. */
  void grown() {
    cells.forEach(LedgerCell::grown);
  }

  /** Explains the selected call; the newest if none is. */
  void explain() {
    LedgerEntry entry = getSelectionModel().getSelectedItem();
    if (entry == null && !wanted.isEmpty()) {
      getSelectionModel().select(wanted.size() - 1);
      entry = getSelectionModel().getSelectedItem();
    }
    if (entry != null) {
      explanation.show(entry, pane);
    }
  }

  /** Copies the calls that are selected; all that are shown if none is. */
  void copy() {
    List<LedgerEntry> selected = getSelectionModel().getSelectedItems();
    LedgerMenu.copy(context, selected.isEmpty() ? wanted : selected);
  }
}
