package org.portbound.message;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

/** Bytes as they are pasted elsewhere. */
final class PayloadCodeTest {
  private static final byte[] BYTES = {'a', '"', '\\', '\n', 0, (byte) 0xff};

  @Test
  void everyNotation() {
    assertEquals("a\"\\\\\\n\\0\\xff", PayloadCode.TEXT.write(BYTES));
    assertEquals("61 22 5c 0a 00 ff", PayloadCode.HEX.write(BYTES));
    assertEquals(
        "static const unsigned char payload[6] = {\n    0x61, 0x22, 0x5c, 0x0a, 0x00, 0xff,\n};\n",
        PayloadCode.C.write(BYTES));
    assertEquals(
        "payload := []byte{\n\t0x61, 0x22, 0x5c, 0x0a, 0x00, 0xff,\n}\n",
        PayloadCode.GO.write(BYTES));
    assertEquals("payload = b\"a\\\"\\\\\\n\\x00\\xff\"\n", PayloadCode.PYTHON.write(BYTES));
    assertEquals("YSJcCgD/", PayloadCode.BASE64.write(BYTES));
  }

  @Test
  void twelveBytesInALine() {
    assertEquals(
        "payload := []byte{\n\t" + "0x00, ".repeat(11) + "0x00,\n\t0x00,\n}\n",
        PayloadCode.GO.write(new byte[13]));
  }
}
