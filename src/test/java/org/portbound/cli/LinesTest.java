package org.portbound.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.portbound.text.Parsed;
import org.portbound.text.Texts;

/** What the lines are made of. */
@Timeout(120)
final class LinesTest {
  @Test
  void anObjectIsALineOfPrintableAsciiThatReadsBack() throws IOException {
    var random = new Random(3);
    for (int n = 0; n < 5_000; n++) {
      var text = new StringBuilder();
      for (int i = random.nextInt(10); i > 0; i--) {
        int point = random.nextInt(random.nextBoolean() ? 0x100 : Character.MAX_CODE_POINT + 1);
        boolean half = point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE;
        text.appendCodePoint(half ? 0x202e : point);
      }
      String line = Json.event("test").with("text", text.toString()).toString();
      assertTrue(line.chars().allMatch(c -> c >= ' ' && c < 0x7f), line);
      assertEquals(text.toString(), JSON.std.mapFrom(line).get("text"));
    }
  }

  @Test
  void theUnknownIsNullAndTimesHaveNanoseconds() {
    assertEquals(
        "{\"event\":\"x\",\"a\":null,\"b\":7,\"at\":\"1970-01-01T00:00:01.000000000Z\"}",
        Json.event("x")
            .with("a", OptionalLong.empty())
            .with("b", OptionalLong.of(7))
            .with("at", Instant.ofEpochSecond(1))
            .toString());
  }

  @Test
  void whatTheCharacterSetLacksIsEscaped() {
    Terminal ascii = terminal(StandardCharsets.US_ASCII, false, new ByteArrayOutputStream());
    assertEquals("a\\xc3\\xbc\\xf0\\x9f\\x98\\x80", ascii.shown("aü😀".getBytes(UTF_8)));
    assertEquals("+", ascii.mark(true));
    assertEquals("x", ascii.mark(false));
    Terminal latin = terminal(StandardCharsets.ISO_8859_1, false, new ByteArrayOutputStream());
    assertEquals("aü", latin.shown("aü".getBytes(UTF_8)));
  }

  @Test
  void coloursOnlyWhereThereAreSome() {
    Terminal plain = terminal(UTF_8, false, new ByteArrayOutputStream());
    assertEquals("good", plain.good("good"));
    Terminal coloured = terminal(UTF_8, true, new ByteArrayOutputStream());
    assertEquals("\u001b[32mgood\u001b[0m", coloured.good("good"));
  }

  @Test
  void aReaderThatWentAwayIsNoticed() {
    var broken =
        new OutputStream() {
          @Override
          public void write(int b) throws IOException {
            throw new IOException("Broken pipe");
          }
        };
    Terminal terminal = terminal(UTF_8, false, broken);
    terminal.line("x");
    assertEquals(false, terminal.flush());
  }

  @Test
  void timesHaveUnits() {
    assertEquals(new Parsed.Valid<>(Duration.ofMillis(500)), Amounts.readTime("500ms"));
    assertEquals(new Parsed.Valid<>(Duration.ofSeconds(5)), Amounts.readTime("5s"));
    assertEquals(new Parsed.Valid<>(Duration.ofMinutes(2)), Amounts.readTime("2m"));
    assertEquals(new Parsed.Valid<>(Duration.ofHours(1)), Amounts.readTime("1h"));
    for (String wrong : new String[] {"", "5", "s", "-1s", "0ms", "1.5s", "9999999s", "1d"}) {
      assertTrue(Amounts.readTime(wrong) instanceof Parsed.Invalid, wrong);
    }
  }

  private static Terminal terminal(Charset charset, boolean colour, OutputStream out) {
    var stream = new PrintStream(out, false, charset);
    return new Terminal(stream, stream, charset, colour, Texts.in(Locale.ENGLISH));
  }
}
