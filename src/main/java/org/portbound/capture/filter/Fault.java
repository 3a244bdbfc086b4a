package org.portbound.capture.filter;

import org.portbound.text.Message;

/** Leaves the parser when the text cannot be understood; never seen outside. */
final class Fault extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient Filter.Reading.Error error;

  Fault(int position, int length, String key, Object... arguments) {
    super(key, null, false, false);
    this.error = new Filter.Reading.Error(position, length, Message.of(key, arguments));
  }

  Fault(Token at, String key, Object... arguments) {
    this(at.start(), at.length(), key, arguments);
  }

  Filter.Reading.Error error() {
    return error;
  }
}
