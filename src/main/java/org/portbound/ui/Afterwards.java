package org.portbound.ui;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import javafx.animation.AnimationTimer;

/**
 * What is made ready once the window has been drawn: one piece a frame, so that a click in between
 * is answered. JavaFX thread.
 */
final class Afterwards extends AnimationTimer {
  /** Until then the first picture is under way. */
  private static final long DRAWN_AFTER_NS = 400_000_000L;

  private final Deque<Runnable> pieces = new ArrayDeque<>();
  private long begunNs;

  void add(Runnable piece) {
    pieces.add(piece);
  }

  void addAll(Collection<Runnable> more) {
    pieces.addAll(more);
  }

  @Override
  public void start() {
    begunNs = System.nanoTime();
    super.start();
  }

  @Override
  public void handle(long nowNs) {
    if (nowNs - begunNs < DRAWN_AFTER_NS) {
      return;
    }
    Runnable next = pieces.poll();
    if (next == null) {
      stop();
    } else {
      next.run();
    }
  }

  /** Makes all of it ready now. */
  void finish() {
    stop();
    while (!pieces.isEmpty()) {
      pieces.remove().run();
    }
  }
}
