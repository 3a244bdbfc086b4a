package org.portbound.ui.control.chart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** Scales are easy to read, hold every value, and never have more marks than there is room for. */
final class AxisTest {
  @Test
  void stepsAreOneTwoOrFive() {
    assertEquals(new Axis(1, 1), Axis.upTo(0, 5));
    assertEquals(new Axis(1, 5), Axis.upTo(5, 5));
    assertEquals(new Axis(2, 3), Axis.upTo(5.01, 5));
    assertEquals(new Axis(50_000, 5), Axis.upTo(205_000, 5));
    assertEquals(new Axis(200_000, 2), Axis.upTo(205_000, 2));
  }

  @Test
  void everyValueHasRoom() {
    for (double highest = 0.3; highest < 1e15; highest *= 1.37) {
      for (int most = 1; most <= 6; most++) {
        Axis axis = Axis.upTo(highest, most);
        assertTrue(axis.top() >= highest, highest + " on " + axis);
        assertTrue(axis.steps() <= most, highest + " on " + axis);
      }
    }
  }

  @Test
  void figuresAreBrief() {
    assertEquals("0", Axis.brief(0));
    assertEquals("999", Axis.brief(999.4));
    assertEquals("1k", Axis.brief(999.6));
    assertEquals("1.5k", Axis.brief(1_500));
    assertEquals("20k", Axis.brief(20_000));
    assertEquals("2.5M", Axis.brief(2_500_000));
    assertEquals("12.3G", Axis.brief(12_345_678_901L));
    assertEquals("10k", Axis.brief(9_999));
  }

  @Test
  void exactFiguresHaveAPlaceOnlyWhereTheyNeedOne() {
    assertEquals("12,345", Figures.rate(12_345));
    assertEquals("0.4", Figures.rate(0.4));
    assertEquals("1,234.5", Figures.rate(1_234.5));
    assertEquals("33.3 %", Figures.percent(1, 3));
    assertEquals("0.0 %", Figures.percent(0, 0));
  }
}
