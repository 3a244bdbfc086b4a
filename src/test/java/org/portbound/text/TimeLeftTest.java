package org.portbound.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TimeLeftTest {
  private static Optional<String> said(double share, double elapsedS) {
    return TimeLeft.of(share, Math.round(elapsedS * TimeUnit.SECONDS.toNanos(1)))
        .map(Texts.in(Locale.ENGLISH)::say);
  }

  @ParameterizedTest
  @CsvSource({
    "0.5,    1,    about 1 s left",
    "0.5,    9.5,  about 10 s left",
    "0.5,    11,   about 15 s left",
    "0.1,    2,    about 20 s left",
    "0.5,    54,   about 55 s left",
    "0.5,    56,   about 1 min left",
    "0.5,    61,   about 2 min left",
    "0.01,   30,   about 50 min left",
    "0.5,    3541, about 1 h left",
    "0.5,    3601, about 2 h left",
  })
  void isRoundedUpTheMoreTheLongerItIs(double share, double elapsedS, String said) {
    assertEquals(Optional.of(said), said(share, elapsedS));
  }

  @Test
  void saysNothingBeforeItKnows() {
    assertEquals(Optional.empty(), said(0.5, 0.9), "too early");
    assertEquals(Optional.empty(), said(0, 100), "nothing is done, or nobody knows");
    assertEquals(Optional.empty(), said(Double.NaN, 100));
    assertEquals(Optional.empty(), said(1, 100), "all is done");
    assertEquals(Optional.empty(), said(1e-9, 1), "longer than anybody waits");
  }
}
