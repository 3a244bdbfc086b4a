package org.portbound.ui.control;

import javafx.geometry.Orientation;
import javafx.scene.layout.Region;

/**
 * Two parts side by side, the first with a width of its own; one below the other where there is no
 * room for that. It stands in something that scrolls: it asks for as much room as both need.
 */
public abstract class Fold extends Region {
  private static final double FIRST_LEAST_PX = 160;
  private static final double FIRST_MOST_PX = 760;

  private Shape shape;
  private Region first = new Region();
  private Region second = new Region();

  /**
   * The room of both parts.
   *
   * @param firstPx width of the first, side by side
   * @param firstLeastPx how narrow the first may become, for the second to have what it wants
   * @param secondWantsPx width that the second wants beside the first
   * @param besidePx least width of both side by side; one is below the other if there is less
   * @param leastWidthPx least width one below the other
   * @param leastHeightPx least height side by side
   * @param secondPx least height of the second below the first
   * @param firstMostPx most height of the first above the second
   */
  public record Shape(
      double firstPx,
      double firstLeastPx,
      double secondWantsPx,
      double besidePx,
      double leastWidthPx,
      double leastHeightPx,
      double secondPx,
      double firstMostPx) {
    /** The first has the same width wherever both stand side by side. */
    public Shape(
        double firstPx,
        double besidePx,
        double leastWidthPx,
        double leastHeightPx,
        double secondPx) {
      this(firstPx, firstPx, 0, besidePx, leastWidthPx, leastHeightPx, secondPx, FIRST_MOST_PX);
    }

    private double firstOf(double widthPx) {
      return Math.clamp(widthPx - secondWantsPx, firstLeastPx, firstPx);
    }
  }

  /** Without its parts yet. */
  protected Fold(Shape shape) {
    this.shape = shape;
  }

  /** Both parts need another room from now on. */
  protected final void reshape(Shape other) {
    shape = other;
    requestLayout();
  }

  /** Puts both parts in; one that is not managed takes no room. */
  protected final void compose(Region firstPart, Region secondPart) {
    first = firstPart;
    second = secondPart;
    getChildren().setAll(first, second);
  }

  /** Whether so little room folds it. */
  protected final boolean narrow(double widthPx) {
    return widthPx < shape.besidePx();
  }

  private boolean folded(double widthPx) {
    return first.isManaged() && narrow(widthPx);
  }

  private double firstHeightPx(double widthPx) {
    return snapSizeY(Math.clamp(first.prefHeight(widthPx), FIRST_LEAST_PX, shape.firstMostPx()));
  }

  @Override
  public final Orientation getContentBias() {
    return Orientation.HORIZONTAL;
  }

  @Override
  protected final double computeMinWidth(double heightPx) {
    return shape.leastWidthPx();
  }

  @Override
  protected final double computeMinHeight(double widthPx) {
    double knownPx = widthPx < 0 ? getWidth() : widthPx;
    return folded(knownPx) ? firstHeightPx(knownPx) + shape.secondPx() : shape.leastHeightPx();
  }

  @Override
  protected final double computePrefWidth(double heightPx) {
    return shape.besidePx();
  }

  @Override
  protected final double computePrefHeight(double widthPx) {
    return computeMinHeight(widthPx);
  }

  @Override
  protected final void layoutChildren() {
    double widthPx = getWidth();
    double heightPx = getHeight();
    if (folded(widthPx)) {
      double firstPx = firstHeightPx(widthPx);
      first.resizeRelocate(0, 0, widthPx, firstPx);
      second.resizeRelocate(0, firstPx, widthPx, Math.max(0, heightPx - firstPx));
    } else {
      double firstPx = first.isManaged() ? snapSizeX(shape.firstOf(widthPx)) : 0;
      first.resizeRelocate(0, 0, firstPx, heightPx);
      second.resizeRelocate(firstPx, 0, Math.max(0, widthPx - firstPx), heightPx);
    }
  }
}
