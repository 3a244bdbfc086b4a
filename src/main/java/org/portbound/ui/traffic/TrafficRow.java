package org.portbound.ui.traffic;

import java.util.Arrays;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import org.portbound.capture.Datagram;
import org.portbound.socket.Endpoint;
import org.portbound.text.Visible;
import org.portbound.ui.control.Formats;

/** A place in the table, filled with another datagram at each refresh. */
final class TrafficRow {
  /** More of a payload does not fit into a row. */
  private static final int TEXT_CHARACTERS = 160;

  /** In UTF-8 (RFC 3629). */
  private static final int MAX_CHARACTER_BYTES = 4;

  private final ReadOnlyStringWrapper number = new ReadOnlyStringWrapper("");
  private final ReadOnlyStringWrapper time = new ReadOnlyStringWrapper("");
  private final ReadOnlyStringWrapper listener = new ReadOnlyStringWrapper("");
  private final ReadOnlyStringWrapper source = new ReadOnlyStringWrapper("");
  private final ReadOnlyStringWrapper destination = new ReadOnlyStringWrapper("");
  private final ReadOnlyStringWrapper length = new ReadOnlyStringWrapper("");
  private final ReadOnlyStringWrapper text = new ReadOnlyStringWrapper("");
  private final ReadOnlyBooleanWrapper chosen = new ReadOnlyBooleanWrapper(false);
  private long shown;

  /** The number of the datagram that is here, or 0 for none. */
  long shown() {
    return shown;
  }

  void fill(Datagram from) {
    if (shown == from.number()) {
      return;
    }
    shown = from.number();
    number.set(Formats.count(shown));
    time.set(Formats.clock(from.timeNs()));
    listener.set(String.valueOf(from.listener()));
    source.set(from.source().toString());
    destination.set(destination(from));
    length.set(Formats.count(from.trueLengthBytes()));
    int beginningBytes = Math.min(from.lengthBytes(), TEXT_CHARACTERS * MAX_CHARACTER_BYTES);
    text.set(Visible.of(Arrays.copyOf(from.buffer(), beginningBytes), TEXT_CHARACTERS));
  }

  /** Where a datagram was sent, as far as it is known. */
  static String destination(Datagram datagram) {
    if (datagram.destination().isEmpty()) {
      return "–";
    }
    var address = datagram.destination().get();
    return datagram.destinationPort() == 0
        ? Endpoint.text(address)
        : new Endpoint(address, datagram.destinationPort()).toString();
  }

  /** Marks the datagram that the detail shows. */
  void choose(boolean isChosen) {
    chosen.set(isChosen);
  }

  ReadOnlyBooleanProperty chosen() {
    return chosen.getReadOnlyProperty();
  }

  void clear() {
    chosen.set(false);
    if (shown == 0) {
      return;
    }
    shown = 0;
    number.set("");
    time.set("");
    listener.set("");
    source.set("");
    destination.set("");
    length.set("");
    text.set("");
  }

  ReadOnlyStringProperty number() {
    return number.getReadOnlyProperty();
  }

  ReadOnlyStringProperty time() {
    return time.getReadOnlyProperty();
  }

  ReadOnlyStringProperty listener() {
    return listener.getReadOnlyProperty();
  }

  ReadOnlyStringProperty source() {
    return source.getReadOnlyProperty();
  }

  ReadOnlyStringProperty destination() {
    return destination.getReadOnlyProperty();
  }

  ReadOnlyStringProperty length() {
    return length.getReadOnlyProperty();
  }

  ReadOnlyStringProperty text() {
    return text.getReadOnlyProperty();
  }
}
