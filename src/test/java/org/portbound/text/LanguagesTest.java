package org.portbound.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * Each language that comes with Portbound says everything that English says, with the same places.
 */
final class LanguagesTest {
  /** A place of a pattern; what picocli fills in or draws; a line break in its help. */
  private static final Pattern PLACE =
      Pattern.compile("\\{\\d+|\\$\\{[A-Z-]+}|@\\|\\w+|\\|@|%n|%%");

  private static final Map<String, String> ENGLISH = file("messages.properties");

  /** As the file has it, without what stands in for a missing key. */
  private static Map<String, String> file(String name) {
    var properties = new Properties();
    try (var in = LanguagesTest.class.getResourceAsStream(name)) {
      properties.load(
          new InputStreamReader(Objects.requireNonNull(in, name), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    Map<String, String> patterns = new HashMap<>();
    properties.forEach((key, pattern) -> patterns.put(key.toString(), pattern.toString()));
    return patterns;
  }

  private static Map<String, String> file(Locale language) {
    return language.equals(Locale.ENGLISH)
        ? ENGLISH
        : file("messages_" + language.getLanguage() + ".properties");
  }

  private static String english(String key) {
    return ENGLISH.getOrDefault(key, "");
  }

  @Test
  void thereAreEnglishAndIndonesian() {
    assertEquals(List.of(Locale.ENGLISH, Locale.of("id")), Texts.languages());
    assertEquals("English", Texts.in(Locale.ENGLISH).say("language.name"));
    assertEquals("Bahasa Indonesia", Texts.in(Locale.of("id")).say("language.name"));
  }

  @Test
  void aLanguageWithoutAFileIsEnglish() {
    assertEquals(Locale.ENGLISH, Texts.in(Locale.GERMAN).locale());
    assertEquals("English", Texts.in(Locale.ROOT).say("language.name"));
    assertEquals(Locale.of("id"), Texts.in(Locale.of("id", "ID")).locale(), "whatever the country");
  }

  @Test
  void noKeyIsMissingOrLeftOver() {
    for (Locale language : Texts.languages()) {
      assertEquals(
          new TreeSet<>(ENGLISH.keySet()), new TreeSet<>(file(language).keySet()), language + "");
    }
  }

  @Test
  void keysHaveTheSamePlaces() {
    for (Locale language : Texts.languages()) {
      var differing = new TreeMap<String, String>();
      file(language)
          .forEach(
              (key, pattern) -> {
                if (!places(pattern).equals(places(english(key)))) {
                  differing.put(key, pattern);
                }
              });
      assertEquals(Map.of(), differing, language.toString());
    }
  }

  /** All of them, in the order of their names; picocli's as often as they come. */
  private static List<String> places(String pattern) {
    var places = new ArrayList<String>();
    var numbered = new TreeSet<String>();
    Matcher matcher = PLACE.matcher(pattern);
    while (matcher.find()) {
      if (matcher.group().startsWith("{")) {
        numbered.add(matcher.group());
      } else {
        places.add(matcher.group());
      }
    }
    places.sort(null);
    places.addAll(numbered);
    return places;
  }

  @Test
  void everyPatternCanBeFilled() {
    Object[] arguments = {"(0)", "(1)", "(2)", "(3)", "(4)", "(5)", "(6)", "(7)", "(8)", "(9)"};
    for (Locale language : Texts.languages()) {
      file(language)
          .forEach(
              (key, pattern) -> {
                assertFalse(pattern.isBlank() && !english(key).isBlank(), key);
                String places = String.join("", places(pattern));
                if (places.contains("{")) {
                  String said = Texts.in(language).say(key, arguments);
                  Matcher place = Pattern.compile("\\{(\\d+)").matcher(places);
                  while (place.find()) {
                    assertTrue(said.contains("(" + place.group(1) + ")"), key + ": " + said);
                  }
                }
              });
    }
  }

  @Test
  void oneIsNotSaidAsMany() {
    Texts english = Texts.in(Locale.ENGLISH);
    assertEquals("1 byte", english.say("ui.send.hint.length", "1"));
    assertEquals("2 bytes", english.say("ui.send.hint.length", "2"));
    assertEquals("0 bytes", english.say(Message.of("ui.send.hint.length", 0)));
    assertEquals("1,001 bytes", english.say("ui.send.hint.length", "1,001"));
    assertEquals("1 byte", Texts.in(Locale.of("id")).say("ui.send.hint.length", "1"));
    for (Locale language : Texts.languages()) {
      Object[] ones = {"1", "1", "1", "1", "1", "1", "1", "1", "1", "1"};
      file(language)
          .forEach(
              (key, pattern) -> {
                String said = pattern.contains("#") ? Texts.in(language).say(key, ones) : "";
                assertFalse(said.contains("|"), key + ": " + said);
              });
    }
  }

  @Test
  void whatStandsInFrontAndBehindIsKept() {
    for (Locale language : Texts.languages()) {
      file(language)
          .forEach(
              (key, pattern) -> {
                String english = english(key);
                assertEquals(lead(english), lead(pattern), language + " " + key);
                assertEquals(english.endsWith(" "), pattern.endsWith(" "), language + " " + key);
              });
    }
  }

  private static int lead(String text) {
    return text.length() - text.stripLeading().length();
  }
}
