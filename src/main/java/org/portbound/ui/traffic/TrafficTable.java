package org.portbound.ui.traffic;

import javafx.beans.property.ReadOnlyLongProperty;
import javafx.beans.property.ReadOnlyLongWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.geometry.Insets;
import javafx.geometry.Orientation;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.ScrollBar;
import javafx.scene.control.TableView;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import org.kordamp.ikonli.feather.Feather;
import org.portbound.capture.Datagram;
import org.portbound.capture.DatagramRows;
import org.portbound.capture.RowReader;
import org.portbound.capture.RowView;
import org.portbound.ui.control.Formats;
import org.portbound.ui.control.Icons;
import org.portbound.ui.control.UiContext;

/**
 * A table that holds only the rows in sight. They are filled anew at each refresh, and a scroll bar
 * of its own moves them over the places of a view; so its cost does not grow with the rows.
 *
 * <p>Scrolling counts in places of the view, selection in row numbers: so the same datagram stays
 * selected when another view is shown.
 */
final class TrafficTable extends StackPane {
  private static final double ROW_HEIGHT_PX = 26;
  private static final double HEADER_HEIGHT_PX = 28;

  private final UiContext context;
  private final LogScroll scroll = new LogScroll();
  private final ObservableList<TrafficRow> rows = FXCollections.observableArrayList();
  private final TableView<TrafficRow> table = new TableView<>(rows);
  private final ScrollBar bar = new ScrollBar();
  private final Button follow;
  private final Datagram holder = new Datagram();
  private final ReadOnlyLongWrapper selected = new ReadOnlyLongWrapper(0);
  private DatagramRows source;
  private RowReader reader;
  private RowView view;

  /** A row that comes into sight as soon as the view has it, or 0: a view may still be filling. */
  private long awaited;

  /** How far below the top the awaited row is to be, in rows. */
  private long awaitedBelowTop;

  private boolean syncing;

  TrafficTable(UiContext context, DatagramRows source) {
    this.context = context;
    this.source = source;
    this.reader = source.reader();
    this.view = RowView.all(source);
    this.follow = context.named(new Button(), "traffic-follow");
    prepareTable();
    prepareBar();
    follow.setGraphic(Icons.of(Feather.ARROW_DOWN));
    follow.getStyleClass().addAll("accent", "pb-follow");
    follow.setOnAction(
        event -> {
          table.requestFocus();
          follow();
        });
    StackPane.setAlignment(bar, Pos.CENTER_RIGHT);
    StackPane.setMargin(bar, new Insets(HEADER_HEIGHT_PX + 1, 0, 0, 0));
    StackPane.setAlignment(follow, Pos.BOTTOM_CENTER);
    getChildren().addAll(table, bar, follow);
    refresh();
  }

