package org.portbound.ui.control.chart;

import javafx.geometry.VPos;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.layout.Pane;
import javafx.scene.text.Font;
import javafx.scene.text.FontSmoothingType;
import javafx.scene.text.TextAlignment;
import javafx.scene.transform.Affine;
import javafx.scene.transform.Scale;

/**
 * A canvas that fills its place, and what every chart draws on it. It has as many pixels as it
 * covers, however large the window is drawn.
 */
public abstract class Plot extends Pane {
  private static final Font FIGURES = Font.font("JetBrains Mono", 11);
  private static final Font TAG = Font.font("JetBrains Mono", 10);
  private static final double TAG_RADIUS_PX = 8;

  /** Of a letter in JetBrains Mono. */
  private static final double WIDTH_TO_SIZE = 0.6;

  private static final double FAINT = 0.8;

  private final Canvas canvas = new Canvas();
  private final Scale larger = new Scale(1, 1);
  private final Scale shrunk = new Scale(1, 1);
  private final Palette palette;

  /**
   * @param palette must stand in the scene
   */
  protected Plot(Palette palette) {
    this.palette = palette;
    setMinSize(0, 0);
    getStyleClass().add("pb-plot");
    canvas.getTransforms().add(shrunk);
    getChildren().add(canvas);
    palette.onChange(this::draw);
    localToSceneTransformProperty()
        .subscribe(
            now -> {
              if (now.getMxx() != larger.getX()) {
                requestLayout();
              }
            });
  }

  @Override
  protected void layoutChildren() {
    double factor = getLocalToSceneTransform().getMxx();
    double widthPx = Math.ceil(getWidth() * factor);
    double heightPx = Math.ceil(getHeight() * factor);
    if (canvas.getWidth() != widthPx || canvas.getHeight() != heightPx || larger.getX() != factor) {
      larger.setX(factor);
      larger.setY(factor);
      shrunk.setX(1 / factor);
      shrunk.setY(1 / factor);
      canvas.setWidth(widthPx);
      canvas.setHeight(heightPx);
      draw();
    }
  }

  /** Draws everything again; costs no more than there are pixels. */
  public final void draw() {
    if (getWidth() < 1 || getHeight() < 1) {
      return;
    }
    GraphicsContext canvasContext = canvas.getGraphicsContext2D();
    canvasContext.setTransform(new Affine(larger));
    canvasContext.clearRect(0, 0, getWidth(), getHeight());
    canvasContext.setFontSmoothingType(FontSmoothingType.GRAY);
    canvasContext.setTextBaseline(VPos.CENTER);
    canvasContext.setFont(FIGURES);
    paint(canvasContext, getWidth(), getHeight());
  }

  /** Paints on an empty canvas. */
  protected abstract void paint(GraphicsContext context, double widthPx, double heightPx);

  /** The colours. */
  protected final Palette palette() {
    return palette;
  }

  /** Figures or words. */
  protected final void write(
      GraphicsContext context, String text, double xPx, double yPx, TextAlignment alignment) {
    context.setTextAlign(alignment);
    context.fillText(text, xPx, yPx);
  }

  /** A line in the background, one pixel thin. */
  protected final void rule(
      GraphicsContext context, double x1Px, double y1Px, double x2Px, double y2Px) {
    context.setStroke(palette.grid());
    context.setLineWidth(1);
    context.strokeLine(sharp(x1Px), sharp(y1Px), sharp(x2Px), sharp(y2Px));
  }

  private static double sharp(double px) {
    return Math.floor(px) + 0.5;
  }

  /** A listener's number in its colour. */
  protected final void tag(GraphicsContext context, int listener, double xPx, double yPx) {
    String number = String.valueOf(listener);
    double widthPx = Math.max(2 * TAG_RADIUS_PX, 6.0 * number.length() + 8);
    context.setFill(palette.listener(listener));
    context.fillRoundRect(
        xPx - widthPx / 2,
        yPx - TAG_RADIUS_PX,
        widthPx,
        2 * TAG_RADIUS_PX,
        2 * TAG_RADIUS_PX,
        2 * TAG_RADIUS_PX);
    context.setFill(palette.onListener());
    context.setFont(TAG);
    write(context, number, xPx, yPx, TextAlignment.CENTER);
    context.setFont(FIGURES);
  }

  /** A word in the middle, where there is nothing to draw. */
  protected final void say(GraphicsContext context, String word, double xPx, double yPx) {
    // No line of the frame goes through it.
    double halfPx = (word.length() / 2.0 + 1) * FIGURES.getSize() * WIDTH_TO_SIZE;
    context.setFill(palette.page());
    context.fillRect(xPx - halfPx, yPx - FIGURES.getSize(), 2 * halfPx, 2 * FIGURES.getSize());
    context.setFill(palette.text());
    context.setGlobalAlpha(FAINT);
    write(context, word, xPx, yPx, TextAlignment.CENTER);
    context.setGlobalAlpha(1);
  }
}
