package org.portbound.probe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** Delay and jitter against values computed by hand. */
final class DelayMeterTest {
  private static final long MS = 1_000_000;

  /**
   * Sent every 20 ms, received after 100, 105, 100 and 105 ms: the differences are 5, −5 and 5 ms,
   * and the jitter 5/16 = 0.3125, then 0.3125 + (5 − 0.3125) / 16 = 0.60546875, then 0.60546875 +
   * (5 − 0.60546875) / 16 = 0.880126953125 ms (RFC 3550, 6.4.1).
   */
  @Test
  void jitterAsInRfc3550() {
    var meter = new DelayMeter();
    double[] expectedMs = {0, 0.3125, 0.60546875, 0.880126953125};
    long[] delaysMs = {100, 105, 100, 105};
    for (int i = 0; i < delaysMs.length; i++) {
      long sentNs = 1_700_000_000_000_000_000L + i * 20 * MS;
      meter.take(sentNs, sentNs + delaysMs[i] * MS);
      assertEquals(expectedMs[i], meter.jitterNs() / MS, 1e-9);
    }
    assertEquals(100 * MS, meter.minNs());
    assertEquals(105 * MS, meter.maxNs());
    assertEquals(102.5 * MS, meter.meanNs(0), 1e-3);
  }

  @Test
  void aClockThatIsYearsAwayChangesNothingButTheDelay() {
    var near = new DelayMeter();
    var far = new DelayMeter();
    long yearsNs = 90L * 365 * 86_400 * 1_000 * MS;
    for (int i = 0; i < 100_000; i++) {
      long sentNs = i * 20 * MS;
      long delayNs = 3 * MS + i % 7 * 1_000;
      near.take(sentNs, sentNs + delayNs);
      far.take(sentNs, sentNs + delayNs + yearsNs);
    }
    assertEquals(near.jitterNs(), far.jitterNs(), 1e-6);
    assertEquals(near.maxNs() - near.minNs(), far.maxNs() - far.minNs());
    assertEquals(near.meanNs(near.minNs()), far.meanNs(far.minNs()), 1e-3);
  }

  @Test
  void aStepHasItsOwnMean() {
    var meter = new DelayMeter();
    assertTrue(Double.isNaN(meter.stepMeanNs(0)));
    meter.take(0, 10);
    meter.take(0, 20);
    assertEquals(15, meter.stepMeanNs(0), 1e-9);
    meter.nextStep();
    assertTrue(Double.isNaN(meter.stepMeanNs(0)));
    meter.take(0, 40);
    assertEquals(40, meter.stepMeanNs(0), 1e-9);
  }
}
