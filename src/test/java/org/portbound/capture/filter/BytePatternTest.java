package org.portbound.capture.filter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A search in payloads finds what the plain one finds, however it goes about it. */
@Timeout(60)
final class BytePatternTest {
  private static final int PATTERNS = 200;
  private static final int PAYLOADS = 50;
  private static final int LONGEST_BYTES = 1_500;
  private static final int LONGEST_TEXT = 6;

  /** Few characters, so that parts of a pattern are met everywhere; some change their length. */
  private static final String[][] ALPHABETS = {
    {"a", "b"},
    {"a", "b", "A", "B", "c"},
    {"a", "Ä", "ä", "å", "ÿ", "Ÿ"},
    {"s", "ſ", "S", "K", "k", "t"},
    {"the ", "quick ", "Brown ", "FOX", "x", "z"}
  };

  private static String text(SplittableRandom random, String[] alphabet, int pieces) {
    var text = new StringBuilder();
    for (int i = 0; i < pieces; i++) {
      text.append(alphabet[random.nextInt(alphabet.length)]);
    }
    return text.toString();
  }

  /** A payload, in an array that is longer and has the wanted behind the payload's end. */
  private static byte[] array(byte[] payload, byte[] wanted) {
    byte[] array = new byte[payload.length + wanted.length + payload.length % 300];
    System.arraycopy(payload, 0, array, 0, payload.length);
    System.arraycopy(wanted, 0, array, payload.length, wanted.length);
    return array;
  }

  private static boolean isIn(List<BytePattern> spellings, byte[] array, int lengthBytes) {
    return spellings.stream()
        .anyMatch(each -> lengthBytes >= each.shortestBytes() && each.isIn(array, lengthBytes));
  }

  @Test
  void findsTextAsThePlainSearchDoes() {
    long seed = System.nanoTime();
    var random = new SplittableRandom(seed);
    int found = 0;
    for (int i = 0; i < PATTERNS; i++) {
      String[] alphabet = ALPHABETS[i % ALPHABETS.length];
      String wanted = text(random, alphabet, 1 + random.nextInt(6));
      // The plain search tries every spelling: twice as many for each letter.
      wanted = wanted.substring(0, Math.min(wanted.length(), LONGEST_TEXT));
      boolean anyCase = random.nextBoolean();
      List<BytePattern> spellings = BytePattern.of(wanted, anyCase);
      for (int k = 0; k < PAYLOADS; k++) {
        byte[] payload =
            text(random, alphabet, random.nextInt(2 + random.nextInt(LONGEST_BYTES)))
                .getBytes(StandardCharsets.UTF_8);
        byte[] array = array(payload, wanted.getBytes(StandardCharsets.UTF_8));
        boolean expected = Naive.hasText(payload, wanted, anyCase);
        assertEquals(
            expected,
            isIn(spellings, array, payload.length),
            "seed " + seed + ": " + wanted + " in " + new String(payload, StandardCharsets.UTF_8));
        found += expected ? 1 : 0;
      }
    }
    int all = PATTERNS * PAYLOADS;
    assertTrue(found > all / 10 && found < all * 9 / 10, found + " of " + all);
  }

  @Test
  void findsBytesAsThePlainSearchDoes() {
    long seed = System.nanoTime();
    var random = new SplittableRandom(seed);
    int found = 0;
    for (int i = 0; i < PATTERNS; i++) {
      byte[] wanted = bytes(random, 1 + random.nextInt(12));
      BytePattern pattern = BytePattern.of(wanted);
      for (int k = 0; k < PAYLOADS; k++) {
        byte[] payload = bytes(random, random.nextInt(LONGEST_BYTES));
        boolean expected = Naive.hasBytes(payload, HexFormat.of().formatHex(wanted));
        byte[] array = array(payload, wanted);
        assertEquals(expected, isIn(List.of(pattern), array, payload.length), () -> "seed " + seed);
        found += expected ? 1 : 0;
      }
    }
    int all = PATTERNS * PAYLOADS;
    assertTrue(found > all / 10 && found < all * 9 / 10, found + " of " + all);
  }

  /** Of two values, one of them with the sign bit. */
  private static byte[] bytes(SplittableRandom random, int lengthBytes) {
    byte[] bytes = new byte[lengthBytes];
    for (int i = 0; i < lengthBytes; i++) {
      bytes[i] = (byte) (random.nextInt(3) == 0 ? 0x80 : 0);
    }
    return bytes;
  }
}
