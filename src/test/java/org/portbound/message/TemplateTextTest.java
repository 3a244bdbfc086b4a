package org.portbound.message;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.time.Instant;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.portbound.socket.Endpoint;
import org.portbound.text.Parsed;

/** Templates as they are written, in both notations. */
final class TemplateTextTest {
  private static final Filling FILLING =
      new Filling(1, Instant.EPOCH, Endpoint.parse("127.0.0.1:1"), new SplittableRandom(1));

  @ParameterizedTest
  @CsvSource({
    "ab, 61 62",
    "a${n}b, 61 ${n} 62",
    "${dns:{{name}}}x, ${dns:{{name}}} 78",
    "a{{who}}, 61 {{who}}",
    "\\${n}, 24 7b 6e 7d",
    "'', ''"
  })
  void placesStayWhenTheRestIsRewritten(String text, String hex) {
    assertEquals(Parsed.valid(hex), TemplateText.convert(text, Notation.TEXT, Notation.HEX));
    Parsed<String> back = TemplateText.convert(hex, Notation.HEX, Notation.TEXT);
    assertEquals(Parsed.valid(text), back);
  }

  @Test
  void whatCannotBeReadIsNotRewritten() {
    assertInstanceOf(
        Parsed.Invalid.class, TemplateText.convert("a\\q${n}", Notation.TEXT, Notation.HEX));
    assertInstanceOf(
        Parsed.Invalid.class, TemplateText.convert("61 6", Notation.HEX, Notation.TEXT));
  }

  /** Whatever was received reads back as the same bytes: nothing in it is a place. */
  @Test
  void anyBytesAreWrittenSoThatTheyReadTheSame() {
    var random = new SplittableRandom(7);
    String[] pieces = {"${", "{{a}}", "}", "\\", "$", "{", "n", "\u0000", "é", "${n}", "\\${"};
    for (int i = 0; i < 2_000; i++) {
      var text = new StringBuilder();
      for (int j = random.nextInt(8); j > 0; j--) {
        text.append(pieces[random.nextInt(pieces.length)]);
      }
      byte[] bytes = text.toString().getBytes(UTF_8);
      var message = new SavedMessage("", "", "", Notation.TEXT, TemplateText.of(bytes), Map.of());
      assertArrayEquals(bytes, message.template().orThrow().fill(FILLING), text::toString);
    }
  }
}
