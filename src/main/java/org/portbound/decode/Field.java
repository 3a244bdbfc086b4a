package org.portbound.decode;

import java.util.List;
import org.portbound.text.Message;

/**
 * A part of a payload: what it is called, what it says, and which bytes say so.
 *
 * @param name its name, made visible if it came from the payload
 * @param value its value, likewise; short
 * @param offset where its bytes begin in the payload
 * @param length number of its bytes; 0 for what is no byte of its own
 * @param children its parts, in the order of their bytes
 */
public record Field(Message name, Message value, int offset, int length, List<Field> children) {
  /** Copies the children. */
  public Field {
    children = List.copyOf(children);
  }

  /** The byte after its last one. */
  public int end() {
    return offset + length;
  }
}
