package org.portbound.ui.traffic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class LogScrollTest {
  private final LogScroll scroll = new LogScroll();

  @BeforeEach
  void tenRowsInSight() {
    scroll.setRows(10);
  }

  @Test
  void followsTheNewest() {
    scroll.update(1, 6);
    assertEquals(1, scroll.top(), "all five fit");
    scroll.update(1, 101);
    assertEquals(91, scroll.top());
    assertEquals(0, scroll.below());
    assertTrue(scroll.following());
  }

  @Test
  void staysWhereOneScrolledTo() {
    scroll.update(1, 101);
    scroll.moveBy(-20);
    assertFalse(scroll.following());
    scroll.update(1, 201);
    assertEquals(71, scroll.top());
    assertEquals(120, scroll.below());
    scroll.moveBy(1_000);
    assertTrue(scroll.following(), "back at the end it follows again");
  }

  @Test
  void rowsThatAreGoneMoveIt() {
    scroll.update(1, 101);
    scroll.moveTo(1);
    scroll.update(51, 201);
    assertEquals(51, scroll.top());
    assertFalse(scroll.following());
  }

  @Test
  void revealsWithTheLeastMove() {
    scroll.update(1, 101);
    scroll.reveal(95);
    assertEquals(91, scroll.top(), "it was in sight");
    assertFalse(scroll.following(), "what is selected stands still");
    scroll.reveal(50);
    assertEquals(50, scroll.top());
    scroll.reveal(60);
    assertEquals(51, scroll.top());
  }

  @Test
  void anEmptyLogHasNothingToScroll() {
    scroll.update(501, 501);
    assertEquals(501, scroll.top());
    assertEquals(0, scroll.range());
    scroll.moveBy(-5);
    assertEquals(501, scroll.top());
  }
}
