package org.portbound.capture.filter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.time.ZoneId;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.portbound.capture.Allocation;
import org.portbound.capture.Datagram;
import org.portbound.capture.DatagramLog;
import org.portbound.capture.RowCondition;
import org.portbound.capture.RowReader;

/** What filters let through. */
@Timeout(60)
final class FilterConditionTest {
  private static final int ROWS = 500;
  private static final int FILTERS = 2_000;

  private static final Surroundings SURROUNDINGS =
      new Surroundings(
          number -> number % 3 == 0,
          name -> name.equals("eth 0") ? OptionalInt.of(3) : OptionalInt.empty(),
          ZoneId.of("Europe/Berlin"));

  private static DatagramLog rows(SplittableRandom random) {
    var log = new DatagramLog(DatagramLog.MIN_BUDGET_BYTES);
    var rows = new RandomRows(random);
    for (int i = 0; i < ROWS; i++) {
      rows.appendTo(log);
    }
    return log;
  }

  @Test
  void meansWhatItSays() {
    long seed = System.nanoTime();
    var random = new SplittableRandom(seed);
    DatagramLog log = rows(random);
    var filters = new RandomFilters(random);
    var naive = new Naive(SURROUNDINGS);
    var row = new Datagram();
    RowReader reader = log.reader();
    int through = 0;
    for (int i = 0; i < FILTERS; i++) {
      var filter = new Filter(filters.node(2));
      RowCondition condition = filter.condition(SURROUNDINGS);
      for (int number = 1 + i % 7; number <= ROWS; number += 7) {
        log.read(number, row);
        boolean expected = naive.holds(filter.root(), row);
        // The head alone says the same as the whole row, or leaves it open.
        if (condition.test(row) != expected || condition.holds(reader, number, row) != expected) {
          fail("seed " + seed + ": " + filter + " on " + row + " is " + expected);
        }
        through += expected ? 1 : 0;
      }
    }
    assertTrue(through > FILTERS, "the filters let something through: " + through);
  }

  @ParameterizedTest
  @CsvSource({
    "'', 500",
    "number 1..10, 10",
    "number 1..10 marked, 3",
    "not number > 3, 3",
    "hex 00:ff:00:ff, 0"
  })
  void countsAsExpected(String text, int expected) {
    DatagramLog log = rows(new SplittableRandom(1));
    if (!(Filter.parse(text) instanceof Filter.Reading.Parsed(Filter filter))) {
      throw new AssertionError(text);
    }
    RowCondition condition = filter.condition(SURROUNDINGS);
    var row = new Datagram();
    int found = 0;
    for (long number = log.first(); number < log.end(); number++) {
      found += condition.holds(log, number, row) ? 1 : 0;
    }
    assertEquals(expected, found);
  }

  /** Asking costs no object: not a byte for each of many rows. */
  @Test
  void askingMakesNoObjects() {
    DatagramLog log = rows(new SplittableRandom(1));
    if (!(Filter.parse(
            "(src 10.0.0.0/8 or port 3702) and not len < 2 and (probe or hex de:ad) or time <"
                + " 12:00")
        instanceof Filter.Reading.Parsed(Filter filter))) {
      throw new AssertionError("not understood");
    }
    RowCondition condition = filter.condition(SURROUNDINGS);
    var row = new Datagram();
    log.read(1, row);
    int rounds = 200_000;
    long allocated = 0;
    int found = 0;
    for (int warm = 0; warm < 2; warm++) {
      long before = Allocation.ofCurrentThreadBytes();
      for (int i = 0; i < rounds; i++) {
        found += condition.test(row) ? 1 : 0;
      }
      allocated = Allocation.ofCurrentThreadBytes() - before;
    }
    assertTrue(allocated < rounds / 10, found + " found, bytes " + allocated);
  }
}
