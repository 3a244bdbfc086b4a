package org.portbound.ui.guide;

import java.util.List;
import java.util.function.Consumer;
import javafx.beans.binding.Bindings;
import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.geometry.Rectangle2D;
import javafx.scene.Scene;
import javafx.stage.Screen;
import javafx.stage.Stage;
import javafx.stage.Window;
import org.jspecify.annotations.Nullable;
import org.portbound.guide.Chapter;
import org.portbound.guide.Guide;
import org.portbound.guide.Place;
import org.portbound.ui.control.Action;
import org.portbound.ui.control.Action.Kind;
import org.portbound.ui.control.Magnifier;
import org.portbound.ui.control.PopupZoom;
import org.portbound.ui.control.UiContext;

/**
 * The guide's window. It is opened at a chapter, and stays where it is when the main window is
 * built anew in another language. JavaFX thread.
 */
public final class GuideWindow {
  private static final double WIDTH_PX = 1080;
  private static final double HEIGHT_PX = 760;
  private static final double LEAST_WIDTH_PX = 480;
  private static final double LEAST_HEIGHT_PX = 320;

  private final UiContext context;
  private final Scene beside;
  private final ReadOnlyDoubleProperty factor;
  private final Consumer<Scene> keys;
  private final Trail trail;
  private @Nullable GuidePane pane;
  private @Nullable PopupZoom popups;
  private boolean left;
  private List<Chapter> chapters = List.of();

  /**
   * A window that is not shown yet.
   *
   * @param beside the main window's scene, whose colours it wears
   * @param factor so many times as large everything is drawn
   * @param keys gives a scene the keys that change size and colours
   */
  public GuideWindow(
      UiContext context, Scene beside, ReadOnlyDoubleProperty factor, Consumer<Scene> keys) {
    this.context = context;
    this.beside = beside;
    this.factor = factor;
    this.keys = keys;
    this.trail = context.memory().keep(Trail.class, Trail::new);
    context.actions().beforeSearch(this::readChapters);
    context.actions().addEach(this::openings);
  }

  private void readChapters() {
    if (chapters.isEmpty()) {
      context
          .commands()
          .ask(
              () -> Guide.in(context.texts().locale()).chapters(),
              read -> {
                chapters = read;
                context.actions().changed();
              });
    }
  }

  /** One for each chapter, which opens it. */
  private List<Action> openings() {
    return chapters.stream()
        .map(
            each ->
                new Action(
                    "guide-" + each.name(), Kind.GUIDE, each.title(), () -> show(each.name())))
        .toList();
  }

  /** Opens a chapter, in front. */
  public void show(String chapter) {
    whenRead(
        shown -> {
          shown.go(new Place(chapter, ""));
          Stage stage = trail.stage().orElseThrow();
          stage.show();
          stage.toFront();
          shown.read();
        });
  }

  /** The main window makes way for one in another language. */
  public void leave() {
    left = true;
    GuidePane shown = pane;
    if (shown != null) {
      shown.leave();
    }
    PopupZoom following = popups;
    if (following != null) {
      following.close();
    }
  }

  /** This window is the one that shows it now, if it was open. */
  public void takeOver() {
    if (trail.stage().filter(Stage::isShowing).isPresent()) {
      whenRead(GuidePane::comeBack);
    }
  }

  /** The chapters are read once, away from the window. */
  private void whenRead(Consumer<GuidePane> then) {
    GuidePane read = pane;
    if (read != null) {
      then.accept(read);
      return;
    }
    context
        .commands()
        .ask(
            () -> Guide.in(context.texts().locale()),
            guide -> {
              if (!left) {
                then.accept(built(guide));
              }
            });
  }

  /** Two may have asked before the first answer came. */
  private GuidePane built(Guide guide) {
    GuidePane before = pane;
    GuidePane now = before == null ? build(guide) : before;
    pane = now;
    return now;
  }

  private GuidePane build(Guide guide) {
    var built = new GuidePane(context, guide, trail);
    Stage stage = trail.stage().orElseGet(this::open);
    var root = new Magnifier(built, factor);
    Scene before = stage.getScene();
    var scene =
        before == null ? new Scene(root) : new Scene(root, before.getWidth(), before.getHeight());
    scene.getStylesheets().setAll(beside.getStylesheets());
    Bindings.bindContent(root.getStyleClass(), beside.getRoot().getStyleClass());
    keys.accept(scene);
    built.addKeys(scene, stage::close);
    stage.setTitle(context.say("ui.guide.title"));
    stage.setScene(scene);
    popups = new PopupZoom(scene, factor);
    return built;
  }

  private Stage open() {
    var stage = new Stage();
    Window owner = beside.getWindow();
    stage.initOwner(owner);
    Rectangle2D screen = screenOf(owner);
    stage.setWidth(Math.min(WIDTH_PX, screen.getWidth()));
    stage.setHeight(Math.min(HEIGHT_PX, screen.getHeight()));
    stage.setMinWidth(LEAST_WIDTH_PX);
    stage.setMinHeight(LEAST_HEIGHT_PX);
    // Not every desktop closes it with its owner.
    owner
        .showingProperty()
        .subscribe(
            showing -> {
              if (!showing) {
                stage.close();
              }
            });
    trail.stage(stage);
    return stage;
  }

  private static Rectangle2D screenOf(Window window) {
    List<Screen> screens =
        Screen.getScreensForRectangle(
            window.getX(), window.getY(), window.getWidth(), window.getHeight());
    return (screens.isEmpty() ? Screen.getPrimary() : screens.getFirst()).getVisualBounds();
  }
}
