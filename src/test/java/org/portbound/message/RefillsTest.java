package org.portbound.message;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.time.Instant;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.portbound.socket.Endpoint;

/** Payloads that are filled in where they stand. */
final class RefillsTest {
  private static final Endpoint SOURCE = Endpoint.parse("127.0.0.1:12345");

  private static Filling filling(long number) {
    return filling(number, new SplittableRandom(number));
  }

  private static Filling filling(long number, SplittableRandom random) {
    return new Filling(number, Instant.EPOCH.plusSeconds(number), SOURCE, random);
  }

  private static Template template(String text) {
    return Template.read(text, Notation.TEXT).orThrow();
  }

  @Test
  void onlyWhatDiffersIsWritten() {
    var refills = new Refills(template("before ${n:4} between ${n:u16} after"), 1);
    byte[] first = refills.fill(0, filling(7));
    assertEquals(0, refills.from());
    assertEquals(first.length, refills.to());
    byte[] second = refills.fill(0, filling(8));
    assertSame(first, second);
    assertEquals("before ".length(), refills.from());
    assertEquals("before 0008 between ".length() + Short.BYTES, refills.to());
    assertEquals("before 0008 between \0\b after", new String(second, UTF_8));
  }

  @Test
  void lengthThatChangesMakesItNew() {
    var refills = new Refills(template("${n} x"), 1);
    byte[] nine = refills.fill(0, filling(9));
    byte[] ten = refills.fill(0, filling(10));
    assertNotSame(nine, ten);
    assertEquals("9 x", new String(nine, UTF_8));
    assertEquals("10 x", new String(ten, UTF_8));
    assertEquals(0, refills.from());
    assertEquals(ten.length, refills.to());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "${n}",
        "x",
        "",
        "a${n}b${time}c${time:unix}d",
        "${uuid}${random:3}${n:u8}",
        "${n:3}"
      })
  void isTheSameAsFillingAnew(String text) {
    Template template = template(text);
    var refills = new Refills(template, 3);
    for (int i = 1; i < 1_200; i++) {
      assertArrayEquals(template.fill(filling(i)), refills.fill(i % 3, filling(i)));
    }
  }
}
