package org.portbound.capture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.portbound.capture.Course.Measure;
import org.portbound.capture.History.Span;
import org.portbound.socket.Endpoint;

/** Counters, looked at by a clock of the test's own, become steps whose sums are the counters. */
final class HistoryTest {
  private static final long START_NS = Long.MAX_VALUE - 10;
  private static final Endpoint HERE = new Endpoint(InetAddress.ofLiteral("127.0.0.1"), 12345);

  private final History history = new History(START_NS);
  private final Map<Integer, History.Totals> totals = new TreeMap<>();
  private final List<Integer> open = new ArrayList<>();

  private void counters(int listener, long datagrams, long bytes, long dropped) {
    long[] sizes = new long[PayloadSizes.CLASSES];
    sizes[4] = datagrams;
    totals.put(listener, new History.Totals(datagrams, bytes, dropped, sizes));
  }

  private History.Totals known(int listener) {
    return Objects.requireNonNull(totals.get(listener));
  }

  /** The end of a fine step; the clock may wrap around. */
  private static long endNs(int step) {
    return START_NS + step * History.STEP_NS;
  }

  /** Looks when so many fine steps and a bit are over. */
  private void look(double steps) {
    history.sample(
        START_NS + Math.round(steps * History.STEP_NS),
        open.stream().map(each -> new History.Sample(each, HERE, known(each))).toList(),
        totals::get);
  }

  private Course.Line line(Span span, int listener) {
    return history.read(span).lines().stream()
        .filter(each -> each.listener() == listener)
        .findFirst()
        .orElseThrow();
  }

  private List<Long> counts(Span span, int listener, Measure measure) {
    Course.Line line = line(span, listener);
    var counts = new ArrayList<Long>();
    for (int point = line.begin(); point < line.end(); point++) {
      counts.add(line.count(measure, point));
    }
    return counts;
  }

  @Test
  void everyStepHasWhatCameInIt() {
    open.add(1);
    counters(1, 5, 50, 0);
    look(1.1);
    counters(1, 5, 50, 2);
    look(2.0);
    counters(1, 12, 113, 2);
    look(3.9);
    assertEquals(List.of(5L, 0L, 7L), counts(Span.MINUTE, 1, Measure.DATAGRAMS));
    assertEquals(List.of(50L, 0L, 63L), counts(Span.MINUTE, 1, Measure.BYTES));
    assertEquals(List.of(0L, 2L, 0L), counts(Span.MINUTE, 1, Measure.DROPPED));
    assertEquals(List.of(12L), counts(Span.HOUR, 1, Measure.DATAGRAMS));
    Course minute = history.read(Span.MINUTE);
    assertEquals(14, minute.perSecond(minute.lines().getFirst(), Measure.DATAGRAMS, 2));
    assertEquals(endNs(3), minute.endNs(2));
    Course hour = history.read(Span.HOUR);
    assertEquals(1.5, hour.lengthS(0), "the step under way is as long as it lasts so far");
    assertEquals(endNs(3), hour.endNs(0));
    assertEquals(12, line(Span.MINUTE, 1).ofSize(4));
    assertTrue(line(Span.MINUTE, 1).dropsKnown());
  }

  @Test
  void lookingTwiceInAStepIsLookingOnce() {
    open.add(1);
    counters(1, 1, 1, -1);
    look(1.2);
    counters(1, 2, 2, -1);
    look(1.9);
    assertEquals(List.of(1L), counts(Span.MINUTE, 1, Measure.DATAGRAMS));
    look(2.0);
    assertEquals(List.of(1L, 1L), counts(Span.MINUTE, 1, Measure.DATAGRAMS));
    assertFalse(line(Span.MINUTE, 1).dropsKnown());
  }

  @Test
  void aLateLookIsSpread() {
    open.add(1);
    counters(1, 0, 0, 0);
    look(1);
    counters(1, 11, 0, 0);
    look(5);
    assertEquals(List.of(0L, 2L, 2L, 2L, 5L), counts(Span.MINUTE, 1, Measure.DATAGRAMS));
  }

  /** As after a stop of the process: what came meanwhile is not known, but for what waited. */
  @Test
  void aVeryLateLookIsAGap() {
    open.addAll(List.of(1, 2));
    counters(1, 0, 0, 0);
    counters(2, 3, 0, 0);
    look(1);
    look(2);
    open.remove(Integer.valueOf(2));
    counters(1, 80, 0, 0);
    counters(2, 4, 0, 0);
    look(12);
    assertEquals(
        List.of(0L, 0L, 0L, 0L, 0L, 0L, 0L, 0L, 0L, 0L, 0L, 80L),
        counts(Span.MINUTE, 1, Measure.DATAGRAMS));
    assertEquals(4, line(Span.MINUTE, 2).total(Measure.DATAGRAMS), "closed meanwhile");
    assertEquals(List.of(2, 3, 4, 5, 6, 7, 8, 9, 10), gaps(Span.MINUTE));
    assertEquals(List.of(), gaps(Span.HOUR), "a step of ten seconds with nine half ones in it");
    look(13);
    look(1_000_000);
    assertEquals(Span.MINUTE.steps() - 1, gaps(Span.MINUTE).size());
    assertEquals(Span.HOUR.steps() - 1, gaps(Span.HOUR).size());
    assertEquals(0, line(Span.MINUTE, 1).total(Measure.DATAGRAMS));
    assertEquals(Span.MINUTE.steps(), history.read(Span.MINUTE).points());
    for (int step = 1_000_001; step < 1_010_000; step++) {
      look(step);
    }
    assertEquals(List.of(), gaps(Span.HOUR), "an hour later");
  }

