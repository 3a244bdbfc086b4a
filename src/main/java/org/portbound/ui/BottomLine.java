package org.portbound.ui;

import javafx.scene.layout.Pane;
import javafx.scene.layout.Region;

/**
 * The line at the bottom of the window, and over it a notice while there is one: nothing above
 * moves when a notice comes or goes, and below it is nothing to click. JavaFX thread.
 */
final class BottomLine extends Pane {
  private final Region status;
  private final Region notice;

  /**
   * @param status gives the line its height
   * @param notice as high as the line; with more to say it reaches up, for as long as it does
   */
  BottomLine(Region status, Region notice) {
    super(status, notice);
    this.status = status;
    this.notice = notice;
    setMinWidth(0);
  }

  @Override
  protected double computePrefHeight(double widthPx) {
    return status.prefHeight(widthPx);
  }

  @Override
  protected double computeMinHeight(double widthPx) {
    return status.minHeight(widthPx);
  }

  @Override
  protected void layoutChildren() {
    double widthPx = getWidth();
    double heightPx = getHeight();
    status.resizeRelocate(0, 0, widthPx, heightPx);
    double noticePx = Math.max(heightPx, notice.prefHeight(widthPx));
    notice.resizeRelocate(0, heightPx - noticePx, widthPx, noticePx);
  }
}
