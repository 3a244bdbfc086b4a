package org.portbound.ui;

import java.util.function.Supplier;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.portbound.ui.control.Fold;
import org.portbound.ui.control.Scrolling;
import org.portbound.ui.control.UiContext;

/**
 * Where one page stands, which is built when it is asked for first. What goes wrong in the page is
 * told here, above it or in its place, and the other pages run on. JavaFX thread.
 */
final class PageFrame extends VBox {
  private static final double LEAST_WIDTH_PX = 620;
  private static final double LEAST_HEIGHT_PX = 400;

  private final UiContext context;
  private final String name;
  private final Supplier<Page> builder;
  private @Nullable Page page;
  private @Nullable FaultStrip told;
  private boolean asked;
  private boolean inSight;

  /** Hears whether its page is in sight. */
  @FunctionalInterface
  interface Sight {
    /** Says whether the page is in sight now. */
    void shown(boolean inSight);
  }

  /**
   * A page.
   *
   * @param content fills the place
   * @param sight hears whether anybody looks at it
   * @param end is done when the window closes for good
   */
  record Page(Region content, Sight sight, Runnable end) {
    /** A page that leaves nothing open. */
    Page(Region content, Sight sight) {
      this(content, sight, () -> {});
    }
  }

  /**
   * @param builder builds the page, once, and again after a failure if the user wishes
   */
  PageFrame(UiContext context, String name, Supplier<Page> builder) {
    this.context = context;
    this.name = name;
    this.builder = builder;
    setMinSize(0, 0);
  }

  /** Has the page built if it never was: then its actions are there, and no click waits for it. */
  void build() {
    if (!asked) {
      asked = true;
      buildNow();
    }
  }

  private void buildNow() {
    told = null;
    try {
      Page built = context.memory().entries().fill(builder);
      page = built;
      ScrollPane place = placed(built.content());
      VBox.setVgrow(place, Priority.ALWAYS);
      getChildren().setAll(place);
    } catch (RuntimeException | Error e) {
      page = null;
      getChildren()
          .setAll(new FaultStrip(context, name, true, this::again, () -> {}).add(new Fault(e)));
    }
  }

  /** A page scrolls where it has less room than it needs: in a small window, or drawn large. */
  private static ScrollPane placed(Region page) {
    if (page.getMinWidth() == USE_COMPUTED_SIZE && !(page instanceof Fold)) {
      page.setMinSize(LEAST_WIDTH_PX, LEAST_HEIGHT_PX);
    }
    var place = Scrolling.around(page);
    place.getStyleClass().add("pb-page");
    place.setFitToWidth(true);
    place.setFitToHeight(true);
    place.setFocusTraversable(false);
    return place;
  }

  /** Says whether anybody looks at it now. */
  void shown(boolean now) {
    inSight = now;
    if (now) {
      build();
    }
    Page there = page;
    if (there != null) {
      guard(() -> there.sight().shown(now));
    }
  }

  /** Does something of the page's; what goes wrong is told here. */
  void guard(Runnable work) {
    try {
      work.run();
    } catch (RuntimeException | Error e) {
      fault(e);
    }
  }

  /** Something went wrong in the page. */
  void fault(Throwable error) {
    build();
    FaultStrip strip = told;
    if (strip == null) {
      strip = new FaultStrip(context, name, false, this::again, this::putAway);
      told = strip;
      getChildren().addFirst(strip);
    }
    strip.add(new Fault(error));
  }

  /** The window closes for good. */
  void end() {
    Page there = page;
    if (there != null) {
      guard(there.end());
    }
  }

  private void putAway() {
    if (told != null) {
      told = null;
      getChildren().removeFirst();
    }
  }

  /** A page that is there looks anew at what it shows; one that is not is built. */
  private void again() {
    if (page == null) {
      buildNow();
      shown(inSight);
    } else {
      putAway();
      shown(false);
      shown(true);
    }
  }
}
