package org.portbound.ui.refusal;

import java.util.List;
import javafx.geometry.Insets;
import javafx.geometry.Orientation;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.ScrollPane.ScrollBarPolicy;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.portbound.ui.control.Scrolling;

/**
 * The room of a card: what happened, why, and what helps. Where there is not enough for all of it,
 * the reasons scroll first: what happened and what helps stay in sight. JavaFX thread.
 */
abstract class RefusalFrame extends Region {
  private static final double MIN_ROOM_PX = 160;
  private static final double GAP_PX = 8;

  /** What helps leaves so much to the reasons. */
  private static final double LEAST_REASONS_PX = 60;

  private final VBox head = new VBox();
  private final VBox reasons = new VBox();
  private final VBox help = new VBox();
  private final ScrollPane reasonsPlace = Scrolling.byKeys(place(reasons));
  private final ScrollPane helpPlace = place(help);
  private double roomPx = MIN_ROOM_PX;

  /**
   * With nothing in it.
   *
   * @param reasonsName what the reasons are called for those who hear the window
   */
  RefusalFrame(String reasonsName) {
    reasonsPlace.setId("refusal-reasons");
    reasonsPlace.setAccessibleText(reasonsName);
    for (VBox each : List.of(head, reasons, help)) {
      each.getStyleClass().add("pb-refusal-part");
      each.setMinHeight(USE_PREF_SIZE);
    }
    getChildren().setAll(head, reasonsPlace, helpPlace);
  }

  private static ScrollPane place(VBox part) {
    ScrollPane place = Scrolling.around(part);
    place.getStyleClass().add("pb-refusal-scroll");
    place.setFitToWidth(true);
    place.setHbarPolicy(ScrollBarPolicy.NEVER);
    return place;
  }

  /** What happened; always in sight. */
  final VBox head() {
    return head;
  }

  /** By which reasons; scrolled to where there is little room. */
  final VBox reasons() {
    return reasons;
  }

  /** What helps; in sight as far as there is room at all. */
  final VBox help() {
    return help;
  }

  /** Takes everything out of it. */
  final void clear() {
    head.getChildren().clear();
    reasons.getChildren().clear();
    help.getChildren().clear();
    reasonsPlace.setVvalue(0);
    helpPlace.setVvalue(0);
  }

  /** So much height may be taken; what does not fit is scrolled to. */
  public final void setRoom(double newRoomPx) {
    roomPx = newRoomPx;
    requestLayout();
  }

  /** How high each part is in a width. */
  private record Heights(double headPx, double reasonsPx, double helpPx) {
    double sumPx() {
      return headPx + gapPx(reasonsPx) + reasonsPx + gapPx(helpPx) + helpPx;
    }
  }

  private static double gapPx(double belowPx) {
    return belowPx > 0 ? GAP_PX : 0;
  }

  /** As high as what it says, as long as the rest of the window keeps its room. */
  private Heights heights(double widthPx) {
    Insets insets = getInsets();
    double insidePx = widthPx - insets.getLeft() - insets.getRight();
    double headPx = head.prefHeight(insidePx);
    double reasonsPx = heightPx(reasons, insidePx);
    double helpPx = heightPx(help, insidePx);
    double leftPx =
        Math.max(MIN_ROOM_PX, roomPx)
            - insets.getTop()
            - insets.getBottom()
            - headPx
            - gapPx(reasonsPx)
            - gapPx(helpPx);
    double helpGetsPx = room(leftPx - Math.min(reasonsPx, LEAST_REASONS_PX), helpPx);
    return new Heights(headPx, room(leftPx - helpGetsPx, reasonsPx), helpGetsPx);
  }

  private static double heightPx(VBox part, double widthPx) {
    return part.getChildren().isEmpty() ? 0 : Math.ceil(part.prefHeight(widthPx));
  }

  private static double room(double leftPx, double wantedPx) {
    return Math.max(0, Math.min(leftPx, wantedPx));
  }

  @Override
  public final Orientation getContentBias() {
    return Orientation.HORIZONTAL;
  }

  @Override
  protected final double computeMinWidth(double heightPx) {
    return 0;
  }

  @Override
  protected final double computePrefHeight(double widthPx) {
    Insets insets = getInsets();
    return insets.getTop()
        + heights(widthPx < 0 ? getWidth() : widthPx).sumPx()
        + insets.getBottom();
  }

  @Override
  protected final double computeMinHeight(double widthPx) {
    return computePrefHeight(widthPx);
  }

  @Override
  protected final double computeMaxHeight(double widthPx) {
    return computePrefHeight(widthPx);
  }

  @Override
  protected final void layoutChildren() {
    Insets insets = getInsets();
    Heights heights = heights(getWidth());
    double leftPx = insets.getLeft();
    double insidePx = getWidth() - leftPx - insets.getRight();
    double y = insets.getTop();
    head.resizeRelocate(leftPx, y, insidePx, heights.headPx());
    y += heights.headPx() + gapPx(heights.reasonsPx());
    give(reasonsPlace, leftPx, y, insidePx, heights.reasonsPx());
    y += heights.reasonsPx() + gapPx(heights.helpPx());
    give(helpPlace, leftPx, y, insidePx, heights.helpPx());
  }

  private static void give(Region place, double x, double y, double widthPx, double heightPx) {
    place.setVisible(heightPx > 0);
    place.resizeRelocate(x, y, widthPx, heightPx);
  }
}
