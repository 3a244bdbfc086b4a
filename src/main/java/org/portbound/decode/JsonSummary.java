package org.portbound.decode;

/**
 * A JSON text in one short line, without the quotes of names and without the outermost braces:
 * {@code type: "reading", values: [20.5, 21]}.
 */
final class JsonSummary {
  /** Longer lines are cut; a brief look makes as many fields as these can come from. */
  private static final int MAX_CHARACTERS = 110;

  private final StringBuilder line = new StringBuilder();
  private int depth;
  private boolean first = true;
  private boolean named;
  private boolean cut;

  /** A member's name; its value comes next. */
  void name(String visible) {
    separate();
    write(visible + ": ");
    named = true;
  }

  /** A value that is neither object nor array. */
  void value(String visible) {
    separate();
    write(visible);
    first = false;
  }

  /** An object or array begins. */
  void open(boolean array) {
    separate();
    if (array || depth > 0) {
      write(array ? "[" : "{");
    }
    depth++;
    first = true;
  }

  /** The one begun last ends. */
  void close(boolean array) {
    depth--;
    if (array || depth > 0) {
      write(array ? "]" : "}");
    }
    first = false;
  }

  private void separate() {
    if (!first && !named) {
      write(", ");
    }
    named = false;
  }

  private void write(String text) {
    if (cut) {
      return;
    }
    int room = MAX_CHARACTERS - line.length();
    if (text.length() <= room) {
      line.append(text);
      return;
    }
    cut = true;
    boolean split = room > 0 && Character.isHighSurrogate(text.charAt(room - 1));
    line.append(text, 0, split ? room - 1 : room).append('…');
  }

  /** Whether nothing more would be taken. */
  boolean full() {
    return cut;
  }

  @Override
  public String toString() {
    return line.toString();
  }
}
