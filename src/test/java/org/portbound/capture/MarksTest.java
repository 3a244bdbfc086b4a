package org.portbound.capture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.List;
import org.junit.jupiter.api.Test;

final class MarksTest {
  private final Marks marks = new Marks();

  @Test
  void aMarkAndACommentDoNotTouchEachOther() {
    marks.mark(7, true);
    marks.comment(7, "odd");
    marks.mark(7, false);
    assertFalse(marks.marked(7));
    assertEquals("odd", marks.comment(7));
    assertEquals(List.of(7L), marks.numbers());
    marks.comment(7, "");
    assertEquals(List.of(), marks.numbers());
  }

  @Test
  void goesFromOneToTheNext() {
    marks.mark(30, true);
    marks.comment(10, "a");
    marks.mark(20, true);
    assertEquals(List.of(10L, 20L, 30L), marks.numbers());
    assertEquals(20, marks.after(10));
    assertEquals(0, marks.after(30));
    assertEquals(10, marks.before(20));
    assertEquals(0, marks.before(10));
  }

  @Test
  void aLongCommentIsCut() {
    marks.comment(1, "x".repeat(2 * Marks.MAX_COMMENT_CHARACTERS));
    assertEquals(Marks.MAX_COMMENT_CHARACTERS, marks.comment(1).length());
  }
}
