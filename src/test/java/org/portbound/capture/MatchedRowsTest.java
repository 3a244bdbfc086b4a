package org.portbound.capture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongPredicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.portbound.socket.ReceivedDatagram;

/** A view of some of the rows, while they come and go. */
@Timeout(60)
final class MatchedRowsTest {
  private final Rows contents = new Rows();
  private final ReceivedDatagram datagram = new ReceivedDatagram();

  /** Rows that are nothing but their numbers. */
  private static final class Numbers implements DatagramRows {
    volatile long first = 1;
    volatile long end = 1;

    @Override
    public long first() {
      return first;
    }

    @Override
    public long end() {
      return end;
    }

    @Override
    public RowReader reader() {
      return (number, into) -> {
        into.number = number;
        return number >= first && number < end;
      };
    }
  }

  private record ByNumber(LongPredicate numbers) implements RowCondition {
    @Override
    public Verdict judge(Datagram head) {
      return head.number() % 2 == 0
          ? Verdict.OPEN
          : numbers.test(head.number()) ? Verdict.YES : Verdict.NO;
    }

    @Override
    public boolean test(Datagram row) {
      return numbers.test(row.number());
    }
  }

  private static MatchedRows start(DatagramRows rows, LongPredicate numbers) {
    return MatchedRows.start(
        rows,
        new ByNumber(numbers),
        error -> {
          throw new AssertionError(error);
        });
  }

  private static void await(MatchedRows matched) throws InterruptedException {
    while (!matched.progress().complete()) {
      Thread.sleep(1);
    }
  }

  private static LongPredicate oneOf(int n) {
    return number -> new SplittableRandom(number).nextInt(n) == 0;
  }

  private static List<Long> numbers(long first, long end, LongPredicate which) {
    var numbers = new ArrayList<Long>();
    for (long number = first; number < end; number++) {
      if (which.test(number)) {
        numbers.add(number);
      }
    }
    return numbers;
  }

