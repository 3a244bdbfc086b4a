package org.portbound.text;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.portbound.message.Payload;

@Timeout(30)
final class VisibleTest {
  private static final int CASES = 20_000;

  @Test
  void showsWritingAsItIs() {
    String text = "test message, ü ñ 東京 שלום नमस्ते 😀 <Probe/>";
    assertEquals(text, Visible.of(text));
  }

  @Test
  void escapesWhatActsOnATerminal() {
    assertEquals("\\x1b[2J\\x1b]0;x\\x07", Visible.of("\u001b[2J\u001b]0;x\u0007"));
    assertEquals("a\\r\\nb\\tc\\0\\x7f", Visible.of("a\r\nb\tc\0\u007f"));
    assertEquals("\\xc2\\x9b31m", Visible.of("\u009b31m"));
    assertEquals("\\x9b31m", Visible.of(new byte[] {(byte) 0x9b, '3', '1', 'm'}));
  }

  @Test
  void escapesWhatTurnsTheDirectionOrHides() {
    assertEquals("\\xe2\\x80\\xaeexe", Visible.of("\u202eexe"));
    assertEquals("\\xe2\\x81\\xa6", Visible.of("\u2066"));
    assertEquals("a\\xe2\\x80\\x8bb", Visible.of("a\u200bb"));
    assertEquals("\\xef\\xbb\\xbf", Visible.of("\ufeff"));
    assertEquals("\\xc2\\xa0", Visible.of("\u00a0"));
    assertEquals("\\xe3\\x85\\xa4", Visible.of("\u3164"));
    assertEquals("\\xf3\\xa0\\x81\\x81", Visible.of(Character.toString(0xe0041)));
  }

  @Test
  void escapesMarksThatHaveNothingToSitOnOrPileUp() {
    assertEquals("\\xcc\\x81a", Visible.of("\u0301a"));
    assertEquals("e\u0301", Visible.of("e\u0301"));
    assertEquals("e" + "\u0301".repeat(4) + "\\xcc\\x81", Visible.of("e" + "\u0301".repeat(5)));
    assertEquals("\\x1b\\xcc\\x81", Visible.of("\u001b\u0301"));
  }

  @Test
  void escapesHalfASurrogatePair() {
    assertEquals("a\\xffb", Visible.of("a\ud800b"));
  }

  @Test
  void shortensLongPayloads() {
    assertEquals("abc…", Visible.of("abcdef".getBytes(UTF_8), 3));
    assertEquals("abc", Visible.of("abc".getBytes(UTF_8), 3));
  }

  /** Whatever the bytes: only harmless characters come out, and they read back as the bytes. */
  @Test
  void anyBytesAreHarmlessAndReadBack() {
    var random = new Random(1);
    for (int n = 0; n < CASES; n++) {
      byte[] bytes = n % 2 == 0 ? noise(random) : text(random);
      String shown = Visible.of(bytes);
      assertTrue(shown.codePoints().allMatch(VisibleTest::isHarmless), () -> "shown: " + shown);
      assertArrayEquals(bytes, Payload.text(shown).orThrow(), shown);
    }
  }

  /** Every code point there is, alone and after a letter. */
  @Test
  void everyCodePointIsHarmlessAndReadsBack() {
    for (int point = 0; point <= Character.MAX_CODE_POINT; point++) {
      if (point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE) {
        continue;
      }
      byte[] bytes = ("a" + Character.toString(point)).getBytes(UTF_8);
      String shown = Visible.of(bytes);
      assertTrue(shown.codePoints().allMatch(VisibleTest::isHarmless), () -> "shown: " + shown);
      assertArrayEquals(bytes, Payload.text(shown).orThrow(), shown);
    }
  }

  @Test
  void agreesWithJavaOnWhatIsUtf8() {
    var random = new Random(2);
    for (int n = 0; n < CASES; n++) {
      byte[] bytes = noise(random);
      assertEquals(javaReads(bytes), Visible.isUtf8(bytes), () -> Payload.toHex(bytes));
    }
    assertTrue(Visible.isUtf8("ü東😀".getBytes(UTF_8)));
    assertFalse(Visible.isUtf8(new byte[] {(byte) 0xc0, (byte) 0x80}));
    assertFalse(Visible.isUtf8(new byte[] {(byte) 0xed, (byte) 0xa0, (byte) 0x80}));
  }

  private static boolean javaReads(byte[] bytes) {
    try {
      UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
      return true;
    } catch (CharacterCodingException e) {
      return false;
    }
  }

  /** Judged apart from the class under test, by Java's own properties. */
  private static boolean isHarmless(int point) {
    boolean hides =
        Character.isISOControl(point)
            || Character.isIdentifierIgnorable(point)
            || Character.getType(point) == Character.FORMAT
            || (Character.isSpaceChar(point) && point != ' ');
    return Character.isDefined(point) && !hides;
  }

  private static byte[] noise(Random random) {
    byte[] bytes = new byte[random.nextInt(12)];
    random.nextBytes(bytes);
    for (int i = 0; i < bytes.length; i++) {
      // Half of the bytes are such as follow a lead byte, so that long sequences come about.
      if (random.nextBoolean()) {
        bytes[i] = (byte) (0x80 | (bytes[i] & 0x3f));
      }
    }
    return bytes;
  }

  private static byte[] text(Random random) {
    var text = new StringBuilder();
    for (int i = random.nextInt(12); i > 0; i--) {
      int point = random.nextInt(random.nextBoolean() ? 0x3000 : Character.MAX_CODE_POINT + 1);
      text.appendCodePoint(
          point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE ? 'x' : point);
    }
    return text.toString().getBytes(UTF_8);
  }
}
