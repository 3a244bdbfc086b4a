package org.portbound.ui.probe;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.layout.HBox;
import org.kordamp.ikonli.feather.Feather;
import org.portbound.probe.ProbeMonitor;
import org.portbound.probe.ProbeStream;
import org.portbound.ui.control.FileChoice;
import org.portbound.ui.control.Icons;
import org.portbound.ui.control.UiContext;

/** What can be done with the figures: copy, save, forget. */
final class ProbeTools extends HBox {
  private final UiContext context;
  private final ProbeMonitor monitor;
  private final Label outcome;
  private final Button copy;
  private final Button save;
  private final Button clear;

  /**
   * @param outcome says what came of it
   */
  ProbeTools(UiContext context, ProbeMonitor monitor, Label outcome) {
    super(8);
    setAlignment(Pos.CENTER_RIGHT);
    this.context = context;
    this.monitor = monitor;
    this.outcome = outcome;
    this.copy = tool("probe-copy", Feather.COPY, this::copy);
    this.save = tool("probe-save", Feather.SAVE, this::save);
    this.clear = tool("probe-clear", Feather.TRASH_2, monitor::clear);
    getChildren().addAll(copy, save, clear);
  }

  private Button tool(String id, Feather glyph, Runnable action) {
    Button button = context.named(new Button(context.say("ui." + id + ".label")), id);
    button.setGraphic(Icons.of(glyph));
    button.getStyleClass().addAll("flat", "pb-tool");
    button.setMinWidth(USE_PREF_SIZE);
    button.setOnAction(event -> action.run());
    return button;
  }

  /** Without streams there is nothing to do. */
  void show(List<ProbeStream> streams) {
    copy.setDisable(streams.isEmpty());
    save.setDisable(streams.isEmpty());
    clear.setDisable(streams.isEmpty());
  }

  private void copy() {
    List<ProbeStream> streams = monitor.streams();
    var content = new ClipboardContent();
    content.putString(ProbeCsv.of(streams));
    Clipboard.getSystemClipboard().setContent(content);
    outcome.setText(context.say("ui.probe.copied", streams.size()));
  }

  private void save() {
    String lines = ProbeCsv.of(monitor.streams());
    context
        .files()
        .save(
            getScene().getWindow(),
            "portbound-probe.csv",
            List.of(new FileChoice.Kind(context.say("ui.file.csv"), List.of(".csv"))))
        .ifPresent(file -> context.commands().ask(() -> write(file, lines), outcome::setText));
  }

  private String write(Path file, String lines) {
    try {
      Files.writeString(file, lines, StandardCharsets.UTF_8);
      return context.say("ui.file.saved", file);
    } catch (IOException e) {
      return context.say("ui.file.not-saved", file, e.toString());
    }
  }
}
