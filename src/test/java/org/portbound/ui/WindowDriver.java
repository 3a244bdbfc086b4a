package org.portbound.ui;

import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import javafx.application.ColorScheme;
import javafx.geometry.Bounds;
import javafx.geometry.Point2D;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Labeled;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextInputControl;
import javafx.scene.control.Tooltip;
import javafx.scene.image.WritableImage;
import javafx.scene.input.ContextMenuEvent;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.stage.Stage;
import javafx.stage.Window;
import org.jspecify.annotations.Nullable;
import org.portbound.file.MessageStore;
import org.portbound.ui.control.FileChoice;
import org.portbound.ui.control.HintLine;
import org.portbound.ui.control.Settings;
import org.portbound.workbench.ListenerState;
import org.portbound.workbench.Providers;
import org.portbound.workbench.Workbench;
import org.testfx.api.FxRobot;
import org.testfx.api.FxToolkit;
import org.testfx.util.NodeQueryUtils;
import org.testfx.util.WaitForAsyncUtils;

/** Opens the window on a real workbench and uses it as a user would: clicks, keys, looking. */
final class WindowDriver implements AutoCloseable {
  private static final long TIMEOUT_S = 60;

  /**
   * The first window of a process takes long on a machine that is busy; given up halfway it would
   * stay there and take the clicks of all tests after it.
   */
  private static final long OPEN_TIMEOUT_S = 120;

  private static final long ENGINE_BYTES = 8 << 20;
  private static final double LAPTOP_WIDTH_PX = 1280;
  private static final double LAPTOP_HEIGHT_PX = 800;

  private final FxRobot robot = Hand.ROBOT;
  private final Workbench workbench;
  private final PortboundApp app;
  private final Stage stage;

  /**
   * One for all windows: each of JavaFX's headless robots holds on to the window it was last in,
   * and that window to the robot before it, so that none would ever go.
   */
  private static final class Hand {
    static final FxRobot ROBOT = new FxRobot();
  }

  private WindowDriver(Workbench workbench, PortboundApp app, Stage stage) {
    this.workbench = workbench;
    this.app = app;
    this.stage = stage;
  }

  /** Opens a light window of a laptop's size on an engine of its own. */
  static WindowDriver open() {
    return open(new GivenFiles());
  }

  /** The same; the user's choices of files are given. */
  static WindowDriver open(FileChoice files) {
    var workbench = Workbench.open(Providers.standard(), ENGINE_BYTES);
    return open(workbench, LAPTOP_WIDTH_PX, LAPTOP_HEIGHT_PX, files).dress(ColorScheme.LIGHT);
  }

  /** Opens the window with this size; the driver closes it, and the workbench with it. */
  static WindowDriver open(Workbench workbench, double widthPx, double heightPx) {
    return open(workbench, Settings.unsaved(), widthPx, heightPx);
  }

  /** The same; the user's choices of files are given. */
  static WindowDriver open(Workbench workbench, double widthPx, double heightPx, FileChoice files) {
    return open(workbench, Settings.unsaved(), widthPx, heightPx, files);
  }

  /** The same, with the settings of an earlier window. */
  static WindowDriver open(
      Workbench workbench, Settings settings, double widthPx, double heightPx) {
    return open(workbench, settings, widthPx, heightPx, new GivenFiles());
  }

  private static WindowDriver open(
      Workbench workbench, Settings settings, double widthPx, double heightPx, FileChoice files) {
    start();
    return onFx(
        () -> open(new Stage(), workbench, settings, widthPx, heightPx, files), OPEN_TIMEOUT_S);
  }

  private static void start() {
    try {
      FxToolkit.registerPrimaryStage();
    } catch (TimeoutException e) {
      throw new AssertionError("JavaFX did not start", e);
    }
  }

  private static WindowDriver open(
      Stage stage,
      Workbench workbench,
      Settings settings,
      double widthPx,
      double heightPx,
      FileChoice files)
      throws IOException {
    var app = new PortboundApp(files, messages());
    app.show(stage, workbench, settings);
    stage.setWidth(widthPx);
    stage.setHeight(heightPx);
    stage.setX(0);
    stage.setY(0);
    return new WindowDriver(workbench, app, stage);
  }

  /** Each window has its own, in a place that goes with the build. */
  private static MessageStore messages() throws IOException {
    Path folder = Path.of(System.getProperty("java.io.tmpdir"));
    Path own = Files.createTempDirectory(folder, "portbound-messages");
    own.toFile().deleteOnExit();
    Path file = own.resolve("messages.json");
    file.toFile().deleteOnExit();
    own.resolve("messages.json.lock").toFile().deleteOnExit();
    return new MessageStore(file);
  }

