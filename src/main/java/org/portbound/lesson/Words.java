package org.portbound.lesson;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Text in one or more languages. Immutable.
 *
 * @param byLanguage the text by its language (ISO 639, such as {@code en}); the empty string stands
 *     for text that is the same in all of them; not empty
 */
public record Words(Map<String, String> byLanguage) {
  /** Language of text that is given without one. */
  static final String ANY = "";

  private static final String FALLBACK = "en";

  /**
   * @throws IllegalArgumentException if there is no text at all
   */
  public Words {
    if (byLanguage.isEmpty()) {
      throw new IllegalArgumentException("no text");
    }
    byLanguage = Map.copyOf(new LinkedHashMap<>(byLanguage));
  }

  /** Text that is the same in all languages. */
  public static Words same(String text) {
    return new Words(Map.of(ANY, text));
  }

  /** The text in a language; in English where it is not there, else in the first that there is. */
  public String in(Locale locale) {
    for (String each : new String[] {locale.getLanguage(), ANY, FALLBACK}) {
      String text = byLanguage.get(each);
      if (text != null) {
        return text;
      }
    }
    return byLanguage.values().stream().sorted().findFirst().orElseThrow();
  }
}
