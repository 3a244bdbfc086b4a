package org.portbound.ui.traffic.file;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import javafx.scene.Scene;
import javafx.scene.input.DragEvent;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.TransferMode;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.portbound.capture.Marks;
import org.portbound.file.CaptureFile;
import org.portbound.file.RecordedListeners;
import org.portbound.ui.control.UiContext;
import org.portbound.ui.traffic.TrafficPane;
import org.portbound.workbench.Workbench;

/** The datagrams with everything that files have to do with them: record, save, open. */
public final class FileDesk extends VBox {
  private static final KeyCombination SAVE =
      new KeyCodeCombination(KeyCode.S, KeyCombination.SHORTCUT_DOWN);
  private static final KeyCombination OPEN =
      new KeyCodeCombination(KeyCode.O, KeyCombination.SHORTCUT_DOWN);

  private final Workbench workbench;
  private final TrafficPane traffic;
  private final RecordControl record;
  private final SaveControl save;
  private final OpenControl open;
  private Marks marks;
  private RecordedListeners names = this::liveName;

  /** Puts its buttons into the pane's header and its lines above it. */
  public FileDesk(UiContext context, Workbench workbench, TrafficPane traffic) {
    this.workbench = workbench;
    this.traffic = traffic;
    this.marks = workbench.marks();
    this.record = new RecordControl(context, workbench.recording());
    this.save = new SaveControl(context, this::shown);
    this.open = new OpenControl(context, this::show);
    setId("file-desk");
    traffic.addTools(open.button(), save.button(), record.button());
    VBox.setVgrow(traffic, Priority.ALWAYS);
    getChildren().add(record.bar());
    getChildren().addAll(open.bars());
    getChildren().addAll(save.bar(), traffic);
    open.takeOver();
  }

  /** Ctrl+S saves, Ctrl+O opens; a capture file may be dropped onto the window. */
  public void addTo(Scene scene) {
    scene.getAccelerators().put(SAVE, save::ask);
    scene.getAccelerators().put(OPEN, open::ask);
    scene.addEventHandler(
        DragEvent.DRAG_OVER,
        event -> {
          if (event.getDragboard().hasFiles()) {
            event.acceptTransferModes(TransferMode.COPY);
            event.consume();
          }
        });
    scene.addEventHandler(
        DragEvent.DRAG_DROPPED,
        event -> {
          List<File> files = event.getDragboard().getFiles();
          if (!files.isEmpty()) {
            open.open(files.getFirst().toPath());
          }
          event.setDropCompleted(!files.isEmpty());
          event.consume();
        });
  }

  /** Shows a capture file instead of what arrives. */
  public void open(Path file) {
    open.open(file);
  }

  private String liveName(int listener) {
    return workbench.listeners().stream()
        .filter(each -> each.number() == listener)
        .findFirst()
        .map(each -> "#" + listener + " " + each.local())
        .orElse("#" + listener);
  }

  private Shown shown() {
    return new Shown(traffic.rows(), traffic.view(), marks, names);
  }

  private void show(@Nullable CaptureFile file, Marks notes) {
    if (file == null) {
      marks = workbench.marks();
      names = this::liveName;
      traffic.showRows(workbench.log(), marks);
    } else {
      marks = notes;
      names = file::listenerName;
      traffic.showRows(file, marks);
    }
    traffic.refresh(true);
  }

  /** Shows how everything stands now. */
  public void refresh() {
    record.refresh();
    open.refresh();
  }
}
