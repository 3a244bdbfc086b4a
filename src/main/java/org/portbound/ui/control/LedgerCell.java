package org.portbound.ui.control;

import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.OverrunStyle;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import org.portbound.socket.CallTotals;
import org.portbound.socket.SystemCall;
import org.portbound.workbench.LedgerEntry;

/**
 * One call: number, time, listener, and the line as strace prints it; a failed one in red with a
 * mark; of a run what it came to.
 */
final class LedgerCell extends ListCell<LedgerEntry> {
  private static final PseudoClass FAILED = PseudoClass.getPseudoClass("failed");
  private static final PseudoClass BACKGROUND = PseudoClass.getPseudoClass("background");

  private final UiContext context;
  private final Label number = new Label();
  private final Label time = new Label();
  private final Label listener = new Label();
  private final FontIcon mark = Icons.of(Feather.X_CIRCLE, "pb-icon-small", "pb-icon-danger");
  private final Label line = new Label();
  private final Label count = new Label();
  private final HBox row;

  LedgerCell(UiContext context) {
    this.context = context;
    number.getStyleClass().add("pb-ledger-number");
    number.setMinWidth(Label.USE_PREF_SIZE);
    time.getStyleClass().add("pb-ledger-time");
    time.setMinWidth(Label.USE_PREF_SIZE);
    var markPlace = new StackPane(mark);
    markPlace.setMinWidth(14);
    markPlace.setPrefWidth(14);
    listener.getStyleClass().add("pb-ledger-listener");
    line.getStyleClass().add("pb-ledger-call");
    line.setTextOverrun(OverrunStyle.ELLIPSIS);
    line.setMinWidth(0);
    HBox.setHgrow(line, Priority.ALWAYS);
    count.getStyleClass().add("pb-ledger-run");
    count.setMinWidth(Label.USE_PREF_SIZE);
    count.managedProperty().bind(count.visibleProperty());
    row = new HBox(8, number, time, listener, markPlace, line, count);
    row.setAlignment(Pos.CENTER_LEFT);
    setPrefWidth(0);
  }

  /** {@code #2}, in peer process 1 {@code P1 #2}. */
  private static String owner(LedgerEntry entry) {
    String number = entry.listener() == 0 ? "" : "#" + entry.listener();
    String process = entry.peer() == 0 ? "" : "P" + entry.peer();
    String both = (process + " " + number).strip();
    return both.isEmpty() ? "–" : both;
  }

  @Override
  protected void updateItem(@Nullable LedgerEntry entry, boolean empty) {
    super.updateItem(entry, empty);
    if (empty || entry == null) {
      setGraphic(null);
      setAccessibleText(null);
      pseudoClassStateChanged(FAILED, false);
      pseudoClassStateChanged(BACKGROUND, false);
      return;
    }
    // Figures are as wide as spaces here, so that they stand below one another.
    number.setText("%5d".formatted(entry.number()));
    listener.setText(owner(entry));
    pseudoClassStateChanged(BACKGROUND, entry.background());
    show(entry);
    setGraphic(row);
  }

  /** A run may have grown. */
  void grown() {
    LedgerEntry entry = getItem();
    if (entry != null && entry.run() != null) {
      show(entry);
    }
  }

  private void show(LedgerEntry entry) {
    SystemCall call = entry.call();
    CallTotals run = entry.totals();
    time.setText(Formats.clock(call.at()));
    mark.setVisible(entry.failed());
    String text = CallText.of(context, call);
    line.setText(text);
    String words = run == null ? "" : RunText.brief(context, run);
    count.setText(words);
    count.setVisible(!words.isEmpty());
    pseudoClassStateChanged(FAILED, entry.failed());
    String all = words.isEmpty() ? text : text + " " + words;
    setAccessibleText(entry.failed() ? context.say("ui.ledger.failed", all) : all);
  }
}
