package org.portbound.ui.traffic;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Times in the table, and rows for the clipboard. */
final class RowTextsTest {
  @Test
  void timesGoToTheMicrosecond() {
    long start = 1_790_000_000_123_456_789L;
    assertEquals("14:13:20.123456", TimeFormat.UTC.text(start, start, start));
    assertEquals("2026-09-21 UTC", TimeFormat.UTC.date(start));
    assertEquals("0.000000", TimeFormat.SINCE_START.text(start, start, start));
    assertEquals(
        "3,600.000012", TimeFormat.SINCE_START.text(start + 3_600_000_012_999L, start, start));
    assertEquals("−0.000002", TimeFormat.SINCE_PREVIOUS.text(start, 0, start + 2_000));
    assertEquals("", TimeFormat.SINCE_PREVIOUS.text(start, start, TimeFormat.NO_TIME));
  }

  @Test
  void commaSeparatedValuesAreQuotedAndNeverFormulas() {
    assertEquals(
        "No.,Info\r\n\"1,234\",\"say \"\"a\"\"\"\r\n",
        RowCopy.csv(List.of("No.", "Info"), List.of("1,234", "say \"a\"")));
    for (String sign : List.of("=", "+", "-", "@", "\t", "＝", "＋", "－", "＠")) {
      String formula = sign + "cmd|A1";
      assertEquals("Info\r\n'" + formula + "\r\n", RowCopy.csv(List.of("Info"), List.of(formula)));
    }
    assertEquals("Info\r\n\"'\r=1\"\r\n", RowCopy.csv(List.of("Info"), List.of("\r=1")));
  }
}