  /** Every place has its number, and every number its place. */
  private static void check(MatchedRows matched, DatagramRows rows, LongPredicate which) {
    List<Long> expected = numbers(rows.first(), rows.end(), which);
    var found = new ArrayList<Long>();
    long number = rows.first();
    for (long place = matched.first(); place < matched.end(); place++) {
      long match = matched.number(place);
      found.add(match);
      for (; number <= match; number += 1 + (match - number) / 3) {
        assertEquals(place, matched.placeOf(number));
      }
    }
    assertEquals(expected, found);
    assertEquals(matched.end(), matched.placeOf(rows.end()));
    assertEquals(matched.end(), matched.placeOf(Long.MAX_VALUE));
    assertEquals(0, matched.number(matched.first() - 1));
    assertEquals(0, matched.number(matched.end()));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 100, 9_000, Integer.MAX_VALUE})
  void placesFollowTheMatchesInTheirOrder(int oneOf) throws InterruptedException {
    var rows = new Numbers();
    rows.first = 77;
    rows.end = 60_000;
    LongPredicate which = oneOf(oneOf);
    try (MatchedRows matched = start(rows, which)) {
      await(matched);
      check(matched, rows, which);
      rows.end = 100_001;
      await(matched);
      check(matched, rows, which);
      long place = matched.placeOf(75_000);
      long number = matched.number(place);
      rows.first = 74_999;
      check(matched, rows, which);
      assertEquals(number, matched.number(place), "a place keeps its number");
      rows.end = 150_000;
      await(matched);
      check(matched, rows, which);
      rows.first = rows.end;
      assertEquals(matched.end(), matched.first(), "everything is gone");
      rows.end = 170_000;
      await(matched);
      check(matched, rows, which);
    }
  }

  @Test
  void rowsThatAreGoneBeforeTheyAreLookedAtAreLeftOut() throws InterruptedException {
    var rows = new Numbers();
    rows.end = 1_000;
    var gate = new CountDownLatch(1);
    LongPredicate which =
        number -> {
          try {
            return number < 500 || gate.await(60, TimeUnit.SECONDS);
          } catch (InterruptedException e) {
            throw new AssertionError(e);
          }
        };
    try (MatchedRows matched = start(rows, which)) {
      rows.end = 300_000;
      rows.first = 290_000;
      gate.countDown();
      await(matched);
      check(matched, rows, number -> true);
    }
  }

  @Test
  void firstMatchesAreThereBeforeTheScanEnds() throws InterruptedException {
    var rows = new Numbers();
    rows.end = 1_000_000;
    var gate = new CountDownLatch(1);
    LongPredicate which =
        number -> {
          try {
            return number < 100_000 || gate.await(60, TimeUnit.SECONDS);
          } catch (InterruptedException e) {
            throw new AssertionError(e);
          }
        };
    try (MatchedRows matched = start(rows, which)) {
      while (matched.end() < 50_000) {
        Thread.onSpinWait();
      }
      assertEquals(1, matched.number(1));
      MatchedRows.Progress progress = matched.progress();
      assertTrue(progress.scanned() < progress.total(), progress.toString());
      gate.countDown();
    }
  }

  @Test
  void tellsWhenRowsCannotBeRead() throws InterruptedException {
    var told = new AtomicReference<Throwable>();
    var done = new CountDownLatch(1);
    DatagramRows broken =
        new DatagramRows() {
          @Override
          public long first() {
            return 1;
          }

          @Override
          public long end() {
            return 10;
          }

          @Override
          public RowReader reader() {
            throw new IllegalStateException("gone");
          }
        };
    try (MatchedRows matched =
        MatchedRows.start(
            broken,
            new ByNumber(number -> true),
            error -> {
              told.set(error);
              done.countDown();
            })) {
      assertTrue(done.await(60, TimeUnit.SECONDS));
      assertEquals("gone", told.get().getMessage());
      assertEquals(1, matched.end());
    }
  }

  /** A log that recycles all the time; the view never shows a row that it should not. */
  @Test
  void keepsUpWithAWriterThatEvicts() throws InterruptedException {
    var log = new DatagramLog(1 << 20);
    LongPredicate which = oneOf(3);
    var stop = new AtomicBoolean();
    var writer =
        Thread.ofPlatform()
            .name("writer")
            .start(
                () -> {
                  while (!stop.get()) {
                    append(log, 100);
                  }
                });
    try (MatchedRows matched = start(log, which)) {
      var random = new SplittableRandom();
      for (int looks = 0; looks < 20_000 || log.evicted() < 50_000; looks++) {
        long first = matched.first();
        long end = matched.end();
        long place = first + (end > first ? random.nextLong(end - first) : 0);
        long number = matched.number(place);
        long next = matched.number(place + 1);
        assertTrue(number == 0 || which.test(number), "row " + number);
        assertTrue(next == 0 || number == 0 || next > number, number + " before " + next);
        assertTrue(number == 0 || log.first() > number || matched.placeOf(number) == place);
        assertTrue(first <= end, first + " to " + end);
      }
      stop.set(true);
      writer.join();
      await(matched);
      check(matched, log, which);
      log.clear();
      assertEquals(matched.end(), matched.first());
    } finally {
      stop.set(true);
    }
  }

  private void append(DatagramLog log, int count) {
    for (int i = 0; i < count; i++) {
      contents.fill(datagram, log.end(), 40);
      log.append(datagram, 0);
    }
  }

  @Test
  void searchesBothWaysAndAround() {
    var rows = new Numbers();
    rows.end = 101;
    RowView view = RowView.all(rows);
    var tens = new ByNumber(number -> number % 10 == 0);
    assertEquals(found(20, false), new RowSearch(rows, view, tens).run(10, true));
    assertEquals(found(20, false), new RowSearch(rows, view, tens).run(15, true));
    assertEquals(found(10, false), new RowSearch(rows, view, tens).run(15, false));
    assertEquals(found(10, false), new RowSearch(rows, view, tens).run(20, false));
    assertEquals(found(10, true), new RowSearch(rows, view, tens).run(100, true));
    assertEquals(found(100, true), new RowSearch(rows, view, tens).run(10, false));
    assertEquals(found(10, false), new RowSearch(rows, view, tens).run(0, true));
    assertEquals(found(100, false), new RowSearch(rows, view, tens).run(0, false));
    var one = new ByNumber(number -> number == 7);
    assertEquals(found(7, true), new RowSearch(rows, view, one).run(7, true));
    assertEquals(found(7, true), new RowSearch(rows, view, one).run(7, false));
    var none = new ByNumber(number -> false);
    assertEquals(new RowSearch.Outcome.Nothing(), new RowSearch(rows, view, none).run(7, true));
    var cancelled = new RowSearch(rows, view, one);
    cancelled.cancel();
    assertEquals(new RowSearch.Outcome.Cancelled(), cancelled.run(0, true));
    rows.first = rows.end;
    assertEquals(new RowSearch.Outcome.Nothing(), new RowSearch(rows, view, one).run(7, true));
  }

  @Test
  void searchesAmongMatchesOnly() throws InterruptedException {
    var rows = new Numbers();
    rows.end = 1_000;
    try (MatchedRows matched = start(rows, number -> number % 2 == 1)) {
      await(matched);
      var threes = new ByNumber(number -> number % 3 == 0);
      assertEquals(found(9, false), new RowSearch(rows, matched, threes).run(4, true));
      assertEquals(found(3, false), new RowSearch(rows, matched, threes).run(6, false));
    }
  }

  private static RowSearch.Outcome found(long number, boolean wrapped) {
    return new RowSearch.Outcome.Found(number, wrapped);
  }
}
