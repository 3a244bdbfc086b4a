package org.portbound.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import javafx.animation.AnimationTimer;
import javafx.application.Platform;
import javafx.scene.Node;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.stage.Stage;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.portbound.file.MessageStore;
import org.portbound.lesson.LessonFile;
import org.portbound.ui.control.Action;
import org.portbound.ui.control.Settings;
import org.portbound.ui.palette.Palette;
import org.portbound.workbench.Providers;
import org.portbound.workbench.Workbench;
import org.testfx.api.FxToolkit;

/** The window stands before it is filled, and its first page before the others are built. */
@Tag("long")
@Timeout(value = 120, unit = TimeUnit.SECONDS)
final class StartingFrameTest {
  private static final long TIMEOUT_S = 100;

  @TempDir private Path folder = Path.of("");

  @Test
  void theWindowStandsAtOnceAndItsContentFollows() throws Exception {
    Stage stage = stage();
    PortboundApp app = app();
    boolean standing =
        WindowDriver.onFx(
            () -> {
              open(app, stage, Settings.unsaved());
              return stage.isShowing() && !isFilled(stage);
            });
    assertTrue(standing);
    awaitFrame(() -> stage.getScene().lookup("#palette") != null);
    WindowDriver.onFx(
        () -> {
          assertTrue(node(stage, "#bind-none").getAccessibleText().startsWith("Ikat tanpa reuse"));
          assertEquals(stage.getWidth(), stage.getScene().getWidth());
          assertNotNull(stage.getScene().getFocusOwner());
          Drawing.write(stage.getScene().snapshot(null), "starting-filled");
          app.stop();
          stage.close();
          return true;
        });
  }

  @Test
  void aWindowThatIsClosedBeforeIsNotFilled() throws Exception {
    Stage stage = stage();
    PortboundApp app = app();
    WindowDriver.onFx(
        () -> {
          open(app, stage, Settings.unsaved());
          stage.close();
          return true;
        });
    var frames = new AtomicInteger();
    awaitFrame(() -> frames.incrementAndGet() > StartingFrame.FRAMES + 2);
    WindowDriver.onFx(
        () -> {
          assertNull(node(stage, "#bind-none"));
          app.stop();
          return true;
        });
  }

  @Test
  void whatIsKeptForAPageOutlivesAWindowThatNeverShowedIt() throws Exception {
    Settings settings = Settings.unsaved();
    try (var window = WindowDriver.open(engine(), settings, 1280, 800)) {
      window.click("#page-probe").type("#probe-send-port", "4711").click("#probe-listen-share");
      window.click("#page-desk").type("#bind-port", "4712");
    }
    Stage stage = stage();
    PortboundApp app = app();
    WindowDriver.onFx(() -> open(app, stage, settings));
    awaitFrame(() -> isFilled(stage));
    WindowDriver.onFx(
        () -> {
          assertEquals("4712", ((TextField) node(stage, "#bind-port")).getText());
          assertNull(node(stage, "#palette"), "what comes before the other pages is not there yet");
          app.stop();
          stage.close();
          return true;
        });
    try (var window = WindowDriver.open(engine(), settings, 1280, 800)) {
      window.click("#page-probe");
      assertEquals("4711", window.text("#probe-send-port"));
      assertTrue(
          WindowDriver.onFx(() -> ((CheckBox) window.node("#probe-listen-share")).isSelected()));
    }
  }

  @Test
  void aPageThatIsNotBuiltYetIsFoundAtOnce() throws Exception {
    Stage stage = stage();
    PortboundApp app = app();
    WindowDriver.onFx(() -> open(app, stage, Settings.unsaved()));
    awaitFrame(() -> isFilled(stage));
    WindowDriver.onFx(
        () -> {
          press(stage, pageKey(KeyCode.DIGIT6));
          stage.getScene().getRoot().applyCss();
          assertNotNull(node(stage, "#interfaces-table"));
          press(stage, pageKey(KeyCode.DIGIT1));
          press(stage, Palette.KEY);
          var offered = new HashSet<String>();
          for (Object each : ((ListView<?>) node(stage, "#palette-list")).getItems()) {
            offered.add(((Action) each).id());
          }
          LessonFile.builtIn()
              .forEach(each -> assertTrue(offered.contains("lesson-" + each.name())));
          app.stop();
          stage.close();
          return true;
        });
  }

  private static KeyCombination pageKey(KeyCode digit) {
    return new KeyCodeCombination(digit, KeyCombination.SHORTCUT_DOWN);
  }

  private static void press(Stage stage, KeyCombination key) {
    Objects.requireNonNull(stage.getScene().getAccelerators().get(key)).run();
  }

  private static boolean isFilled(Stage stage) {
    return node(stage, "#bind-none") != null;
  }

  private static Workbench engine() {
    return Workbench.open(Providers.standard(), 8 << 20);
  }

  private static Stage stage() throws Exception {
    FxToolkit.registerPrimaryStage();
    return WindowDriver.onFx(Stage::new);
  }

  private PortboundApp app() {
    return new PortboundApp(new GivenFiles(), new MessageStore(folder.resolve("messages.json")));
  }

  private static boolean open(PortboundApp app, Stage stage, Settings settings) {
    app.open(stage, engine(), settings, Optional.of(Locale.of("id")), Optional.empty());
    return true;
  }

  private static Node node(Stage stage, String id) {
    return stage.getScene().lookup(id);
  }

  /** Looks once a frame: the JavaFX thread answers nobody while it fills the window. */
  private static void awaitFrame(BooleanSupplier condition) throws Exception {
    var held = new CountDownLatch(1);
    var timer =
        new AnimationTimer() {
          @Override
          public void handle(long nowNs) {
            if (condition.getAsBoolean()) {
              held.countDown();
            }
          }
        };
    Platform.runLater(timer::start);
    assertTrue(held.await(TIMEOUT_S, TimeUnit.SECONDS));
    Platform.runLater(timer::stop);
  }
}
