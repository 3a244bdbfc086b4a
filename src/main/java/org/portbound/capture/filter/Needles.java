package org.portbound.capture.filter;

import org.portbound.text.Parsed;

/** What one searches for, row by row, without hiding the others. */
public final class Needles {
  private Needles() {}

  /** Text in the payload, in UTF-8, large or small letters; at least one character. */
  public static Parsed<Filter> text(String text) {
    return text.isEmpty()
        ? Parsed.invalid("filter.empty-text")
        : Parsed.valid(new Filter(new Node.Text(text, true)));
  }

  /** Bytes in the payload, in hex as behind {@code hex}. */
  public static Parsed<Filter> hex(String digits) {
    try {
      var token = new Token(Token.Kind.WORD, digits.strip(), 0, digits.length());
      return Parsed.valid(new Filter(new Node.Hex(Values.hexDigits(token))));
    } catch (Fault fault) {
      return new Parsed.Invalid<>(fault.error().why());
    }
  }
}
