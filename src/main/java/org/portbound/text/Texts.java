package org.portbound.text;

import java.text.MessageFormat;
import java.util.Locale;
import java.util.MissingResourceException;
import java.util.ResourceBundle;
import java.util.Set;

/** The sentences of one language. Immutable; any thread. */
public final class Texts {
  private final ResourceBundle bundle;
  private final Locale locale;

  private Texts(Locale locale) {
    this.locale = locale;
    this.bundle = ResourceBundle.getBundle("org.portbound.text.messages", locale);
  }

  /** The sentences in this language, or in English where there are none. */
  public static Texts in(Locale locale) {
    return new Texts(locale);
  }

  /** The language. */
  public Locale locale() {
    return locale;
  }

  /** Every key that has a sentence. */
  public Set<String> keys() {
    return bundle.keySet();
  }

  /** The sentence for a message. */
  public String say(Message message) {
    return say(message.key(), message.arguments().toArray());
  }

  /**
   * The sentence for a key, its places filled.
   *
   * @throws MissingResourceException if the bundle does not have the key: a mistake in the program
   */
  public String say(String key, Object... arguments) {
    String pattern = bundle.getString(key);
    return arguments.length == 0
        ? pattern.replace("''", "'")
        : new MessageFormat(pattern, locale).format(arguments);
  }
}
