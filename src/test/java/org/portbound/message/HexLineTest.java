package org.portbound.message;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

final class HexLineTest {
  @Test
  void sixteenBytesInTwoGroups() {
    byte[] bytes = "0123456789abcdef!".getBytes(StandardCharsets.US_ASCII);
    assertEquals(
        "0000  30 31 32 33 34 35 36 37  38 39 61 62 63 64 65 66  0123456789abcdef",
        HexLine.of(bytes, bytes.length, 0).toString());
    assertEquals("0010", HexLine.of(bytes, bytes.length, 16).offset());
    assertEquals("!", HexLine.of(bytes, bytes.length, 16).text());
    assertEquals(
        HexLine.of(bytes, bytes.length, 0).hex().length(),
        HexLine.of(bytes, bytes.length, 16).hex().length(),
        "padded");
  }

  @Test
  void eightBytesWhereThereIsNoRoom() {
    byte[] bytes = "0123456789".getBytes(StandardCharsets.US_ASCII);
    assertEquals(
        "0000  30 31 32 33 34 35 36 37  01234567",
        HexLine.of(bytes, bytes.length, 0, 8).toString());
    assertEquals("0008", HexLine.of(bytes, bytes.length, 8, 8).offset());
    assertEquals("89", HexLine.of(bytes, bytes.length, 8, 8).text());
  }

  @Test
  void whatIsNotPrintableIsADot() {
    assertEquals("..A.", HexLine.of(new byte[] {0, 0x1b, 'A', (byte) 0xff, 'B'}, 4, 0).text());
  }
}
