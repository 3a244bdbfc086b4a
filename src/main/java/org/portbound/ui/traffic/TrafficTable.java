package org.portbound.ui.traffic;

import java.util.EnumSet;
import java.util.List;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyLongProperty;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.TableView;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import org.portbound.capture.Datagram;
import org.portbound.capture.DatagramRows;
import org.portbound.capture.Marks;
import org.portbound.capture.RowView;
import org.portbound.decode.DecodeAs;
import org.portbound.ui.control.LateChildren;
import org.portbound.ui.control.UiContext;

/**
 * A table that holds only the rows in sight. They are filled anew at each refresh, and a scroll bar
 * of its own moves them over the places of a view; so its cost does not grow with the rows.
 */
final class TrafficTable extends StackPane {
  private static final double ROW_HEIGHT_PX = 23;
  static final double HEADER_HEIGHT_PX = 28;

  private final UiContext context;
  private final Sight sight;
  private final CellTexts cells;
  private final ObservableList<TrafficRow> rows = FXCollections.observableArrayList();
  private final TableView<TrafficRow> table = new TableView<>(rows);
  private final TrafficColumns columns;
  private final PlaceBar places;
  private final Datagram holder = new Datagram();
  private final ReadOnlyBooleanWrapper frozen = new ReadOnlyBooleanWrapper(false);
  private final ReadOnlyStringWrapper date = new ReadOnlyStringWrapper("");

  /** Whether the rows are there: a table without a datagram does without them at first. */
  private boolean filled;

  /** Any thread reads it: a filter asks for marks. */
  private volatile Marks marks;

  TrafficTable(UiContext context, DatagramRows source, Marks marks, DecodeAs decodeAs) {
    this.context = context;
    this.sight = new Sight(source);
    this.marks = marks;
    this.cells = new CellTexts(context, decodeAs);
    this.columns = new TrafficColumns(context, table);
    this.places = new PlaceBar(context, this::moveBy, this::followAgain);
    prepareTable();
    StackPane.setAlignment(places.bar(), Pos.CENTER_RIGHT);
    StackPane.setMargin(places.bar(), new Insets(HEADER_HEIGHT_PX + 1, 0, 0, 0));
    columns.onChange(this::showColumns);
    draw();
    LateChildren.of(this, table, places.bar());
  }

  private void prepareTable() {
    context.named(table, "traffic-table");
    UiContext.noTip(table);
    table.getStyleClass().add("pb-traffic");
    table.setFixedCellSize(ROW_HEIGHT_PX);
    table.setPlaceholder(new Region());
    table.heightProperty().subscribe(this::fit);
    table.setRowFactory(view -> new TrafficPlace(this::select));
    table.setSelectionModel(null);
    new TrafficSteps(sight, ROW_HEIGHT_PX, this::draw).takeFrom(table);
    table.addEventFilter(MouseEvent.DRAG_DETECTED, MouseEvent::consume);
  }

  private void moveBy(long behindFirst) {
    sight.moveTo(sight.scroll().first() + behindFirst);
    draw();
  }

  private void followAgain() {
    table.requestFocus();
    freeze(false);
    follow();
  }

  private void showColumns() {
    var shown = EnumSet.noneOf(TrafficColumn.class);
    shown.addAll(columns.shown());
    cells.show(shown);
    fit();
  }

  /** As many rows as fit below the header, and above the bar that moves wide columns. */
  private void fit() {
    double barPx = columns.tooWide() ? TrafficColumns.BAR_PX : 0;
    double roomPx = table.getHeight() - HEADER_HEIGHT_PX - 1 - barPx;
    int fitting = (int) Math.max(1, Math.floor(roomPx / ROW_HEIGHT_PX));
    sight.scroll().setRows(fitting);
    while (rows.size() > fitting) {
      rows.removeLast();
    }
    while (filled && rows.size() < fitting) {
      rows.add(new TrafficRow());
    }
    draw();
  }

  /** Makes the rows that will hold datagrams, so that the first one need not wait for them. */
  void prepare() {
    if (!filled) {
      filled = true;
      fit();
    }
  }

  /** Shows other datagrams, all of them, from the newest; nothing is selected or frozen. */
  void showRows(DatagramRows next, Marks notes) {
    marks = notes;
    sight.showRows(next);
    cells.forget();
    frozen.set(false);
    rows.forEach(TrafficRow::clear);
    draw();
  }

