package org.portbound.ui.traffic;

import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import org.portbound.capture.Datagram;
import org.portbound.socket.Endpoint;

/** A row of the table, filled with another datagram at each refresh. */
final class TrafficRow {
  /**
   * What the user has noted on a row.
   *
   * @param comment empty for none
   */
  record Note(boolean marked, String comment) {
    static final Note NONE = new Note(false, "");

    boolean commented() {
      return !comment.isEmpty();
    }
  }

  private final Map<TrafficColumn, ReadOnlyStringWrapper> texts =
      new EnumMap<>(TrafficColumn.class);
  private final ReadOnlyBooleanWrapper chosen = new ReadOnlyBooleanWrapper(false);
  private final ReadOnlyBooleanWrapper pointed = new ReadOnlyBooleanWrapper(false);
  private final ReadOnlyObjectWrapper<Note> note = new ReadOnlyObjectWrapper<>(Note.NONE);
  private final ReadOnlyBooleanWrapper holding = new ReadOnlyBooleanWrapper(false);
  private long shown;
  private long revision = -1;

  TrafficRow() {
    for (TrafficColumn column : TrafficColumn.values()) {
      texts.put(column, new ReadOnlyStringWrapper(""));
    }
  }

  /** The number of the datagram that is here, or 0 for none. */
  long shown() {
    return shown;
  }

  /**
   * Shows a datagram.
   *
   * @param previousNs time of the row before it in the view, or {@link TimeFormat#NO_TIME}
   */
  void fill(Datagram from, CellTexts cells, long previousNs) {
    if (shown == from.number() && revision == cells.revision()) {
      return;
    }
    shown = from.number();
    holding.set(true);
    revision = cells.revision();
    texts.forEach(
        (column, text) -> text.set(cells.shows(column) ? cells.of(column, from, previousNs) : ""));
  }

  /** Where a datagram was sent, as far as it is known. */
  static String destination(Datagram row) {
    if (row.destination().isEmpty()) {
      return CellTexts.UNKNOWN;
    }
    var address = row.destination().get();
    return row.destinationPort() == 0
        ? Endpoint.text(address)
        : new Endpoint(address, row.destinationPort()).toString();
  }

  /** Marks the datagram that the detail shows. */
  void choose(boolean isChosen) {
    chosen.set(isChosen);
  }

  /** Marks the datagram from which the arrow keys start, where none is chosen there. */
  void point(boolean isPointed) {
    pointed.set(isPointed);
  }

  void annotate(Note next) {
    note.set(next);
  }

  void clear() {
    chosen.set(false);
    pointed.set(false);
    note.set(Note.NONE);
    if (shown != 0) {
      shown = 0;
      holding.set(false);
      texts.values().forEach(text -> text.set(""));
    }
  }

  ReadOnlyStringProperty text(TrafficColumn column) {
    return Objects.requireNonNull(texts.get(column)).getReadOnlyProperty();
  }

  ReadOnlyBooleanProperty chosen() {
    return chosen.getReadOnlyProperty();
  }

  ReadOnlyBooleanProperty pointed() {
    return pointed.getReadOnlyProperty();
  }

  /** Whether there is a datagram. */
  ReadOnlyBooleanProperty holding() {
    return holding.getReadOnlyProperty();
  }

  ReadOnlyObjectProperty<Note> note() {
    return note.getReadOnlyProperty();
  }
}