  private List<Integer> gaps(Span span) {
    Course course = history.read(span);
    return IntStream.range(0, course.points()).filter(course::isGap).boxed().toList();
  }

  @Test
  void whatIsOlderThanTheSpanGoes() {
    open.add(1);
    for (int step = 1; step <= 20_000; step++) {
      counters(1, step, 0, 0);
      look(step);
    }
    assertEquals(120, line(Span.MINUTE, 1).total(Measure.DATAGRAMS));
    assertEquals(7200, line(Span.HOUR, 1).total(Measure.DATAGRAMS));
    assertEquals(7200, line(Span.HOUR, 1).ofSize(4));
    assertEquals(2, history.read(Span.HOUR).perSecond(line(Span.HOUR, 1), Measure.DATAGRAMS, 359));
  }

  @Test
  void aClosedListenerKeepsItsLineForAnHour() {
    open.addAll(List.of(1, 2));
    counters(1, 3, 30, 0);
    counters(2, 1, 10, 0);
    look(1);
    open.remove(Integer.valueOf(1));
    counters(1, 4, 40, 6);
    look(2);
    look(10);
    assertEquals(List.of(3L, 1L), counts(Span.MINUTE, 1, Measure.DATAGRAMS), "with its last one");
    assertEquals(List.of(0L, 6L), counts(Span.MINUTE, 1, Measure.DROPPED));
    assertFalse(line(Span.MINUTE, 1).open());
    assertEquals(10, line(Span.MINUTE, 2).end());
    look(200);
    assertEquals(1, history.read(Span.MINUTE).lines().size());
    assertEquals(4, line(Span.HOUR, 1).total(Measure.DATAGRAMS));
    look(7300);
    assertEquals(1, history.read(Span.HOUR).lines().size());
  }

  @Test
  void dropsOfANewSocketBeginAnew() {
    open.add(1);
    counters(1, 10, 0, 8);
    look(1);
    counters(1, 10, 0, 3);
    look(2);
    assertEquals(List.of(8L, 3L), counts(Span.MINUTE, 1, Measure.DROPPED));
    open.clear();
    counters(1, 10, 0, 11);
    look(3);
    assertEquals(List.of(8L, 3L, 0L), counts(Span.MINUTE, 1, Measure.DROPPED));
  }

  @Test
  void thousandsOfClosedListenersTakeNoMoreMemory() {
    for (int listener = 1; listener <= 500; listener++) {
      open.clear();
      open.add(listener);
      counters(listener, 1, 1, 0);
      look(listener);
    }
    List<Course.Line> lines = history.read(Span.HOUR).lines();
    assertEquals(History.MAX_CLOSED + 1, lines.size());
    assertEquals(500, lines.getLast().listener(), "the newest stay");
  }

  @Test
  void theSumOverAllStepsIsWhatWasCounted() {
    var random = new Random(7);
    for (int run = 0; run < 50; run++) {
      var fresh = new History(0);
      long total = 0;
      double step = 0;
      while (step < 100) {
        step += random.nextDouble() * 5;
        total += random.nextInt(1000);
        counters(1, total, 0, 0);
        fresh.sample(
            Math.round(step * History.STEP_NS),
            List.of(new History.Sample(1, HERE, known(1))),
            totals::get);
      }
      fresh.sample(
          Math.round((step + 1) * History.STEP_NS),
          List.of(new History.Sample(1, HERE, known(1))),
          totals::get);
      for (Span span : Span.values()) {
        Course.Line line = fresh.read(span).lines().getFirst();
        assertEquals(total, line.total(Measure.DATAGRAMS), span + " of run " + run);
      }
    }
  }

  @Test
  void sizesAreClassesOfTwoPowers() {
    assertEquals(0, PayloadSizes.classOf(0));
    assertEquals(PayloadSizes.CLASSES - 1, PayloadSizes.classOf(65_535));
    for (int length = 0; length <= 65_535; length++) {
      int found = PayloadSizes.classOf(length);
      assertTrue(
          PayloadSizes.fromBytes(found) <= length && length <= PayloadSizes.toBytes(found),
          "class of " + length);
    }
  }
}
