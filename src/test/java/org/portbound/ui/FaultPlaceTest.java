package org.portbound.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.portbound.ui.charts.ThrowingChart;

/** To which page an exception belongs. */
final class FaultPlaceTest {
  @Test
  void whereItBelongsIsReadFromWhatThrewIt() {
    var pages = List.of("desk", "charts");
    assertEquals(Optional.of("charts"), page(ThrowingChart::draw, pages));
    assertEquals(Optional.of("desk"), page(ThrowingChart::draw, List.of("desk", "ports")));
    assertEquals(
        Optional.empty(),
        page(
            () -> {
              throw new IllegalStateException();
            },
            pages));
  }

  private static Optional<String> page(Runnable thrower, List<String> pages) {
    try {
      thrower.run();
      throw new AssertionError("nothing was thrown");
    } catch (IllegalStateException e) {
      return new Fault(new RuntimeException(e)).page(pages, "desk");
    }
  }
}
