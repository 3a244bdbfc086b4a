package org.portbound.ui;

import javafx.scene.layout.Pane;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;

/**
 * The line at the bottom of the window, and over it a notice while there is one: nothing above
 * moves when a notice comes or goes, and below it is nothing to click. JavaFX thread.
 */
final class BottomLine extends Pane {
  private final Region status;
  private final Region notice;
  private @Nullable Region shown;

  /**
   * @param status gives the line its height
   * @param notice as high as the line; with more to say it reaches up, for as long as it does
   */
  BottomLine(Region status, Region notice) {
    super(status, notice);
    this.status = status;
    this.notice = notice;
    this.shown = status;
    setMinWidth(0);
  }

  /** Shows something else in the line, or nothing; a notice comes over it all the same. */
  void showInstead(@Nullable Region other) {
    shown = other;
    if (other == null) {
      getChildren().setAll(notice);
    } else {
      getChildren().setAll(other, notice);
    }
  }

  /** Shows the status again. */
  void showStatus() {
    showInstead(status);
  }

  @Override
  protected double computePrefHeight(double widthPx) {
    return shown == null ? 0 : shown.prefHeight(widthPx);
  }

  @Override
  protected double computeMinHeight(double widthPx) {
    return shown == null ? 0 : shown.minHeight(widthPx);
  }

  @Override
  protected void layoutChildren() {
    double widthPx = getWidth();
    double heightPx = getHeight();
    if (shown != null) {
      shown.resizeRelocate(0, 0, widthPx, heightPx);
    }
    double noticePx = Math.max(heightPx, notice.prefHeight(widthPx));
    notice.resizeRelocate(0, heightPx - noticePx, widthPx, noticePx);
  }
}
