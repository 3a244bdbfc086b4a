package org.portbound.socket;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.portbound.text.Parsed;

/** Several groups in a row. */
final class GroupRangeTest {
  @ParameterizedTest
  @CsvSource({
    "239.1.1.1, 239.1.1.1@lo, 239.1.1.1@lo, 1",
    "239.1.1.1-239.1.1.10@eth0, 239.1.1.1@eth0, 239.1.1.10@eth0, 10",
    "239.1.1.250+10, 239.1.1.250@lo, 239.1.2.3@lo, 10",
    "232.1.1.1+2@lo=10.0.0.1+10.0.0.2, 232.1.1.1@lo=10.0.0.1+10.0.0.2,"
        + " 232.1.1.2@lo=10.0.0.1+10.0.0.2, 2",
    "239.1.1.1-239.1.1.2!=10.0.0.1, 239.1.1.1@lo!=10.0.0.1, 239.1.1.2@lo!=10.0.0.1, 2",
    "ff02::1:0-ff02::1:ff, ff02::1:0@lo, ff02::1:ff@lo, 256",
    "ff02::fffe+3@eth1, ff02::fffe@eth1, ff02::1:0@eth1, 3",
  })
  void isReadAsEachOfThem(String text, String first, String last, int count) {
    var all = GroupRange.read(text, "lo").orThrow();
    assertEquals(first, all.getFirst().toString());
    assertEquals(last, all.getLast().toString());
    assertEquals(count, all.size());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "239.1.1.1-", "239.1.1.1-239.1.1.0", "239.1.1.1-ff02::1", "239.1.1.1+0", "239.1.1.1+x",
        "239.1.1.1+1001", "239.1.1.1-239.2.1.1", "239.255.255.255+2", "10.0.0.1+2", "-239.1.1.1",
        "255.255.255.255+2", "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff+2", "+", ""
      })
  void whatIsNoRangeIsRefusedWithAWord(String text) {
    assertInstanceOf(Parsed.Invalid.class, GroupRange.read(text, "lo"), text);
  }
}
