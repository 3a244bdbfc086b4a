package org.portbound.ui.traffic.detail;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;

/** Characters and the bytes that they stand for. */
final class VisibleTextTest {
  private static final int CASES = 2_000;

  @Test
  void escapesAndLettersOfSeveralBytes() {
    var text = VisibleText.of("aü\u0001\nb".getBytes(UTF_8));
    assertEquals("aü\\x01\\n\nb", text.text());
    assertEquals(new ByteRange(1, 2), text.bytes(1, 2));
    assertEquals(new ByteRange(3, 1), text.bytes(3, 4), "a part of an escape is all of it");
    assertEquals(new ByteRange(4, 2), text.bytes(6, 10), "over the end of a line");
    assertEquals(2, text.character(3));
    assertEquals(6, text.characterAfter(4));
    assertEquals(ByteRange.NONE, text.bytes(3, 3));
  }

  @Test
  void everyByteHasItsCharacters() {
    var random = new Random(5);
    for (int i = 0; i < CASES; i++) {
      byte[] payload = new byte[1 + random.nextInt(40)];
      random.nextBytes(payload);
      var text = VisibleText.of(payload);
      int at = random.nextInt(payload.length);
      ByteRange back = text.bytes(text.character(at), text.characterAfter(at + 1));
      assertTrue(back.offset() <= at && back.end() > at, back + " has no " + at);
      assertEquals(new ByteRange(0, payload.length), text.bytes(0, text.text().length()));
    }
  }

  @Test
  void showsTheBeginningOfALongPayload() {
    assertEquals(
        VisibleText.MAX_BYTES, VisibleText.of(new byte[60_000]).bytes(0, 2 * 16_384).length());
  }
}
