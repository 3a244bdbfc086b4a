package org.portbound.ui.traffic.file;

import java.nio.file.Path;
import java.util.OptionalLong;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.VBox;
import org.controlsfx.control.PopOver;
import org.kordamp.ikonli.feather.Feather;
import org.portbound.file.RecordPlan;
import org.portbound.text.Parsed;
import org.portbound.ui.control.FieldChecks;
import org.portbound.ui.control.HintLine;
import org.portbound.ui.control.HintLine.Hint;
import org.portbound.ui.control.Icons;
import org.portbound.ui.control.LatePopOver;
import org.portbound.ui.control.UiContext;

/** When a recording begins another file and when it ends: asked before the file is chosen. */
final class RecordLimits {
  private static final double WIDTH_PX = 300;
  private static final long BYTES_PER_MB = 1_000_000;
  private static final long MOST = 1_000_000_000;

  private final UiContext context;
  private final FieldChecks checks;
  private final FieldChecks.Field<OptionalLong> every;
  private final FieldChecks.Field<OptionalLong> keep;
  private final FieldChecks.Field<OptionalLong> most;
  private final LatePopOver popOver = new LatePopOver(PopOver.ArrowLocation.TOP_RIGHT);

  /**
   * @param choose wants the file to be chosen and the recording to begin
   */
  RecordLimits(UiContext context, Runnable choose) {
    this.context = context;
    this.checks = new FieldChecks(context);
    TextField everyMb = input("record-every");
    TextField keepFiles = input("record-keep");
    TextField datagrams = input("record-most");
    keepFiles.setDisable(true);
    this.every = checks.add(everyMb, RecordLimits::read);
    this.keep = checks.add(keepFiles, RecordLimits::read);
    this.most = checks.add(datagrams, RecordLimits::read);
    every
        .parsedProperty()
        .subscribe(
            () -> {
              keepFiles.setDisable(of(every) == 0);
              checks.readAgain();
            });
    var hint =
        new HintLine(2, () -> Hint.neutral(context.say("ui.record.hint")), every, keep, most);
    Button start =
        context.named(new Button(context.say("ui.record-choose.label")), "record-choose");
    start.setGraphic(Icons.of(Feather.FOLDER));
    start.getStyleClass().add("accent");
    start.setDefaultButton(true);
    start.disableProperty().bind(checks.invalidProperty());
    start.setOnAction(
        event -> {
          popOver.hide();
          choose.run();
        });
    var box =
        new VBox(
            4,
            label("record-every", everyMb),
            everyMb,
            label("record-keep", keepFiles),
            keepFiles,
            label("record-most", datagrams),
            datagrams,
            hint,
            start);
    box.getStyleClass().add("pb-popover");
    box.setPrefWidth(WIDTH_PX);
    popOver.setContentNode(box);
  }

  private TextField input(String id) {
    TextField field = context.named(new TextField(), id);
    field.setPromptText(context.say("ui." + id + ".prompt"));
    field.getStyleClass().add("pb-mono");
    return field;
  }

  private Label label(String id, TextField field) {
    var label = new Label(context.say("ui." + id + ".label"));
    label.getStyleClass().add("pb-label");
    label.setLabelFor(field);
    return label;
  }

  private static Parsed<OptionalLong> read(String text) {
    String digits = text.strip().replace(",", "");
    if (digits.isEmpty()) {
      return Parsed.valid(OptionalLong.empty());
    }
    boolean fits = digits.matches("[1-9]\\d{0,9}") && Long.parseLong(digits) <= MOST;
    return fits
        ? Parsed.valid(OptionalLong.of(Long.parseLong(digits)))
        : Parsed.invalid("ui.record.not-a-limit", text.strip());
  }

  private static long of(FieldChecks.Field<OptionalLong> field) {
    return field.value().orElse(OptionalLong.empty()).orElse(0);
  }

  /** Opens below a button, or closes. */
  void toggle(Node button) {
    if (popOver.isShowing()) {
      popOver.hide();
    } else {
      popOver.show(button);
    }
  }

  /** Whether a new file is begun now and then. */
  boolean rolls() {
    return of(every) > 0;
  }

  /** What is to be recorded; a single file replaces what is there, as its dialog has asked. */
  RecordPlan plan(Path file) {
    return new RecordPlan(
        file, !rolls(), of(every) * BYTES_PER_MB, rolls() ? (int) of(keep) : 0, of(most));
  }
}
