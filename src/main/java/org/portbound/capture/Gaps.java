package org.portbound.capture;

import java.util.ArrayDeque;

/** The fine steps in which the program stood still. Guarded by the {@link History}. */
final class Gaps {
  private record Gap(long from, long to) {}

  private final ArrayDeque<Gap> gaps = new ArrayDeque<>();

  /** Adds the steps {@code from} up to, not including, to; none if they are the same. */
  void add(long from, long to) {
    if (from < to) {
      gaps.addLast(new Gap(from, to));
    }
  }

  /** Forgets those that ended before a step. */
  void forget(long step) {
    while (!gaps.isEmpty() && gaps.getFirst().to() <= step) {
      gaps.removeFirst();
    }
  }

  /** Which points lie in a gap as a whole. */
  boolean[] at(Points points) {
    var within = new boolean[points.count()];
    for (int point = 0; point < within.length; point++) {
      long from = points.beginStep(point);
      long to = points.endStep(point);
      within[point] = gaps.stream().anyMatch(each -> each.from() <= from && to <= each.to());
    }
    return within;
  }
}
