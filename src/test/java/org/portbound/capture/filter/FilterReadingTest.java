package org.portbound.capture.filter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.portbound.capture.filter.Filter.Reading;
import org.portbound.text.Texts;

/** Text to filter and back. */
@Timeout(60)
final class FilterReadingTest {
  private static final Texts TEXTS = Texts.in(Locale.ENGLISH);

  private static String canonical(String text) {
    return switch (Filter.parse(text)) {
      case Reading.Parsed(Filter filter) -> filter.toString();
      case Reading.Error error -> throw new AssertionError(text + ": " + error);
    };
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\'',
      textBlock =
          """
          probe                        | "probe"
          "a b"                        | "a b"
          text Probe                   | text "Probe"
          src 10.1.2.3/8               | src 10.0.0.0/8
          HOST = ::1                   | addr ::1
          dst [fe80::1]/10             | dst fe80::/10
          dst != 1.2.3.4               | not dst 1.2.3.4
          port 3702                    | port 3702
          port == 5000..5010           | port 5000..5010
          sport 5000-5010              | sport 5000..5010
          dport!=53                    | not dport 53
          len<20                       | len <= 19
          ttl > 1                      | ttl >= 2
          ttl >= 0                     | ttl >= 0
          tclass 184                   | tos 184
          iface lo                     | iface "lo"
          iface 2                      | iface 2
          drops                        | drops >= 1
          drops 7 cut                  | drops 7 and cut
          time 12:30                   | time 12:30:00.000000000..12:30:59.999999999
          time >= 12:30:05.25          | time >= 12:30:05.250000000
          time 2026-03-01T9:00..2026-03-01T9:01 | time 2026-03-01T09:00:00.000000000..2026-03-01T09:01:59.999999999
          hex dead                     | hex de:ad
          hex 0xDE,0xAD                | hex de:ad
          hex de ad be ef or sent      | hex de:ad:be:ef or sent
          hex "de ad"                  | hex de:ad
          a b or c                     | ("a" and "b") or "c"
          a and (b or c)               | "a" and ("b" or "c")
          not a b                      | not "a" and "b"
          !a or !!b                    | not "a" or not not "b"
          cut && sent                  | cut and sent
          """)
  void readsWhatIsTyped(String typed, String canonical) {
    assertEquals(canonical, canonical(typed));
    assertEquals(canonical, canonical(canonical));
  }

  @Test
  void signsStandForWords() {
    assertEquals(canonical("not (a or b) and c"), canonical("!(a||b)&&c"));
  }

  @Test
  void readsTheSentenceOfTheHelp() {
    assertEquals(
        "src 10.0.0.0/8 and port 3702 and not len <= 19 and text \"Probe\" and listener 2"
            + " and ttl >= 2 and hex de:ad",
        canonical(
            "src 10.0.0.0/8 and port 3702 and not len < 20 and text \"Probe\" and listener 2 and"
                + " ttl > 1 and hex de:ad"));
    assertEquals("", canonical("  "));
  }

  /** The place is marked by carets below the text. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "port x\n     ^\nfilter.number",
        "port\n^^^^\nfilter.no-value",
        "src 10.0.0.0/33\n             ^^\nfilter.prefix",
        "src 10.0.0\n    ^^^^^^\nfilter.address",
        "src fe80::1%lo\n    ^^^^^^^^^^\nfilter.address-scope",
        "src > 10.0.0.1\n    ^\nfilter.no-order",
        "port 70000\n     ^^^^^\nsocket.port.not-one",
        "port 9..5\n     ^^^^\nfilter.range-backwards",
        "port < 5..9\n       ^^^^\nfilter.range-compared",
        "time noon\n     ^^^^\nfilter.time",
        "time 25:00\n     ^^^^^\nfilter.time",
        "time 12:00..2026-01-01T12:00\n     ^^^^^^^^^^^^^^^^^^^^^^^\nfilter.time-half-dated",
        "hex abc\n    ^^^\nfilter.hex",
        "text \"abc\n     ^^^^\nfilter.quote-open",
        "text \"a\\qc\"\n       ^^\nfilter.bad-escape",
        "text ~ a\n     ^\nfilter.no-expressions",
        "a and\n  ^^^\nfilter.nothing-after",
        "a or or b\n  ^^\nfilter.nothing-after",
        "and a\n^^^\nfilter.nothing-before",
        "not\n^^^\nfilter.nothing-after",
        "(a\n^\nfilter.open-alone",
        "a)\n ^\nfilter.close-alone",
        ")\n^\nfilter.close-alone",
        "()\n^\nfilter.nothing-in-parentheses",
        "a & b\n  ^\nfilter.single-sign",
        "foo = 3\n^^^\nfilter.no-term",
        "cut = 3\n    ^\nfilter.comparison-alone",
        "\"\"\n^^\nfilter.empty-text",
      })
  void pointsAtTheFault(String typedMarkedWhy) {
    String[] lines = typedMarkedWhy.split("\n");
    if (!(Filter.parse(lines[0]) instanceof Reading.Error error)) {
      throw new AssertionError(lines[0] + " was understood");
    }
    assertEquals(lines[1], " ".repeat(error.position()) + "^".repeat(error.length()));
    assertEquals(lines[2], error.why().key());
    String sentence = TEXTS.say(error.why());
    assertTrue(!sentence.contains("{") && sentence.length() > 20, sentence);
  }

  @Test
  void whatIsPrintedReadsBackTheSame() {
    long seed = System.nanoTime();
    var filters = new RandomFilters(new SplittableRandom(seed));
    for (int i = 0; i < 20_000; i++) {
      var filter = new Filter(filters.node(3));
      assertEquals(new Reading.Parsed(filter), Filter.parse(filter.toString()), "seed " + seed);
    }
  }

  /** Anything at all is a filter or an error within the text, with a sentence. */
  @Test
  void nothingBreaksTheReader() {
    long seed = System.nanoTime();
    var random = new SplittableRandom(seed);
    List<String> pieces = new ArrayList<>(List.of(" ", "(", ")", "\"", "\\", "=", "!=", "<", ">="));
    pieces.addAll(
        List.of("and", "or", "not", "&&", "|", "..", "-", "/8", "%", ":", "~", "\0", "é"));
    pieces.addAll(List.of("10.0.0.1", "::1", "12:30", "99999999999999999999", "0x", "\ud800", "5"));
    Stream.of(Term.values()).flatMap(each -> each.words().stream()).forEach(pieces::add);
    for (int i = 0; i < 50_000; i++) {
      var text = new StringBuilder();
      for (int parts = random.nextInt(12); parts > 0; parts--) {
        text.append(pieces.get(random.nextInt(pieces.size())));
        text.append(random.nextBoolean() ? " " : "");
      }
      check(text.toString(), seed);
    }
    check("(".repeat(100_000), seed);
    check("not ".repeat(100_000) + "a", seed);
    check("a ".repeat(100_000), seed);
    check("(a or ".repeat(90) + "b" + ")".repeat(90), seed);
  }

  private static void check(String text, long seed) {
    switch (Filter.parse(text)) {
      case Reading.Parsed(Filter filter) ->
          assertEquals(new Reading.Parsed(filter), Filter.parse(filter.toString()), "seed " + seed);
      case Reading.Error error -> {
        String what = "seed " + seed + ": " + text + " " + error;
        assertTrue(error.position() >= 0 && error.length() >= 0, what);
        assertTrue(error.position() + error.length() <= text.length(), what);
        assertTrue(TEXTS.say(error.why()).length() > 20, what);
      }
    }
  }
}
