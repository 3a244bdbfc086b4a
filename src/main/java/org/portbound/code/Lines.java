package org.portbound.code;

import java.util.Locale;

/** The lines of a program under way. Used by one thread. */
final class Lines {
  private final StringBuilder text = new StringBuilder();

  /** Adds lines; places as in {@link String#formatted}. */
  Lines add(String block, Object... arguments) {
    text.append(arguments.length == 0 ? block : String.format(Locale.ROOT, block, arguments));
    if (!block.endsWith("\n")) {
      text.append('\n');
    }
    return this;
  }

  /** The same, if the condition holds. */
  Lines addIf(boolean wanted, String block, Object... arguments) {
    return wanted ? add(block, arguments) : this;
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
