package org.portbound.peer;

import java.io.Serial;

/** A line of the wire does not say what it should. */
final class GarbledLineException extends Exception {
  @Serial private static final long serialVersionUID = 1;

  /** In a few words for somebody who debugs the wire. */
  private final String why;

  GarbledLineException(String why) {
    super(why);
    this.why = why;
  }

  String why() {
    return why;
  }
}
