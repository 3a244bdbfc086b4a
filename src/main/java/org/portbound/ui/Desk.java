package org.portbound.ui;

import java.util.List;
import javafx.scene.Node;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.portbound.ui.control.Fold;
import org.portbound.ui.control.LateChildren;

/**
 * The first page: the form and the listeners at the left; what was refused, the datagrams, sending
 * and the calls at the right. JavaFX thread.
 */
final class Desk extends Fold {
  private static final Shape SHAPE = new Shape(400, 388, 740, 980, 620, 600, 700, 760);

  /** For a class: the listeners alone at the left, or above in the room of one and a half. */
  private static final Shape PRESENTED = new Shape(340, 340, 0, 800, 480, 300, 300, 190);

  /** The least that table, send panel and what is below it need below a refusal. */
  private static final double OTHER_PANES_PX = 410;

  /** The same where sending and the calls are not shown. */
  private static final double TABLE_PX = 180;

  private static final double BOTTOM_PX = 142;

  /** So much of its height the bottom pane gives away before anything is cut. */
  private static final double BOTTOM_GIVES_PX = 60;

  private static final double LOW_PX = 724;
  private static final double BOTTOM_GROWTH = 0.25;

  private final Region form;
  private final VBox left;
  private final VBox right;
  private final LateChildren panels;
  private final List<Node> belowTable;
  private final Wishes wishes;
  private boolean enlarged;
  private boolean presented;

  /**
   * @param table takes the room that is left
   */
  Desk(Region form, Region listeners, Wishes wishes, Region table) {
    super(SHAPE);
    this.form = form;
    this.wishes = wishes;
    left = new VBox(form, listeners);
    left.getStyleClass().add("pb-left");
    VBox.setVgrow(listeners, Priority.ALWAYS);
    BottomPane bottom = wishes.bottomPane();
    belowTable = List.of(wishes.sendPanel(), bottom);
    right = new VBox();
    panels =
        LateChildren.of(
            right,
            wishes.refusalCard(),
            wishes.examinePanel(),
            wishes.groupsPanel(),
            table,
            wishes.sendPanel(),
            bottom);
    right.getStyleClass().add("pb-right");
    VBox.setVgrow(table, Priority.ALWAYS);
    // The page gives the column its height; what is in it never stretches it.
    right.heightProperty().subscribe(this::fitPanels);
    bottom.prefHeightProperty().bind(right.heightProperty().map(Desk::bottomHeightPx));
    bottom.minHeightProperty().bind(bottom.prefHeightProperty().subtract(BOTTOM_GIVES_PX));
    compose(left, right);
  }

  /** Five lines in a low window, more in a high one. */
  private static double bottomHeightPx(Number heightPx) {
    return BOTTOM_PX + Math.max(0, heightPx.doubleValue() - LOW_PX) * BOTTOM_GROWTH;
  }

  private void fitPanels() {
    double roomPx = right.getHeight() - (presented ? TABLE_PX : OTHER_PANES_PX);
    wishes.refusalCard().setRoom(roomPx);
    wishes.examinePanel().setRoom(roomPx);
    wishes.groupsPanel().setRoom(roomPx);
  }

  /** Leaves the whole page to the table, or takes it back. */
  void enlargeTable(boolean now) {
    enlarged = now;
    showParts();
  }

  /** For a class: the listeners, what was refused, and the datagrams; nothing to fill in. */
  void present(boolean now) {
    presented = now;
    reshape(now ? PRESENTED : SHAPE);
    showParts();
    fitPanels();
  }

  private void showParts() {
    show(form, !presented);
    show(left, !enlarged);
    belowTable.forEach(each -> show(each, !enlarged && !presented));
  }

  private static void show(Node part, boolean shown) {
    part.setVisible(shown);
    part.setManaged(shown);
  }

  /** What can wait until the window has been drawn. */
  List<Runnable> later() {
    return panels.pieces();
  }
}
