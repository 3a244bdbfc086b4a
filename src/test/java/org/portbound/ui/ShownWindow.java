package org.portbound.ui;

import java.util.concurrent.CountDownLatch;
import javafx.application.Platform;
import javafx.scene.Node;
import javafx.stage.Stage;
import org.portbound.ui.control.Settings;
import org.portbound.workbench.Workbench;

/**
 * The window of a benchmark, in software rendering unless properties say otherwise; without a
 * display if there is none, and then not wider than JavaFX's headless screen. One a process.
 */
final class ShownWindow implements AutoCloseable {
  private final PortboundApp app = new PortboundApp();
  private final Stage stage;

  private ShownWindow(Stage stage) {
    this.stage = stage;
  }

  /** Starts JavaFX and shows the window on what this engine has. */
  static ShownWindow of(Workbench workbench) throws Exception {
    System.getProperties().putIfAbsent("prism.order", "sw");
    if (System.getenv("DISPLAY") == null) {
      System.getProperties().putIfAbsent("glass.platform", "Headless");
    }
    var started = new CountDownLatch(1);
    Platform.startup(started::countDown);
    started.await();
    var window = new ShownWindow(WindowBenchmark.onFx(Stage::new));
    WindowBenchmark.onFx(
        () -> {
          window.app.show(window.stage, workbench, Settings.unsaved());
          return window;
        });
    return window;
  }

  /** A node of the window, on JavaFX's thread. */
  Node lookup(String selector) {
    return stage.getScene().lookup(selector);
  }

  @Override
  public void close() throws Exception {
    WindowBenchmark.onFx(
        () -> {
          app.stop();
          return stage;
        });
  }
}
