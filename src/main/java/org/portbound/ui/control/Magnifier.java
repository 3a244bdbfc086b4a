package org.portbound.ui.control;

import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.beans.property.ReadOnlyDoubleWrapper;
import javafx.scene.Scene;
import javafx.scene.layout.Region;
import javafx.scene.transform.Scale;

/**
 * The root of a scene: lays its content out in as much room as there is at a factor, and draws it
 * that much larger. So row heights, icons, charts and every distance follow, and nothing but the
 * room changes for the pages.
 */
public final class Magnifier extends Region {
  private final Region content;
  private final ReadOnlyDoubleProperty factor;
  private final Scale scale = new Scale(1, 1, 0, 0);

  /**
   * @param factor so many times as large
   */
  public Magnifier(Region content, ReadOnlyDoubleProperty factor) {
    this.content = content;
    this.factor = factor;
    content.getTransforms().add(scale);
    getChildren().add(content);
    factor.subscribe(
        now -> {
          scale.setX(now.doubleValue());
          scale.setY(now.doubleValue());
          requestLayout();
        });
  }

  /** How much larger a scene is drawn: 1 if it has no magnifier. */
  static ReadOnlyDoubleProperty factorOf(Scene scene) {
    return scene.getRoot() instanceof Magnifier magnifier
        ? magnifier.factor
        : new ReadOnlyDoubleWrapper(1).getReadOnlyProperty();
  }

  @Override
  protected void layoutChildren() {
    content.resizeRelocate(0, 0, getWidth() / scale.getX(), getHeight() / scale.getY());
  }

  @Override
  protected double computePrefWidth(double heightPx) {
    return content.prefWidth(-1) * scale.getX();
  }

  @Override
  protected double computePrefHeight(double widthPx) {
    return content.prefHeight(-1) * scale.getY();
  }
}
