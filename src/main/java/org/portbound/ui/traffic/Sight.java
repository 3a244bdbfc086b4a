package org.portbound.ui.traffic;

import javafx.beans.property.ReadOnlyLongProperty;
import javafx.beans.property.ReadOnlyLongWrapper;
import org.portbound.capture.Datagram;
import org.portbound.capture.DatagramRows;
import org.portbound.capture.RowReader;
import org.portbound.capture.RowView;

/**
 * Which rows the table shows: a view, the part of it that is in sight, what is selected, and where
 * it was frozen.
 *
 * <p>Scrolling counts in places of the view, selection and freezing in row numbers: so both stay
 * when another view is shown. JavaFX thread.
 */
final class Sight {
  private static final long NOT_FROZEN = Long.MAX_VALUE;

  private final LogScroll scroll = new LogScroll();
  private final ReadOnlyLongWrapper selected = new ReadOnlyLongWrapper(0);
  private DatagramRows source;
  private RowReader reader;
  private RowView view;

  /** A row that comes into sight as soon as the view has it, or 0: a view may still be filling. */
  private long awaited;

  /** How far below the top the awaited row is to be, in rows. */
  private long awaitedBelowTop;

  /** Whether steps start from the newest row: it was asked for after the last selection. */
  private boolean atNewest;

  /** Rows from this number on came after the freezing. */
  private long frozenEnd = NOT_FROZEN;

  Sight(DatagramRows source) {
    this.source = source;
    this.reader = source.reader();
    this.view = RowView.all(source);
  }

  /** Shows other datagrams, all of them, from the newest; nothing is selected or frozen. */
  void showRows(DatagramRows next) {
    source = next;
    reader = next.reader();
    view = RowView.all(next);
    frozenEnd = NOT_FROZEN;
    select(0);
    scroll.follow();
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
    scroll.update(next.first(), end());
    if (!scroll.following()) {
      scroll.stayAt(next.placeOf(awaited) - awaitedBelowTop);
    }
  }

  /**
   * Stands where another one of the same datagrams stands: the same row at the top, the same one
   * selected, and frozen at the same row.
   */
  void takeOver(Sight before) {
    frozenEnd = before.frozenEnd;
    atNewest = before.atNewest;
    selected.set(before.selected.get());
    if (!before.scroll.following()) {
      long top = before.view.number(before.scroll.top());
      awaited = top;
      awaitedBelowTop = 0;
      scroll.setRows(before.scroll.rows());
      scroll.update(view.first(), end());
      scroll.stayAt(view.placeOf(top));
    }
  }

  DatagramRows source() {
    return source;
  }

  RowView view() {
    return view;
  }

  LogScroll scroll() {
    return scroll;
  }

  /** Whether the view has no row. */
  boolean isEmpty() {
    return view.first() == view.end();
  }

  /** Takes in what has come and gone since the last time. */
  void update() {
    scroll.update(view.first(), end());
    if (awaited != 0 && !scroll.following()) {
      long place = view.placeOf(awaited);
      if (view.number(place) == awaited) {
        scroll.stayAt(place - awaitedBelowTop);
        awaited = 0;
      }
    }
  }

  private long end() {
    return frozen() ? Math.min(view.end(), view.placeOf(frozenEnd)) : view.end();
  }

  /** Reads the row at a place; false if there is none. */
  boolean read(long place, Datagram into) {
    long number = place < scroll.end() ? view.number(place) : 0;
    return number != 0 && reader.read(number, into);
  }

  /** Reads a row by its number, whether it is in the view or not; false if it is not there. */
  boolean readNumber(long number, Datagram into) {
    return reader.read(number, into);
  }

  /** Whether a row is in the part of the view that is shown. */
  boolean shows(long number) {
    long place = view.placeOf(number);
    return place < scroll.end() && view.number(place) == number;
  }

  /** Stands still, whatever arrives; or goes on. */
  void freeze(boolean frozen) {
    frozenEnd = frozen ? source.end() : NOT_FROZEN;
  }

  boolean frozen() {
    return frozenEnd != NOT_FROZEN;
  }

  /** How many rows came since the freezing, in whichever view. */
  long since() {
    return frozen() ? source.end() - frozenEnd : 0;
  }

  /** Selects a row some rows from where the user is, as far as there are any. */
  void step(long delta) {
    if (scroll.end() == scroll.first()) {
      return;
    }
    select(view.number(Math.clamp(start(delta) + delta, scroll.first(), scroll.end() - 1)));
  }

  private long start(long delta) {
    if (atNewest) {
      return scroll.end() - 1;
    }
    if (selected.get() != 0) {
      return view.placeOf(selected.get());
    }
    return delta > 0 ? scroll.top() - 1 : scroll.end();
  }

  /** Whether steps start from this place though it is not selected. */
  boolean startsFrom(long place) {
    return atNewest && place == scroll.end() - 1;
  }

  /** Selects the oldest row. */
  void selectFirst() {
    select(view.number(scroll.first()));
  }

  /**
   * Selects a datagram by its number and brings it into sight, or the place where it would be; 0
   * selects none.
   */
  void select(long number) {
    selected.set(number);
    atNewest = false;
    awaited = 0;
    if (number != 0) {
      scroll.reveal(view.placeOf(number));
    }
  }

  /** Moves by rows. */
  void moveBy(long rows) {
    awaited = 0;
    scroll.moveBy(rows);
  }

  /** Moves so that this place is at the top. */
  void moveTo(long place) {
    awaited = 0;
    scroll.moveTo(place);
  }

  /** Keeps the newest in sight and steps from there; what is selected stays selected. */
  void follow() {
    atNewest = true;
    awaited = 0;
    scroll.follow();
  }

  /** The number of the selected datagram, or 0. */
  ReadOnlyLongProperty selectedProperty() {
    return selected.getReadOnlyProperty();
  }

  long selected() {
    return selected.get();
  }
}
