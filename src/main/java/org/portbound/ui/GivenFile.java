package org.portbound.ui;

import java.nio.file.Path;
import javafx.scene.Scene;
import javafx.scene.input.DragEvent;
import javafx.scene.input.TransferMode;
import org.portbound.file.bench.BenchFile;
import org.portbound.ui.traffic.file.FileDesk;

/**
 * A file that somebody hands to the program: dropped onto the window, or named at its start. A
 * workbench is a workbench wherever it is dropped; anything else is taken for a capture, unless
 * what it is dropped on takes it. JavaFX thread.
 */
final class GivenFile {
  private final BenchWishes benches;
  private final FileDesk captures;
  private final Runnable showDesk;

  /**
   * @param showDesk brings the page with the datagrams into sight
   */
  GivenFile(BenchWishes benches, FileDesk captures, Runnable showDesk) {
    this.benches = benches;
    this.captures = captures;
    this.showDesk = showDesk;
  }

  /** Opens it. */
  void open(Path file) {
    if (BenchFile.isNamedSo(file)) {
      benches.open(file);
    } else {
      showDesk.run();
      captures.open(file);
    }
  }

  /** Takes what is dropped onto the window. */
  void addTo(Scene scene) {
    scene.addEventFilter(DragEvent.DRAG_OVER, event -> offer(event, true));
    scene.addEventFilter(DragEvent.DRAG_DROPPED, event -> drop(event, true));
    scene.addEventHandler(DragEvent.DRAG_OVER, event -> offer(event, false));
    scene.addEventHandler(DragEvent.DRAG_DROPPED, event -> drop(event, false));
  }

  private static boolean takes(DragEvent event, boolean workbenchOnly) {
    return event.getDragboard().hasFiles()
        && !event.getDragboard().getFiles().isEmpty()
        && (!workbenchOnly
            || BenchFile.isNamedSo(event.getDragboard().getFiles().getFirst().toPath()));
  }

  private static void offer(DragEvent event, boolean workbenchOnly) {
    if (takes(event, workbenchOnly)) {
      event.acceptTransferModes(TransferMode.COPY);
      event.consume();
    }
  }

  private void drop(DragEvent event, boolean workbenchOnly) {
    if (takes(event, workbenchOnly)) {
      open(event.getDragboard().getFiles().getFirst().toPath());
      event.setDropCompleted(true);
      event.consume();
    }
  }
}
