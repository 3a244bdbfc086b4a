package org.portbound.ui.map;

import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.beans.property.ReadOnlyDoubleWrapper;
import javafx.geometry.Bounds;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.HBox;
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
  private static final double BESIDE_PX = 900;

  private static final double LEAST_HEIGHT_PX = 340;
  private static final double SIDE_HEIGHT_PX = 600;

  private final ScrollPane map;
  private final ScrollPane side;
  private final ReadOnlyDoubleWrapper leastHeight = new ReadOnlyDoubleWrapper(LEAST_HEIGHT_PX);
  private boolean below;

  /**
   * @param known what is known of the map
   * @param type whose font is as large as the type is now
   */
  MapFrame(MapView view, Region known, Label type) {
    this.map = Scrolling.around(view);
    this.side = Scrolling.around(known);
    map.setId("map-scroll");
    map.setFitToWidth(true);
    map.setMinSize(0, 0);
    map.getStyleClass().add("pb-map-scroll");
    HBox.setHgrow(map, Priority.ALWAYS);
    VBox.setVgrow(map, Priority.ALWAYS);
    known.getStyleClass().add("pb-map-side");
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
    getChildren().setAll(new HBox(GAP_PX, map, side));
    widthProperty().subscribe(this::arrange);
    map.viewportBoundsProperty().map(Bounds::getHeight).subscribe((before, now) -> view.fit(now));
  }

  private void arrange() {
    boolean narrow = getWidth() > 0 && getWidth() < BESIDE_PX;
    if (narrow == below) {
      return;
    }
    below = narrow;
    getChildren().setAll(below ? new VBox(GAP_PX, map, side) : new HBox(GAP_PX, map, side));
    side.setMinHeight(below ? SIDE_HEIGHT_PX : 0);
    leastHeight.set(below ? LEAST_HEIGHT_PX + GAP_PX + SIDE_HEIGHT_PX : LEAST_HEIGHT_PX);
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
