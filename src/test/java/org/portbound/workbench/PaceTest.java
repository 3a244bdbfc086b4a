package org.portbound.workbench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.portbound.message.Schedule;

/** A schedule whose sender is held up. */
final class PaceTest {
  private static final long MS = 1_000_000;
  private static final int MOST = 1_000;

  /** It may wrap around. */
  private final AtomicLong clock = new AtomicLong(Long.MAX_VALUE - 5 * MS);

  private final Pace pace = new Pace(clock::get);
  private final Schedule hundred = new Schedule(OptionalLong.empty(), 100);
  private long sent;

  /** What is sent after so long a time. */
  private int after(long ms) {
    clock.addAndGet(ms * MS);
    int due = hundred.due(pace.elapsedNs(), sent, MOST);
    sent += due;
    return due;
  }

  @Test
  void aShortWaitIsMadeUpForAndALongOneIsNot() {
    assertEquals(1, after(0));
    assertEquals(2, after(20));
    assertEquals(90, after(900), "the machine was busy");
    assertEquals(0, pace.stalledNs());
    assertEquals(0, after(3_600_000), "stopped for an hour: nothing is sent at once");
    assertEquals(3_600_000 * MS, pace.stalledNs());
    assertEquals(2, after(20));
    assertEquals(940 * MS, pace.elapsedNs());
    assertEquals(0, after(5_000));
    assertEquals(3_605_000 * MS, pace.stalledNs());
  }

  @Test
  void aCountIsSentInFullAllTheSame() {
    var ten = new Schedule(OptionalLong.of(10), 10);
    int done = 0;
    for (int i = 0; i < 100 && done < 10; i++) {
      clock.addAndGet((i == 5 ? 60_000 : 100) * MS);
      int due = ten.due(pace.elapsedNs(), done, MOST);
      assertTrue(due <= 2, "no burst: " + due);
      done += due;
    }
    assertEquals(10, done);
  }
}
