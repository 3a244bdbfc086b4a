package org.portbound.ui.traffic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.portbound.capture.Datagram;
import org.portbound.capture.DatagramRows;
import org.portbound.capture.MadeUpRows;
import org.portbound.capture.RowReader;

/** Frozen, followed, walked through: without a window. */
final class SightTest {
  /** Rows that come and go. */
  private static final class Growing implements DatagramRows {
    private long first = 1;
    private long end = 101;

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
      return (number, into) -> new MadeUpRows(first, end).reader().read(number, into);
    }
  }

  private final Growing rows = new Growing();
  private final Sight sight = new Sight(rows);
  private final Datagram row = new Datagram();

  @BeforeEach
  void tenInSight() {
    sight.scroll().setRows(10);
    sight.update();
  }

  private void grow(long by) {
    rows.end += by;
    sight.update();
  }

  @Test
  void frozenItStandsStillAndCounts() {
    sight.freeze(true);
    grow(50);
    assertEquals(91, sight.scroll().top());
    assertEquals(50, sight.since());
    assertFalse(sight.read(101, row), "it came after the freezing");
    assertFalse(sight.shows(101));
    sight.step(-1);
    assertEquals(100, sight.selected(), "one may walk through what is frozen");
    sight.freeze(false);
    sight.follow();
    sight.update();
    assertEquals(141, sight.scroll().top());
    assertEquals(0, sight.since());
  }

  @Test
  void whatIsFrozenMayGo() {
    sight.freeze(true);
    rows.first = 500;
    grow(1_000);
    assertFalse(sight.read(sight.scroll().top(), row));
    sight.step(1);
    assertEquals(0, sight.selected());
  }

  @Test
  void otherRowsAreNotFrozen() {
    sight.freeze(true);
    sight.select(50);
    sight.showRows(new MadeUpRows(1, 31));
    sight.update();
    assertFalse(sight.frozen());
    assertEquals(0, sight.selected());
    assertEquals(21, sight.scroll().top());
  }

  @Test
  void stepsFromTheEdgeOfWhatIsInSight() {
    sight.step(1);
    assertEquals(91, sight.selected());
    sight.select(0);
    sight.step(-1);
    assertEquals(100, sight.selected());
    sight.step(1);
    assertEquals(100, sight.selected(), "there is no further one");
    sight.selectFirst();
    assertEquals(1, sight.selected());
    assertTrue(sight.shows(1));
  }
}
