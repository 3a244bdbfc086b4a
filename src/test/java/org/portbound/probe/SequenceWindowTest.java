package org.portbound.probe;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.portbound.probe.SequenceWindow.Verdict;

/** Numbers as they come over a bad path, held against a set of all that came. */
@Timeout(value = 30, unit = TimeUnit.SECONDS)
final class SequenceWindowTest {
  /** The same with a memory that never ends. */
  private static final class Model {
    private final Set<Long> seen = new HashSet<>();
    private long first;
    private long end;

    Model(long first) {
      this.first = first;
      this.end = first;
    }

    Verdict take(long number) {
      if (number >= end) {
        end = number + 1;
        seen.add(number);
        return Verdict.IN_ORDER;
      }
      if (number < end - SequenceWindow.NUMBERS) {
        return Verdict.TOO_LATE;
      }
      first = Math.min(first, number);
      return seen.add(number) ? Verdict.OUT_OF_ORDER : Verdict.DUPLICATE;
    }

    long missingFrom(long number) {
      long missing = 0;
      long from = Math.max(Math.max(number, first), end - SequenceWindow.NUMBERS);
      for (long each = from; each < end; each++) {
        missing += seen.contains(each) ? 0 : 1;
      }
      return missing;
    }
  }

  private static long next(Random random, long end) {
    return switch (random.nextInt(40)) {
      case 0 -> end + random.nextInt(3 * SequenceWindow.NUMBERS);
      case 1, 2 -> end + random.nextInt(300);
      case 3 -> Math.max(0, end - random.nextInt(2 * SequenceWindow.NUMBERS));
      case 4, 5, 6, 7, 8, 9 -> Math.max(0, end - 1 - random.nextInt(200));
      case 10, 11, 12 -> end + 1 + random.nextInt(3);
      default -> end;
    };
  }

  @Test
  void anyOrderOfNumbersIsToldAsASetOfAllWouldTellIt() {
    for (int seed = 0; seed < 300; seed++) {
      var random = new Random(seed);
      long first = random.nextBoolean() ? 0 : random.nextInt(1_000_000);
      var window = new SequenceWindow(first);
      var model = new Model(first);
      for (int i = 0; i < 1_000; i++) {
        long number = next(random, model.end);
        assertEquals(model.take(number), window.take(number), "seed " + seed + ", " + number);
      }
      assertEquals(model.end - model.first, window.expected(), "seed " + seed);
      assertEquals(model.seen.size(), window.received(), "seed " + seed);
      assertEquals(model.end, window.end());
      long from = model.end - random.nextInt(2_000);
      assertEquals(model.missingFrom(from), window.missingFrom(from), "seed " + seed);
      assertEquals(model.missingFrom(0), window.missingFrom(0), "seed " + seed);
    }
  }

  @Test
  void whatNeverCameIsMissingOnceItsEndIsKnown() {
    var window = new SequenceWindow(0);
    window.take(0);
    window.take(1);
    window.expect(5);
    window.expect(4);
    assertEquals(5, window.expected());
    assertEquals(3, window.missing());
    assertEquals(Verdict.OUT_OF_ORDER, window.take(3));
    assertEquals(2, window.missing());
    window.expect(10L * SequenceWindow.NUMBERS);
    assertEquals(Verdict.TOO_LATE, window.take(2));
    assertEquals(10L * SequenceWindow.NUMBERS - 3, window.missing());
  }

  @Test
  void receivingThatBeganInTheMiddleExpectsWhatCameBeforeIfItComesAfterAll() {
    var window = new SequenceWindow(1_000);
    assertEquals(Verdict.IN_ORDER, window.take(1_000));
    assertEquals(1, window.expected());
    assertEquals(Verdict.OUT_OF_ORDER, window.take(998));
    assertEquals(3, window.expected());
    assertEquals(1, window.missing());
    assertEquals(Verdict.DUPLICATE, window.take(998));
  }
}
