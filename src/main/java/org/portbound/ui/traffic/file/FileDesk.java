package org.portbound.ui.traffic.file;

import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.portbound.ui.control.UiContext;
import org.portbound.ui.traffic.TrafficPane;
import org.portbound.workbench.Workbench;

/** The datagrams with everything that files have to do with them: record, save, open. */
public final class FileDesk extends VBox {
  private final RecordControl record;

  /** Puts its buttons into the pane's header and its lines above it. */
  public FileDesk(UiContext context, Workbench workbench, TrafficPane traffic) {
    this.record = new RecordControl(context, workbench.recording());
    setId("file-desk");
    traffic.addTools(record.button());
    VBox.setVgrow(traffic, Priority.ALWAYS);
    getChildren().addAll(record.bar(), traffic);
  }

  /** Shows how everything stands now. */
  public void refresh() {
    record.refresh();
  }
}
