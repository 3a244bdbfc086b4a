package org.portbound.capture.filter;

/**
 * A piece of a filter's text.
 *
 * @param text what it says; of a quoted text what stands between the quotes, escapes read
 * @param start its first character, from 0
 * @param end behind its last character
 */
record Token(Kind kind, String text, int start, int end) {
  /** What a piece is. */
  enum Kind {
    /** Letters, digits and whatever else has no meaning of its own. */
    WORD,
    /** Text in double quotes. */
    QUOTED,
    /** {@code =}, {@code !=}, {@code <}, {@code <=}, {@code >} or {@code >=}. */
    COMPARISON,
    /** {@code and} or {@code &&}. */
    AND,
    /** {@code or} or {@code ||}. */
    OR,
    /** {@code not} or {@code !}. */
    NOT,
    /** An opening parenthesis. */
    OPEN,
    /** A closing parenthesis. */
    CLOSE,
    /** Nothing more. */
    END
  }

  boolean is(Kind other) {
    return kind == other;
  }

  int length() {
    return end - start;
  }
}