  private void prepareTable() {
    context.named(table, "traffic-table");
    table.setTooltip(null);
    table.getStyleClass().add("pb-traffic");
    table.setFixedCellSize(ROW_HEIGHT_PX);
    table.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_LAST_COLUMN);
    table.setPlaceholder(new Region());
    TrafficColumns.addTo(table, context);
    table.heightProperty().subscribe(this::fit);
    table.setRowFactory(view -> new TrafficPlace(this::select));
    table.setSelectionModel(null);
    table.addEventFilter(KeyEvent.KEY_PRESSED, this::key);
    table.addEventFilter(ScrollEvent.SCROLL, this::wheel);
    table.addEventFilter(MouseEvent.DRAG_DETECTED, MouseEvent::consume);
  }

  private void prepareBar() {
    UiContext.label(bar, "traffic-scroll", context.say("ui.traffic-scroll.name"));
    bar.setOrientation(Orientation.VERTICAL);
    bar.valueProperty()
        .subscribe(
            value -> {
              if (!syncing) {
                awaited = 0;
                scroll.moveTo(scroll.first() + Math.round(value.doubleValue()));
                refresh();
              }
            });
  }

  /** As many places as rows fit below the header. */
  private void fit() {
    double roomPx = table.getHeight() - HEADER_HEIGHT_PX - 1;
    int fitting = (int) Math.max(1, Math.floor(roomPx / ROW_HEIGHT_PX));
    scroll.setRows(fitting);
    while (rows.size() > fitting) {
      rows.removeLast();
    }
    while (rows.size() < fitting) {
      rows.add(new TrafficRow());
    }
    refresh();
  }

  /** Shows other datagrams, all of them, from the newest; nothing is selected. */
  void showRows(DatagramRows next) {
    source = next;
    reader = next.reader();
    view = RowView.all(next);
    awaited = 0;
    rows.forEach(TrafficRow::clear);
    selected.set(0);
    follow();
  }

  /**
   * Shows the same datagrams in another view. What was selected stays selected, and in sight if it
   * is in the view, as far below the top as it was; without a selection, the view stays about where
   * it was.
   */
  void showView(RowView next) {
    long place = selected.get() == 0 ? scroll.top() : view.placeOf(selected.get());
    awaitedBelowTop = Math.clamp(place - scroll.top(), 0, scroll.rows() - 1L);
    awaited = selected.get() == 0 ? view.number(place) : selected.get();
    view = next;
    rows.forEach(TrafficRow::clear);
    scroll.update(next.first(), next.end());
    if (!scroll.following()) {
      scroll.stayAt(next.placeOf(awaited) - awaitedBelowTop);
    }
    refresh();
  }

  /** The datagrams that are shown, in whichever view. */
  DatagramRows source() {
    return source;
  }

  /** The view that is shown. */
  RowView view() {
    return view;
  }

  /** Draws the rows in sight again. */
  void refresh() {
    scroll.update(view.first(), view.end());
    revealAwaited();
    syncing = true;
    for (int i = 0; i < rows.size(); i++) {
      fill(rows.get(i), scroll.top() + i);
    }
    long range = scroll.range();
    bar.setMax((double) Math.max(1, range));
    bar.setVisibleAmount(range == 0 ? 1 : (double) range * scroll.rows() / (range + scroll.rows()));
    bar.setBlockIncrement(Math.max(1, scroll.rows() - 1));
    bar.setUnitIncrement(1);
    bar.setValue((double) (scroll.top() - scroll.first()));
    bar.setVisible(range > 0);
    follow.setVisible(!scroll.following() && range > 0);
    follow.setText(
        scroll.below() == 0
            ? context.say("ui.traffic-follow.label")
            : context.say("ui.traffic-follow.label-count", Formats.count(scroll.below())));
    syncing = false;
  }

  private void fill(TrafficRow row, long place) {
    long number = view.number(place);
    if (number != 0 && reader.read(number, holder)) {
      row.fill(holder);
      row.choose(number == selected.get());
    } else {
      row.clear();
    }
  }

  private void revealAwaited() {
    if (awaited != 0 && !scroll.following()) {
      long place = view.placeOf(awaited);
      if (view.number(place) == awaited) {
        scroll.stayAt(place - awaitedBelowTop);
        awaited = 0;
      }
    }
  }

  private void key(KeyEvent event) {
    switch (event.getCode()) {
      case UP -> step(-1);
      case DOWN -> step(1);
      case PAGE_UP -> step(-scroll.rows());
      case PAGE_DOWN -> step(scroll.rows());
      case HOME -> select(view.number(scroll.first()));
      case END -> follow();
      default -> {
        return;
      }
    }
    event.consume();
  }

  private void step(long delta) {
    if (scroll.end() == scroll.first()) {
      return;
    }
    long from =
        selected.get() == 0
            ? (delta > 0 ? scroll.top() - 1 : scroll.end())
            : view.placeOf(selected.get());
    select(view.number(Math.clamp(from + delta, scroll.first(), scroll.end() - 1)));
  }

  private void wheel(ScrollEvent event) {
    long lines = Math.round(-event.getDeltaY() / ROW_HEIGHT_PX);
    if (event.getDeltaY() != 0) {
      awaited = 0;
      scroll.moveBy(lines == 0 ? (event.getDeltaY() > 0 ? -1 : 1) : lines);
      refresh();
      event.consume();
    }
  }

  /**
   * Selects a datagram by its number and brings it into sight, or the place where it would be; 0
   * selects none.
   */
  void select(long number) {
    selected.set(number);
    awaited = 0;
    if (number != 0) {
      scroll.reveal(view.placeOf(number));
    }
    refresh();
  }

  /** Takes the focus. */
  void focus() {
    table.requestFocus();
  }

  /** Keeps the newest in sight; what is selected stays selected. */
  void follow() {
    awaited = 0;
    scroll.follow();
    refresh();
  }

  /** The number of the selected datagram, or 0. */
  ReadOnlyLongProperty selectedProperty() {
    return selected.getReadOnlyProperty();
  }
}