  /** Shows the same datagrams in another view; see {@link Sight#showView}. */
  void showView(RowView next) {
    sight.showView(next);
    rows.forEach(TrafficRow::clear);
    draw();
  }

  /** The rows were cleared away: those that come now are the first. */
  void restart() {
    cells.forget();
    select(0);
  }

  /** The notes on these rows. */
  Marks marks() {
    return marks;
  }

  /** What stands above the columns that are shown, from left to right. */
  List<String> titles() {
    return columns.shown().stream().map(columns::title).toList();
  }

  /** What stands in the columns of a row, from left to right. */
  List<String> texts(Datagram row) {
    long previousNs = previousNs(sight.view().placeOf(row.number()));
    return columns.shown().stream().map(each -> cells.of(each, row, previousNs)).toList();
  }

  /** The date of the uppermost row in sight; empty if there is none. */
  ReadOnlyStringProperty dateProperty() {
    return date.getReadOnlyProperty();
  }

  void setTimeFormat(TimeFormat format) {
    cells.setTimeFormat(format);
    draw();
  }

  /** Which rows are shown. */
  Sight sight() {
    return sight;
  }

  TrafficColumns columns() {
    return columns;
  }

  CellTexts cells() {
    return cells;
  }

  /** Draws the rows in sight again; if they are frozen, only how many have come since. */
  void refresh() {
    if (sight.frozen()) {
      places.draw(sight);
    } else {
      draw();
    }
  }

  /** Draws the rows in sight again. */
  void draw() {
    sight.update();
    if (!filled && sight.read(sight.scroll().top(), holder)) {
      prepare();
      return;
    }
    columns.makeRoom(sight.source().end() - 1);
    findStart();
    LogScroll scroll = sight.scroll();
    long previousNs = previousNs(scroll.top());
    for (int i = 0; i < rows.size(); i++) {
      TrafficRow row = rows.get(i);
      if (sight.read(scroll.top() + i, holder)) {
        row.fill(holder, cells, previousNs);
        row.choose(holder.number() == sight.selected());
        row.point(sight.startsFrom(scroll.top() + i));
        row.annotate(noteOn(holder.number()));
        previousNs = holder.timeNs();
      } else {
        row.clear();
      }
    }
    date.set(sight.read(scroll.top(), holder) ? cells.timeFormat().date(holder.timeNs()) : "");
    places.draw(sight);
  }

  /** The time of the row before a place, where it matters. */
  private long previousNs(long place) {
    boolean wanted = cells.timeFormat() == TimeFormat.SINCE_PREVIOUS;
    return wanted && sight.read(place - 1, holder) ? holder.timeNs() : TimeFormat.NO_TIME;
  }

  private void findStart() {
    DatagramRows source = sight.source();
    if (!cells.started() && sight.readNumber(source.first(), holder)) {
      cells.setStart(holder.timeNs());
    }
  }

  private TrafficRow.Note noteOn(long number) {
    boolean marked = marks.marked(number);
    String comment = marks.comment(number);
    return marked || !comment.isEmpty()
        ? new TrafficRow.Note(marked, comment)
        : TrafficRow.Note.NONE;
  }

  /** Selects a datagram and brings it into sight; see {@link Sight#select}. */
  void select(long number) {
    sight.select(number);
    draw();
  }

  /** Stands where another table of the same datagrams stands. */
  void takeOver(Sight before) {
    sight.takeOver(before);
    frozen.set(sight.frozen());
    fit();
  }

  /** Takes the focus. */
  void focus() {
    table.requestFocus();
  }

  /** Keeps the newest in sight; what is selected stays selected. */
  void follow() {
    sight.follow();
    draw();
  }

  /** Stands still, whatever arrives; or goes on. */
  void freeze(boolean still) {
    sight.freeze(still);
    frozen.set(still);
    draw();
  }

  ReadOnlyBooleanProperty frozenProperty() {
    return frozen.getReadOnlyProperty();
  }

  /** What leads back to the newest row, in sight while the table does not show it. */
  Node wayToNewest() {
    return places.follow();
  }

  /** Shows this menu for the row that is selected. */
  void setRowMenu(ContextMenu menu) {
    table.setContextMenu(menu);
  }

  /** The number of the selected datagram, or 0. */
  ReadOnlyLongProperty selectedProperty() {
    return sight.selectedProperty();
  }
}
