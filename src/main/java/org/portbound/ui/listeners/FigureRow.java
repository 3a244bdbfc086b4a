package org.portbound.ui.listeners;

import java.util.ArrayList;
import java.util.List;
import javafx.geometry.Orientation;
import javafx.scene.Node;
import javafx.scene.layout.Pane;

/**
 * Figures in columns of fixed shares. A figure too long for its column pushes those after it as far
 * as there is room, and what has no room goes on in the next line. JavaFX thread.
 */
final class FigureRow extends Pane {
  private static final double GAP_PX = 8;
  private static final double LINE_GAP_PX = 2;

  private final double[] sharesPercent;

  /**
   * @param sharesPercent how much of the width each figure's column has
   */
  FigureRow(List<? extends Node> figures, double... sharesPercent) {
    this.sharesPercent = sharesPercent;
    setMinWidth(0);
    getChildren().setAll(figures);
  }

  @Override
  public Orientation getContentBias() {
    return Orientation.HORIZONTAL;
  }

  @Override
  protected double computePrefWidth(double heightPx) {
    return neededPx(getManagedChildren());
  }

  @Override
  protected double computeMinHeight(double widthPx) {
    return computePrefHeight(widthPx);
  }

  @Override
  protected double computePrefHeight(double widthPx) {
    int lines = lines(widthPx < 0 ? Double.MAX_VALUE : widthPx).size();
    return lines * lineHeightPx() + (lines - 1) * LINE_GAP_PX;
  }

  @Override
  protected void layoutChildren() {
    double yPx = 0;
    List<List<Node>> lines = lines(getWidth());
    for (List<Node> line : lines) {
      double leftPx = 0;
      for (int i = 0; i < line.size(); i++) {
        Node each = line.get(i);
        // Not further right than leaves room for the rest.
        double lastPx = getWidth() - neededPx(line.subList(i, line.size()));
        double xPx = lines.size() == 1 ? Math.max(leftPx, Math.min(columnPx(i), lastPx)) : leftPx;
        each.resizeRelocate(snapPositionX(xPx), snapPositionY(yPx), widthPx(each), lineHeightPx());
        leftPx = xPx + widthPx(each) + GAP_PX;
      }
      yPx += lineHeightPx() + LINE_GAP_PX;
    }
  }

  /** Where a column begins. */
  private double columnPx(int column) {
    double percent = 0;
    for (int i = 0; i < column; i++) {
      percent += sharesPercent[i];
    }
    double withoutGapsPx = getWidth() - GAP_PX * (sharesPercent.length - 1);
    return withoutGapsPx * percent / 100 + GAP_PX * column;
  }

  private List<List<Node>> lines(double widthPx) {
    var lines = new ArrayList<List<Node>>();
    List<Node> line = new ArrayList<>();
    for (Node each : getManagedChildren()) {
      line.add(each);
      if (line.size() > 1 && neededPx(line) > widthPx) {
        line.removeLast();
        lines.add(line);
        line = new ArrayList<>(List.of(each));
      }
    }
    lines.add(line);
    return lines;
  }

  private static double neededPx(List<? extends Node> figures) {
    return figures.stream().mapToDouble(FigureRow::widthPx).sum()
        + GAP_PX * Math.max(0, figures.size() - 1);
  }

  private static double widthPx(Node figure) {
    return Math.ceil(figure.prefWidth(-1));
  }

  private double lineHeightPx() {
    return getManagedChildren().stream().mapToDouble(each -> each.prefHeight(-1)).max().orElse(0);
  }
}
