package org.portbound.message;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.HexFormat;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.portbound.socket.Endpoint;
import org.portbound.text.Parsed;

/** What templates become at a send. */
final class TemplateTest {
  private final Filling filling =
      new Filling(
          42,
          Instant.parse("2026-01-02T03:04:05.5Z"),
          Endpoint.parse("127.0.0.1:12345"),
          new SplittableRandom(1));

  private byte[] fill(String text, Notation notation) {
    return Template.read(text, notation).orThrow().fill(filling);
  }

  private String text(String text) {
    return new String(fill(text, Notation.TEXT), UTF_8);
  }

  private String hex(String text) {
    return HexFormat.of().formatHex(fill(text, Notation.HEX));
  }

  @ParameterizedTest
  @CsvSource({
    "a ${n} b, a 42 b",
    "${n:6}, 000042",
    "${time}, 2026-01-02T03:04:05.500Z",
    "${time:unix}, 1767323045",
    "${time:ns}, 1767323045500000000",
    "${address}:${port}, 127.0.0.1:12345",
    "\\${n} costs 5$, ${n} costs 5$",
    "{n}, {n}"
  })
  void fillsText(String template, String expected) {
    assertEquals(expected, text(template));
  }

  @ParameterizedTest
  @CsvSource({
    "00 ${n:u8} ff, 002aff",
    "${n:u16}, 002a",
    "${n:u32}, 0000002a",
    "${n:u64}, 000000000000002a",
    "${n:3}, 303432",
    // 1,767,323,045 and 2,208,988,800 seconds, and one half.
    "${time:ntp}, ed01b42580000000",
    "${dns:_http._tcp.local} ${dnstype:PTR}, 055f68747470045f746370056c6f63616c00000c",
    "${dns:} ${dnstype:65535}, 00ffff"
  })
  void fillsHex(String template, String expected) {
    assertEquals(expected, hex(template));
  }

  @Test
  void whatIsRandomDiffersFromSendToSend() {
    Template template = Template.read("${uuid} ${random:4:hex}", Notation.TEXT).orThrow();
    String one = new String(template.fill(filling), UTF_8);
    String other = new String(template.fill(filling), UTF_8);
    assertTrue(
        one.matches("[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12} .{8}"),
        one);
    assertFalse(one.equals(other), one);
    assertEquals(OptionalInt.of(45), template.lengthBytes());
    assertTrue(template.varies());
  }

  @Test
  void bytesAloneDoNotVary() {
    Template plain = Template.read("test message", Notation.TEXT).orThrow();
    assertFalse(plain.varies());
    assertEquals(OptionalInt.of(12), plain.lengthBytes());
    byte[] first = plain.fill(filling);
    first[0] = 'X';
    assertArrayEquals("test message".getBytes(UTF_8), plain.fill(filling));
    assertEquals(0, Template.read("", Notation.TEXT).orThrow().fill(filling).length);
  }

  @ParameterizedTest
  @CsvSource({
    "${n, message.template.not-closed",
    "${}, message.template.unknown",
    "${number}, message.template.unknown",
    "${n:21}, message.template.bad-number",
    "${n:x}, message.template.bad-number",
    "${time:now}, message.template.bad-time",
    "${random}, message.template.bad-random",
    "${random:70000}, message.template.bad-random",
    "${uuid:1}, message.template.no-argument",
    "${dns:a..b}, message.dns.empty-label",
    "${dnstype:NOPE}, message.dns.no-type",
    "${dnstype:65536}, message.dns.no-type",
    "\\q${n}, message.text.bad-escape"
  })
  void mistakesAreTold(String template, String key) {
    var invalid =
        assertInstanceOf(Parsed.Invalid.class, Template.read(template, Notation.TEXT), template);
    assertEquals(key, invalid.why().key());
  }
}
