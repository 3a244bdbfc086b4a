package org.portbound.message;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** When datagrams are due. */
final class ScheduleTest {
  private static final long MS = 1_000_000;

  @Test
  void unpacedIsDueAtOnceUntilTheCountIsReached() {
    var schedule = new Schedule(OptionalLong.of(100), Schedule.UNPACED);
    assertEquals(64, schedule.due(0, 0, 64));
    assertEquals(36, schedule.due(0, 64, 64));
    assertEquals(0, schedule.due(0, 100, 64));
    assertEquals(0, schedule.dueNs(50));
  }

  @Test
  void theFirstIsDueAtOnceAndTheOthersByTheClock() {
    var schedule = new Schedule(OptionalLong.empty(), 100);
    assertEquals(1, schedule.due(0, 0, 64));
    assertEquals(0, schedule.due(9 * MS, 1, 64));
    assertEquals(1, schedule.due(10 * MS, 1, 64));
    assertEquals(10 * MS, schedule.dueNs(1));
    // What was late is made up for.
    assertEquals(5, schedule.due(50 * MS, 1, 64));
    assertEquals(64, schedule.due(5_000 * MS, 1, 64));
  }

  @Test
  void anIntervalIsARate() {
    assertEquals(4, Schedule.perSecond(Duration.ofMillis(250)));
    assertEquals(Schedule.UNPACED, Schedule.perSecond(Duration.ZERO));
  }

  @Test
  void nonsenseIsRefused() {
    assertThrows(IllegalArgumentException.class, () -> new Schedule(OptionalLong.of(0), 1));
    assertThrows(IllegalArgumentException.class, () -> new Schedule(OptionalLong.empty(), 0));
    assertThrows(
        IllegalArgumentException.class, () -> new Schedule(OptionalLong.empty(), Double.NaN));
  }
}
