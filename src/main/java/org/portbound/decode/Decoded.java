package org.portbound.decode;

import java.util.List;
import org.portbound.text.Message;

/**
 * A payload as it was read.
 *
 * @param protocol as what
 * @param summary all of it in one line
 * @param fields its parts, in the order of their bytes
 */
public record Decoded(Protocol protocol, Message summary, List<Field> fields) {
  /** Copies the fields. */
  public Decoded {
    fields = List.copyOf(fields);
  }
}
