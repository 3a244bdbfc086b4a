package org.portbound.ui.map;

import java.util.List;
import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.beans.property.ReadOnlyDoubleWrapper;
import javafx.geometry.Bounds;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.portbound.ui.control.Scrolling;

/** The map, and beside it what is known of it; in little room that stands below. JavaFX thread. */
final class MapFrame extends StackPane {
  private static final double GAP_PX = 16;
  private static final double SIDE_EM = 25;

  /** Less than this is too narrow for both side by side. */
  private static final double BESIDE_PX = 1200;

  private static final double LEAST_HEIGHT_PX = 340;

  /** Below the map its two parts stand side by side if there is this width, else in a column. */
  private static final double TWO_PARTS_PX = 760;

  private static final double LOW_MAP_PX = 220;
  private static final double SIDE_HEIGHT_PX = 600;
  private static final double LOW_SIDE_PX = 380;

  private final ScrollPane map;
  private final ScrollPane side;
  private final ReadOnlyDoubleWrapper leastHeight = new ReadOnlyDoubleWrapper(LEAST_HEIGHT_PX);
  private final Region card;
  private final Region distribution;
  private Shape shape = Shape.BESIDE;

  /** Where what is known stands: beside the map, or below it, its parts in a row or a column. */
  private enum Shape {
    BESIDE,
    ROW_BELOW,
    COLUMN_BELOW
  }

  /**
   * @param card what is known of a node of the map
   * @param distribution how a group shares
   * @param sideName what both are called for those who hear the window
   * @param type whose font is as large as the type is now
   */
  MapFrame(MapView view, Region card, Region distribution, String sideName, Label type) {
    this.map = Scrolling.around(view);
    this.side = Scrolling.byKeys(new ScrollPane());
    side.setId("map-side");
    side.setAccessibleText(sideName);
    this.card = card;
    this.distribution = distribution;
    map.setId("map-scroll");
    map.setFitToWidth(true);
    map.setMinSize(0, 0);
    map.getStyleClass().add("pb-map-scroll");
    HBox.setHgrow(map, Priority.ALWAYS);
    VBox.setVgrow(map, Priority.ALWAYS);
    side.setFitToWidth(true);
    side.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
    side.getStyleClass().add("pb-map-scroll");
    type.fontProperty()
        .subscribe(
            font -> {
              side.setMinWidth(SIDE_EM * font.getSize());
              side.setPrefWidth(SIDE_EM * font.getSize());
            });
    getStyleClass().add("pb-charts");
    compose();
    widthProperty().subscribe(this::arrange);
    map.viewportBoundsProperty().map(Bounds::getHeight).subscribe((before, now) -> view.fit(now));
  }

  private void arrange() {
    double widthPx = getWidth();
    Shape now =
        widthPx <= 0 || widthPx >= BESIDE_PX
            ? Shape.BESIDE
            : widthPx >= TWO_PARTS_PX ? Shape.ROW_BELOW : Shape.COLUMN_BELOW;
    if (now != shape) {
      shape = now;
      compose();
    }
  }

  private void compose() {
    Pane known = shape == Shape.ROW_BELOW ? new HBox(2 * GAP_PX) : new VBox(GAP_PX);
    known.getStyleClass().add("pb-map-side");
    for (Region each : List.of(card, distribution)) {
      // Half of the row each.
      each.setPrefWidth(shape == Shape.ROW_BELOW ? 0 : USE_COMPUTED_SIZE);
      HBox.setHgrow(each, Priority.ALWAYS);
    }
    known.getChildren().setAll(card, distribution);
    side.setContent(known);
    double sidePx =
        switch (shape) {
          case BESIDE -> 0;
          case ROW_BELOW -> LOW_SIDE_PX;
          case COLUMN_BELOW -> SIDE_HEIGHT_PX;
        };
    double mapPx = shape == Shape.ROW_BELOW ? LOW_MAP_PX : LEAST_HEIGHT_PX;
    getChildren()
        .setAll(shape == Shape.BESIDE ? new HBox(GAP_PX, map, side) : new VBox(GAP_PX, map, side));
    side.setMinHeight(sidePx);
    leastHeight.set(shape == Shape.BESIDE ? mapPx : mapPx + GAP_PX + sidePx);
  }

  /** What it needs; more in little width. */
  ReadOnlyDoubleProperty leastHeightProperty() {
    return leastHeight.getReadOnlyProperty();
  }

  /** The height in which the map can be seen. */
  double roomPx() {
    return map.getViewportBounds().getHeight();
  }
}
