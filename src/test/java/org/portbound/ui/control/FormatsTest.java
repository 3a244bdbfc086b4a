package org.portbound.ui.control;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

/** Seconds are told in as many digits as anybody reads. */
final class FormatsTest {
  @Test
  void secondsInThreeDigits() {
    assertEquals("29.9", Formats.briefSeconds(29_900_000_000L));
    assertEquals("0.000012", Formats.briefSeconds(12_000));
    assertEquals("0.0333", Formats.briefSeconds(33_333_333));
    assertEquals("0", Formats.briefSeconds(0));
    assertEquals("10", Formats.briefSeconds(10_000_000_000L));
    assertEquals("1,234", Formats.briefSeconds(1_234_400_000_000L));
  }
}
