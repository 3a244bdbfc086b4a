package org.portbound.ui.traffic;

import java.util.Optional;
import java.util.function.Consumer;
import javafx.scene.Node;
import org.portbound.capture.Datagram;
import org.portbound.capture.DatagramRows;
import org.portbound.capture.Marks;
import org.portbound.message.Payload;
import org.portbound.text.Message;
import org.portbound.ui.control.Formats;
import org.portbound.ui.control.UiContext;

/** What one does with rows by menu or key. JavaFX thread. */
final class RowActions {
  private final TrafficTable table;
  private final Node anchor;
  private final LinePopOver goTo;
  private final LinePopOver comment;

  /**
   * @param anchor what questions point at
   */
  RowActions(UiContext context, TrafficTable table, Node anchor) {
    this.table = table;
    this.anchor = anchor;
    this.goTo = new LinePopOver(context, "traffic-go-to");
    this.comment = new LinePopOver(context, "traffic-comment");
  }

  /** What goes from row to row, wherever the focus is while the page is in sight. */
  void addTo(TrafficKeys keys) {
    keys.add("go-to", "ui.traffic-go-to.label", TrafficKeys.GO_TO, this::goTo);
    keys.add("next-mark", "ui.traffic.next-mark", TrafficKeys.NEXT_MARK, this::nextMark);
    keys.add(
        "previous-mark", "ui.traffic.previous-mark", TrafficKeys.PREVIOUS_MARK, this::previousMark);
  }

  boolean rowSelected() {
    return table.sight().selected() != 0;
  }

  /** Runs an action with the selected row, if there is one and it is still there. */
  void withRow(Consumer<Datagram> action) {
    var row = new Datagram();
    if (rowSelected() && table.sight().readNumber(table.sight().selected(), row)) {
      action.accept(row);
    }
  }

  /** The row as it is shown, with tabs between the columns. */
  void copyText() {
    withRow(row -> RowCopy.toClipboard(String.join("\t", table.texts(row))));
  }

  void copyHex() {
    withRow(row -> RowCopy.toClipboard(Payload.toHex(row.payload())));
  }

  void copyCsv() {
    withRow(row -> RowCopy.toClipboard(RowCopy.csv(table.titles(), table.texts(row))));
  }

  /** Marks the selected row, or takes its mark away. */
  void toggleMark() {
    Marks marks = table.marks();
    withRow(row -> marks.mark(row.number(), !marks.marked(row.number())));
    table.draw();
  }

  /** Asks for a comment on the selected row. */
  void comment() {
    Marks marks = table.marks();
    withRow(
        row ->
            comment.ask(
                anchor,
                marks.comment(row.number()),
                typed -> {
                  marks.comment(row.number(), typed.strip());
                  table.draw();
                  return Optional.empty();
                }));
  }

  /** Selects the next marked or commented row of the view; stays where there is none. */
  void nextMark() {
    Marks marks = table.marks();
    long number = marks.after(table.sight().selected());
    while (number != 0 && !table.sight().shows(number)) {
      number = marks.after(number);
    }
    if (number != 0) {
      table.select(number);
    }
  }

  /** Selects the marked or commented row before; without a selection, the last one. */
  void previousMark() {
    Marks marks = table.marks();
    long from = rowSelected() ? table.sight().selected() : Long.MAX_VALUE;
    long number = marks.before(from);
    while (number != 0 && !table.sight().shows(number)) {
      number = marks.before(number);
    }
    if (number != 0) {
      table.select(number);
    }
  }

  /** Asks for a number and selects that row. */
  void goTo() {
    goTo.ask(anchor, "", this::goTo);
  }

  private Optional<Message> goTo(String typed) {
    String digits = typed.replaceAll("[\\s,.]", "");
    if (!digits.matches("\\d{1,18}")) {
      return Optional.of(Message.of("ui.traffic-go-to.not-one", typed.strip()));
    }
    long number = Long.parseLong(digits);
    DatagramRows rows = table.sight().source();
    if (rows.first() == rows.end()) {
      return Optional.of(Message.of("ui.traffic-go-to.none"));
    }
    if (number < rows.first() || number >= rows.end()) {
      return Optional.of(
          Message.of(
              "ui.traffic-go-to.not-there",
              Formats.count(number),
              Formats.count(rows.first()),
              Formats.count(rows.end() - 1)));
    }
    if (!table.sight().shows(number)) {
      return Optional.of(Message.of("ui.traffic-go-to.hidden", Formats.count(number)));
    }
    table.select(number);
    return Optional.empty();
  }
}
