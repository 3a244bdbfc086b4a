package org.portbound.ui.traffic;

import javafx.scene.input.KeyEvent;
import javafx.scene.layout.VBox;
import org.portbound.capture.Datagram;
import org.portbound.capture.DatagramRows;
import org.portbound.capture.RowView;
import org.portbound.capture.filter.Phrases;
import org.portbound.ui.control.LateChildren;
import org.portbound.ui.control.Settings;
import org.portbound.ui.control.UiContext;
import org.portbound.ui.traffic.filter.FilterBar;
import org.portbound.ui.traffic.filter.FilterTarget;
import org.portbound.ui.traffic.filter.FindBar;

/** Filter and search above the table, and what of them the table and its menu use. */
final class TrafficFilter extends VBox implements FilterTarget {
  private final TrafficTable table;
  private final Runnable redraw;
  private final FilterBar filter;
  private final FindBar find;

  /**
   * @param redraw draws the table and what is around it again
   */
  TrafficFilter(UiContext context, TrafficTable table, Settings settings, Runnable redraw) {
    this.table = table;
    this.redraw = redraw;
    this.filter = new FilterBar(context, this, settings);
    this.find = new FindBar(context, this);
    filter.addTool(table.wayToNewest());
    LateChildren.of(this, filter, find);
    table.addEventHandler(KeyEvent.KEY_TYPED, this::typedInTable);
  }

  /** A letter typed in the table begins a filter. */
  private void typedInTable(KeyEvent event) {
    String typed = event.getCharacter();
    boolean command = event.isShortcutDown() || event.isAltDown() || event.isMetaDown();
    if (!command && typed.codePoints().anyMatch(each -> each > ' ' && each != 0x7f)) {
      filter.startWith(typed);
      event.consume();
    }
  }

  /** What searches, wherever the focus is while the page is in sight. */
  void addTo(TrafficKeys keys) {
    keys.add("find", "ui.traffic.find", TrafficKeys.FIND, find::open);
    keys.add("find-next", "ui.traffic.find-next", TrafficKeys.FIND_NEXT, () -> find.find(true));
    keys.add(
        "find-previous",
        "ui.traffic.find-previous",
        TrafficKeys.FIND_PREVIOUS,
        () -> find.find(false));
  }

  /** Filters and searches other datagrams, which the table shows already. */
  void rowsChanged() {
    find.setView(RowView.all(rows()));
    filter.rowsChanged();
  }

  /**
   * Shows only rows that are like this one in a column; does nothing for a column that says nothing
   * about this row.
   *
   * @param column its name, such as {@code source}
   */
  void use(Datagram row, String column) {
    String phrase = phrase(row, column);
    if (!phrase.isEmpty()) {
      filter.use(phrase);
    }
  }

  /** The same, among the rows that the filter lets through already. */
  void useToo(Datagram row, String column) {
    String phrase = phrase(row, column);
    if (!phrase.isEmpty()) {
      filter.useToo(phrase);
    }
  }

  /** Shows only what comes from where this row came from, port and all, and follows it. */
  void followSender(Datagram row) {
    filter.use(Phrases.source(row));
    table.select(0);
    table.follow();
  }

  private static String phrase(Datagram row, String column) {
    return switch (column) {
      case "source" -> Phrases.source(row);
      case "destination" -> Phrases.destination(row);
      case "listener" -> Phrases.listener(row);
      case "length" -> Phrases.length(row);
      case "ttl" -> Phrases.ttl(row);
      case "interface" -> Phrases.networkInterface(row);
      case "text", "info" -> Phrases.payload(row);
      default -> "";
    };
  }

  /** The line in which the filter stands. */
  FilterBar bar() {
    return filter;
  }

  /** Filters by what stands in the field, without waiting for the user to pause. */
  void applyNow() {
    filter.applyNow();
  }

  /** Ends what runs beside the window. */
  void close() {
    filter.close();
  }

  @Override
  public DatagramRows rows() {
    return table.sight().source();
  }

  @Override
  public void show(RowView view) {
    find.setView(view);
    table.showView(view);
    redraw.run();
  }

  @Override
  public void redraw() {
    redraw.run();
  }

  @Override
  public long selected() {
    return table.selectedProperty().get();
  }

  @Override
  public void select(long number) {
    table.select(number);
  }

  @Override
  public void focus() {
    table.focus();
  }

  @Override
  public boolean isMarked(long number) {
    return table.marks().marked(number);
  }
}
