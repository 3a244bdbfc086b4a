package org.portbound.text;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.MessageFormat;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.MissingResourceException;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The sentences of one language. Immutable; any thread.
 *
 * <p>A language is a file beside this class, {@code messages_LANGUAGE.properties} (UTF-8), with its
 * own name under {@code language.name}; nothing else lists it. English is the file without a
 * language, and stands in for a key that another lacks.
 *
 * <p>Numbers and times are written alike in every language, as the kernel's files and other network
 * tools write them: a decimal point, a comma between thousands, and the 24-hour clock. So they can
 * be compared, copied and read back. Patterns therefore take their arguments as text.
 *
 * <p>A pattern chooses a word by a count: in <code>{0} {0#byte|bytes}</code> it is the first for a
 * place that says {@code 1}, and the second for any other. It may be done without: a language need
 * not have a plural.
 */
public final class Texts {
  private static final String BASE = "messages";

  /** Which place counts; the word for one; the word for more. */
  private static final Pattern COUNTED = Pattern.compile("\\{(\\d)#([^|{}]*)\\|([^|{}]*)}");

  /** A bundle has thousands of lines: each is read once, by the code of its language. */
  private static final Map<String, Texts> READ = new ConcurrentHashMap<>();

  /** English, which stands in for the others. */
  private static final class English {
    private static final Texts TEXTS = new Texts(Locale.ENGLISH, Texts.read(BASE + ".properties"));

    private English() {}
  }

  private final Map<String, String> patterns;
  private final Locale locale;

  private Texts(Locale locale, Map<String, String> patterns) {
    this.locale = locale;
    this.patterns = Map.copyOf(patterns);
  }

  /** The sentences in this language, or in English if there is no file of it. */
  public static Texts in(Locale wanted) {
    String code = wanted.getLanguage();
    boolean english = code.isEmpty() || code.equals(Locale.ENGLISH.getLanguage());
    return english ? English.TEXTS : READ.computeIfAbsent(code, each -> of(Locale.of(each)));
  }

  private static Texts of(Locale language) {
    Map<String, String> own = read(fileOf(language));
    if (own.isEmpty()) {
      return English.TEXTS;
    }
    Map<String, String> patterns = new HashMap<>(English.TEXTS.patterns);
    patterns.putAll(own);
    return new Texts(language, patterns);
  }

  /** The sentences in the language of the system's messages (POSIX: LC_ALL, LC_MESSAGES, LANG). */
  public static Texts ofSystem() {
    return in(Locale.getDefault(Locale.Category.DISPLAY));
  }

  /** Looked for once, by those who ask: each code is a look into all that is on a class path. */
  private static final class Found {
    private static final List<Locale> LANGUAGES = look();
  }

  /** The languages that have a file: English, then the others by their codes (ISO 639). */
  public static List<Locale> languages() {
    return Found.LANGUAGES;
  }

  private static List<Locale> look() {
    List<Locale> found = new ArrayList<>(List.of(Locale.ENGLISH));
    for (String code : Locale.getISOLanguages()) {
      Locale language = Locale.of(code);
      if (Texts.class.getResource(fileOf(language)) != null && !found.contains(language)) {
        found.add(language);
      }
    }
    return List.copyOf(found);
  }

  private static String fileOf(Locale language) {
    return BASE + "_" + language.getLanguage() + ".properties";
  }

  /** What a file says, by key; nothing if there is no such file. */
  private static Map<String, String> read(String file) {
    var properties = new Properties();
    try (@Nullable InputStream in = Texts.class.getResourceAsStream(file)) {
      if (in != null) {
        properties.load(new InputStreamReader(in, StandardCharsets.UTF_8));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(file, e);
    }
    Map<String, String> patterns = new HashMap<>();
    for (String key : properties.stringPropertyNames()) {
      patterns.put(key, Objects.requireNonNull(properties.getProperty(key)));
    }
    return patterns;
  }

  /** The language. */
  public Locale locale() {
    return locale;
  }

  /** The language's name, in itself. */
  public String name() {
    return say("language.name");
  }

  /** Every key that has a sentence. */
  public Set<String> keys() {
    return patterns.keySet();
  }

  /** The sentence for a message. */
  public String say(Message message) {
    return say(message.key(), message.arguments().toArray());
  }

  /**
   * The sentence for a key, its places filled.
   *
   * @throws MissingResourceException if no language has the key: a mistake in the program
   */
  public String say(String key, Object... arguments) {
    String pattern = patterns.get(key);
    if (pattern == null) {
      throw new MissingResourceException("no sentence for " + key, Texts.class.getName(), key);
    }
    if (arguments.length == 0) {
      return pattern.replace("''", "'");
    }
    Object[] said = Stream.of(arguments).map(this::said).toArray();
    return new MessageFormat(counted(pattern, said), Locale.ENGLISH).format(said);
  }

  private static String counted(String pattern, Object[] said) {
    return COUNTED
        .matcher(pattern)
        .replaceAll(
            found -> {
              int place = Integer.parseInt(found.group(1));
              boolean one = place < said.length && said[place].toString().equals("1");
              return Matcher.quoteReplacement(found.group(one ? 2 : 3));
            });
  }

  private Object said(Object argument) {
    return argument instanceof Message message ? say(message) : argument;
  }
}