  static <T> T onFx(Callable<T> action) {
    return onFx(action, TIMEOUT_S);
  }

  private static <T> T onFx(Callable<T> action, long timeoutS) {
    try {
      return WaitForAsyncUtils.asyncFx(action).get(timeoutS, TimeUnit.SECONDS);
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  Workbench workbench() {
    return workbench;
  }

  /** The listeners that are open, in words: where, how shared, with which groups, until when. */
  List<String> listening() {
    return workbench.listeners().stream()
        .filter(each -> each.state() == ListenerState.OPEN)
        .map(
            each ->
                each.local()
                    + " "
                    + each.reuse()
                    + " "
                    + each.groups()
                    + " "
                    + each.plan().closeOnExit())
        .toList();
  }

  FxRobot robot() {
    return robot;
  }

  Scene scene() {
    return stage.getScene();
  }

  /** Clicks what is visible under this id, such as {@code #bind-none}. */
  WindowDriver click(String id) {
    await(id + " is there and on", () -> exists(id) && !node(id).isDisabled());
    pressOn(node(id));
    WaitForAsyncUtils.waitForFxEvents();
    return this;
  }

  /** Opens the menu of what is under this id, as the menu key would. */
  WindowDriver menuOf(String id) {
    Node node = node(id);
    onFx(
        () -> {
          Bounds bounds = node.localToScreen(node.getLayoutBounds());
          node.fireEvent(
              new ContextMenuEvent(
                  ContextMenuEvent.CONTEXT_MENU_REQUESTED,
                  0,
                  0,
                  bounds.getCenterX(),
                  bounds.getCenterY(),
                  true,
                  null));
          return true;
        });
    WaitForAsyncUtils.waitForFxEvents();
    return this;
  }

  /**
   * The pointer jumps there: on its way it would take a step for every few pixels, and a tooltip of
   * where it was would be gone when it arrives.
   */
  private void pressOn(Node node) {
    Bounds bounds = onFx(() -> node.localToScreen(node.getLayoutBounds()));
    robot
        .robotContext()
        .getMouseRobot()
        .move(new Point2D(bounds.getCenterX(), bounds.getCenterY()));
    onFx(
        () -> {
          List.copyOf(Window.getWindows()).stream()
              .filter(Tooltip.class::isInstance)
              .forEach(Window::hide);
          return true;
        });
    robot.clickOn(MouseButton.PRIMARY);
  }

  /** Brings what is in a scrolled pane into sight, as the wheel would. */
  WindowDriver scrollTo(String id) {
    onFx(
        () -> {
          Node found = find(id);
          for (Node above = found; above != null; above = above.getParent()) {
            if (above instanceof ScrollPane pane && found != null) {
              pane.applyCss();
              pane.layout();
              double contentPx = pane.getContent().getBoundsInLocal().getHeight();
              double hiddenPx = contentPx - pane.getViewportBounds().getHeight();
              Bounds bounds = found.localToScene(found.getBoundsInLocal());
              double topPx = pane.getContent().sceneToLocal(bounds).getMinY();
              pane.setVvalue(hiddenPx <= 0 ? 0 : Math.min(1, topPx / hiddenPx));
            }
          }
          return true;
        });
    WaitForAsyncUtils.waitForFxEvents();
    return this;
  }

  /** Replaces what stands in a field by typing. */
  WindowDriver type(String id, String text) {
    pressOn(node(id));
    robot.push(KeyCode.SHORTCUT, KeyCode.A).push(KeyCode.BACK_SPACE);
    robot.write(text, 0);
    WaitForAsyncUtils.waitForFxEvents();
    return this;
  }

  /** Presses keys together. */
  WindowDriver press(KeyCode... keys) {
    robot.push(keys);
    WaitForAsyncUtils.waitForFxEvents();
    return this;
  }

  boolean exists(String id) {
    return onFx(() -> Optional.ofNullable(find(id))).isPresent();
  }

  Node node(String id) {
    return onFx(() -> Optional.ofNullable(find(id)))
        .orElseThrow(() -> new AssertionError("no " + id + " in the window"));
  }

  /** In the window or in a pop-up; null if it is not in sight. */
  private static @Nullable Node find(String id) {
    for (Window window : Window.getWindows()) {
      for (Node found : window.getScene().getRoot().lookupAll(id)) {
        if (NodeQueryUtils.isVisible().test(found)) {
          return found;
        }
      }
    }
    return null;
  }

  /** The words that stand in a label, button or field. */
  String text(String id) {
    return onFx(
        () ->
            switch (find(id)) {
              case Labeled labeled -> labeled.getText();
              case TextInputControl input -> input.getText();
              case HintLine hint -> hint.sentence();
              case ComboBox<?> box -> box.getEditor().getText();
              case null -> "";
              default -> throw new AssertionError(id + " has no text");
            });
  }

  /** Waits until a condition holds; it is looked at on the JavaFX thread. */
  WindowDriver await(String what, BooleanSupplier condition) {
    try {
      WaitForAsyncUtils.waitFor(TIMEOUT_S, TimeUnit.SECONDS, condition::getAsBoolean);
    } catch (TimeoutException e) {
      picture("in-vain");
      throw new AssertionError("waited in vain until " + what + ". " + situation(), e);
    }
    WaitForAsyncUtils.waitForFxEvents();
    return this;
  }

  /** What the window says meanwhile, for whoever reads of a failure. */
  private String situation() {
    return "Notice: %s; last bind: %s; refusal: %s; listening: %s; focus: %s"
        .formatted(
            notice(),
            text("#bind-outcome"),
            text("#refusal-headline"),
            listening(),
            onFx(() -> scene().getFocusOwner()));
  }

  /** Waits until a label shows this text. */
  WindowDriver awaitText(String id, String expected) {
    return await(
        id + " says " + expected + ", not " + (exists(id) ? text(id) : "nothing"),
        () -> exists(id) && text(id).contains(expected));
  }

  WindowDriver dress(ColorScheme scheme) {
    boolean dark = onFx(() -> scene().getRoot().getStyleClass().contains("pb-dark"));
    if (dark != (scheme == ColorScheme.DARK)) {
      click("#theme-toggle");
    }
    return this;
  }

  /** Leaves a picture of the window as it is now. */
  WindowDriver picture(String name) {
    WaitForAsyncUtils.waitForFxEvents();
    Drawing.write(onFx(() -> scene().snapshot(null)), name);
    return this;
  }

  /** Leaves a picture of the pop-up in which a node is. */
  WindowDriver picture(String name, String id) {
    Node inside = node(id);
    Drawing.write(onFx(() -> inside.getScene().snapshot(null)), name);
    return this;
  }

  /** Leaves a picture of a part of the window: of what is under this id, or above it. */
  WindowDriver picture(String name, String id, Predicate<Node> part) {
    WaitForAsyncUtils.waitForFxEvents();
    Node inside = node(id);
    Drawing.write(
        onFx(
            () -> {
              Node whole = inside;
              while (!part.test(whole)) {
                whole = whole.getParent();
              }
              Bounds bounds = whole.localToScene(whole.getLayoutBounds());
              return new WritableImage(
                  scene().snapshot(null).getPixelReader(),
                  (int) bounds.getMinX(),
                  (int) bounds.getMinY(),
                  (int) bounds.getWidth(),
                  (int) bounds.getHeight());
            }),
        name);
    return this;
  }

  /**
   * Leaves a picture of the window as it would be in another size: the headless screen has room for
   * 1,000 lines only.
   */
  WindowDriver picture(String name, double widthPx, double heightPx) {
    WaitForAsyncUtils.waitForFxEvents();
    Drawing.write(onFx(() -> Drawing.of(scene(), widthPx, heightPx)), name);
    return this;
  }

  /** What the line of notices says, or nothing while it is hidden. */
  String notice() {
    return onFx(() -> find("#notifications") instanceof Notifications line ? line.words() : "");
  }

  /** Closes the window; fails if an exception ended there that nobody expected. */
  @Override
  public void close() {
    String last = notice();
    boolean fault = onFx(() -> scene().getRoot().lookup(".pb-fault") != null);
    if (fault) {
      picture("fault-at-the-end");
    }
    closeAfterFault();
    assertFalse(last.contains("nobody expected"), last);
    assertFalse(fault, "a page tells of a fault");
  }

  /** Closes the window, whatever it says. */
  void closeAfterFault() {
    onFx(
        () -> {
          stage.close();
          // JavaFX's headless windows hold on to the one before them, which is to hold no more.
          stage.setScene(null);
          app.stop();
          return true;
        });
  }
}
