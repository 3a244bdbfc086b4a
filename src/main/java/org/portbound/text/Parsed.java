package org.portbound.text;

/**
 * What came of reading something that a user typed: a value, or the sentence that says what is
 * wrong and what to write instead.
 *
 * @param <T> what is read
 */
public sealed interface Parsed<T> {
  /**
   * It was readable.
   *
   * @param value what was read
   * @param <T> its type
   */
  record Valid<T>(T value) implements Parsed<T> {}

  /**
   * It was not.
   *
   * @param why names the fault and the remedy
   * @param <T> what was to be read
   */
  record Invalid<T>(Message why) implements Parsed<T> {}

  /** A value that was read. */
  static <T> Parsed<T> valid(T value) {
    return new Valid<>(value);
  }

  /** A fault, as a message with its arguments. */
  static <T> Parsed<T> invalid(String key, Object... arguments) {
    return new Invalid<>(Message.of(key, arguments));
  }

  /**
   * The value, for text that the program itself wrote.
   *
   * @throws IllegalArgumentException if it is not readable
   */
  default T orThrow() {
    return switch (this) {
      case Valid<T>(T value) -> value;
      case Invalid<T>(Message why) ->
          throw new IllegalArgumentException(why.key() + " " + why.arguments());
    };
  }
}
