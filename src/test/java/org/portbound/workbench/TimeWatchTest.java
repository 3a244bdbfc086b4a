package org.portbound.workbench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.portbound.text.Message;

/** Clocks that are set, machines that sleep, processes that are stopped. */
final class TimeWatchTest {
  private static final long S = 1_000_000_000L;

  private final Notices notices = new Notices(new AtomicLong());
  private final TimeWatch watch = new TimeWatch(this::moment, notices);
  private long monotonicNs = Long.MAX_VALUE - S;
  private long wallNs = 1_790_000_000 * S;
  private long sleptNs = 77 * S;
  private boolean exact = true;

  private Moment moment() {
    return new Moment(monotonicNs, wallNs, sleptNs, exact);
  }

  /** Lets time pass on all clocks, looks, and returns what is told. */
  private List<Message> after(double seconds) {
    monotonicNs += Math.round(seconds * S);
    wallNs += Math.round(seconds * S);
    long from = notices.end();
    watch.look();
    return notices.since(from).stream().map(Notices.Notice::message).toList();
  }

  private static List<Message> told(String what, String seconds) {
    return List.of(Message.of("workbench.notice." + what, seconds));
  }

  @Test
  void ordinaryTimeIsNotWorthAWord() {
    wallNs += 5 * S;
    assertEquals(List.of(), after(0.5), "what was before is not known");
    for (int i = 0; i < 1_000; i++) {
      // It is steered, and the other clock has hundredths of a second.
      wallNs -= S / 2_000;
      sleptNs += i % 2 == 0 ? S / 100 : -S / 100;
      assertEquals(List.of(), after(i % 10 == 0 ? 2.9 : 0.5));
    }
  }

  @Test
  void aClockThatIsSetIsTold() {
    after(0.5);
    wallNs -= 3_600 * S;
    assertEquals(told("clock-back", "3,600.0"), after(0.5));
    assertEquals(List.of(), after(0.5));
    wallNs += 2 * S;
    assertEquals(told("clock-ahead", "2.0"), after(0.5));
  }

  @Test
  void asleepTheMonotonicClockStands() {
    after(0.5);
    wallNs += 120 * S;
    sleptNs += 120 * S;
    assertEquals(told("slept", "120.0"), after(0.5));
  }

  @Test
  void stoppedAllClocksGoOn() {
    after(0.5);
    assertEquals(told("stood-still", "12.0"), after(12));
    wallNs -= 10 * S;
    var both = after(5);
    assertEquals(2, both.size(), both::toString);
  }

  @Test
  void clocksThatWereNotReadAtOnceAreNotCompared() {
    after(0.5);
    exact = false;
    wallNs += 30 * S;
    assertEquals(List.of(), after(0.5));
    exact = true;
    wallNs -= 30 * S;
    assertEquals(List.of(), after(0.5));
  }

  @Test
  void theClocksOfThisMachineAreRead() {
    Moment now = Moment.now();
    Moment later = Moment.now();
    assertTrue(later.monotonicNs() - now.monotonicNs() >= 0);
    assertTrue(Math.abs(later.sleptNs() - now.sleptNs()) < TimeWatch.LEAST_SLEEP_NS);
  }
}
