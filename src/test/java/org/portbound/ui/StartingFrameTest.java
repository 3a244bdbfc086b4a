package org.portbound.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import javafx.animation.AnimationTimer;
import javafx.application.Platform;
import javafx.scene.Node;
import javafx.stage.Stage;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.portbound.file.MessageStore;
import org.portbound.ui.control.Settings;
import org.portbound.workbench.Providers;
import org.portbound.workbench.Workbench;
import org.testfx.api.FxToolkit;

/** The window stands before it is filled. */
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
              open(app, stage);
              return stage.isShowing() && stage.getScene().lookup("#bind-none") == null;
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
          open(app, stage);
          stage.close();
          return true;
        });
    var frames = new AtomicInteger();
    awaitFrame(() -> frames.incrementAndGet() > StartingFrame.FRAMES + 2);
    WindowDriver.onFx(
        () -> {
          assertNull(stage.getScene().lookup("#bind-none"));
          app.stop();
          return true;
        });
  }

  private static Stage stage() throws Exception {
    FxToolkit.registerPrimaryStage();
    return WindowDriver.onFx(Stage::new);
  }

  private PortboundApp app() {
    return new PortboundApp(new GivenFiles(), new MessageStore(folder.resolve("messages.json")));
  }

  private static void open(PortboundApp app, Stage stage) {
    Workbench workbench = Workbench.open(Providers.standard(), 8 << 20);
    app.open(stage, workbench, Settings.unsaved(), Optional.of(Locale.of("id")), Optional.empty());
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
