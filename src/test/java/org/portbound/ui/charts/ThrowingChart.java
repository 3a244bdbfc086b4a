package org.portbound.ui.charts;

/** A part of a page that does nothing but go wrong. */
public final class ThrowingChart {
  private ThrowingChart() {}

  /** Goes wrong. */
  public static void draw() {
    throw new IllegalStateException("the chart has no axis");
  }
}
