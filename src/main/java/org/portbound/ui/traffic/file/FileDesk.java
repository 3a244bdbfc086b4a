package org.portbound.ui.traffic.file;

import java.nio.file.Path;
import java.util.stream.Stream;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.portbound.capture.Marks;
import org.portbound.file.CaptureFile;
import org.portbound.file.RecordedListeners;
import org.portbound.ui.control.Action.Kind;
import org.portbound.ui.control.UiContext;
import org.portbound.ui.traffic.TrafficPane;
import org.portbound.workbench.Workbench;

/** The datagrams with everything that files have to do with them: record, save, open. */
public final class FileDesk extends VBox {
  /** Saves the datagrams. */
  public static final KeyCombination SAVE =
      new KeyCodeCombination(KeyCode.S, KeyCombination.SHORTCUT_DOWN);

  /** Opens a capture file. */
  public static final KeyCombination OPEN =
      new KeyCodeCombination(KeyCode.O, KeyCombination.SHORTCUT_DOWN);

  private final Workbench workbench;
  private final TrafficPane traffic;
  private final RecordControl record;
  private final SaveControl save;
  private final OpenControl open;
  private Marks marks;
  private RecordedListeners names = this::liveName;

  /** Puts its buttons into the pane's header and its lines below the table. */
  public FileDesk(UiContext context, Workbench workbench, TrafficPane traffic) {
    this.workbench = workbench;
    this.traffic = traffic;
    this.marks = workbench.marks();
    this.record = new RecordControl(context, workbench.recording());
    this.save = new SaveControl(context, this::shown);
    this.open = new OpenControl(context, this::show);
    setId("file-desk");
    context.offered(
        record.button(), Kind.DATAGRAMS, "desk", context.say("ui.palette.off.elsewhere"));
    traffic.addTools(open.button(), save.button(), record.button());
    VBox.setVgrow(traffic, Priority.ALWAYS);
    traffic.setBelowTable(
        Stream.concat(open.bars().stream(), Stream.of(save.bar(), record.bar())).toList());
    getChildren().add(traffic);
    open.takeOver();
  }

  /** Asks what of the datagrams is to be saved, and where. */
  public void save() {
    save.ask();
  }

  /** Asks for a capture file and opens it. */
  public void open() {
    open.ask();
  }

  /** Opens a capture file; not while another one is being opened. */
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
