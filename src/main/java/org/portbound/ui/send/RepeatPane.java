package org.portbound.ui.send;

import java.util.OptionalLong;
import java.util.function.Consumer;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.controlsfx.control.PopOver;
import org.kordamp.ikonli.feather.Feather;
import org.portbound.message.Schedule;
import org.portbound.text.Parsed;
import org.portbound.ui.control.FieldChecks;
import org.portbound.ui.control.Formats;
import org.portbound.ui.control.HintLine;
import org.portbound.ui.control.HintLine.Hint;
import org.portbound.ui.control.Icons;
import org.portbound.ui.control.LatePopOver;
import org.portbound.ui.control.Segments;
import org.portbound.ui.control.Setting;
import org.portbound.ui.control.UiContext;

/** How often and how fast a message is repeated: asked before it begins. */
final class RepeatPane {
  private static final double WIDTH_PX = 320;
  private static final double MAX_PER_SECOND = 100_000_000;
  private static final Setting<String> COUNT = Setting.text("send.repeat.count", "10");
  private static final Setting<String> PACE = Setting.text("send.repeat.pace", "1");
  private static final Setting<Boolean> APART = Setting.flag("send.repeat.apart", true);

  private final UiContext context;
  private final FieldChecks checks;
  private final TextField count = new TextField();
  private final TextField pace = new TextField();
  private final ToggleButton perSecond;
  private final ToggleButton apart;
  private final FieldChecks.Field<OptionalLong> countField;
  private final FieldChecks.Field<Double> paceField;
  private final HintLine hint;
  private final LatePopOver popOver = new LatePopOver(PopOver.ArrowLocation.BOTTOM_RIGHT);
  private final Button button;

  /**
   * @param start wants it to begin
   */
  RepeatPane(UiContext context, Consumer<Schedule> start) {
    this.context = context;
    this.checks = new FieldChecks(context);
    field(count, "send-count", context.settings().get(COUNT));
    field(pace, "send-pace", context.settings().get(PACE));
    perSecond = toggle("send-per-second");
    apart = toggle("send-apart");
    Node unit = Segments.of(apart, perSecond);
    (context.settings().get(APART) ? apart : perSecond).setSelected(true);
    countField = checks.add(count, RepeatPane::readCount);
    paceField = checks.add(pace, this::readPace);
    hint = new HintLine(2, this::meaning, countField, paceField);
    hint.setId("send-repeat-hint");
    apart.selectedProperty().subscribe(chosen -> readAgain());
    Button begin = context.named(new Button(context.say("ui.send-start.label")), "send-start");
    begin.setGraphic(Icons.of(Feather.PLAY));
    begin.getStyleClass().add("accent");
    begin.setDefaultButton(true);
    begin.disableProperty().bind(checks.invalidProperty());
    begin.setOnAction(
        event -> {
          popOver.hide();
          remember();
          start.accept(schedule());
        });
    popOver.setContentNode(content(unit, begin));
    button = context.named(new Button(), "send-repeat");
    button.setGraphic(Icons.of(Feather.REPEAT));
    button.setMinWidth(Button.USE_PREF_SIZE);
    button.setOnAction(event -> toggle());
  }

  private void field(TextField field, String id, String text) {
    context.named(field, id).getStyleClass().add("pb-mono");
    field.setText(text);
    field.setPromptText(context.say("ui." + id + ".prompt"));
  }

  private ToggleButton toggle(String id) {
    return context.named(new ToggleButton(context.say("ui." + id + ".label")), id);
  }

  private Node content(Node unit, Button begin) {
    HBox.setHgrow(pace, Priority.ALWAYS);
    var paced = new HBox(8, pace, unit);
    paced.setAlignment(Pos.CENTER_LEFT);
    var content =
        new VBox(
            4,
            label("ui.send-count.label", count),
            count,
            label("ui.send-pace.label", pace),
            paced,
            hint,
            begin);
    content.getStyleClass().add("pb-popover");
    content.setPrefWidth(WIDTH_PX);
    return content;
  }

  private Label label(String key, Node of) {
    var label = new Label(context.say(key));
    label.getStyleClass().add("pb-label");
    label.setLabelFor(of);
    return label;
  }

  private void toggle() {
    if (popOver.isShowing()) {
      popOver.hide();
    } else {
      popOver.show(button);
    }
  }

  private void readAgain() {
    checks.readAgain();
    hint.refresh();
  }

  private void remember() {
    context.settings().put(COUNT, count.getText().strip());
    context.settings().put(PACE, pace.getText().strip());
    context.settings().put(APART, apart.isSelected());
  }

  /** Nothing stands for "until it is stopped". */
  private static Parsed<OptionalLong> readCount(String text) {
    String digits = text.strip().replace(",", "");
    if (digits.isEmpty()) {
      return Parsed.valid(OptionalLong.empty());
    }
    return digits.matches("[1-9]\\d{0,14}")
        ? Parsed.valid(OptionalLong.of(Long.parseLong(digits)))
        : Parsed.invalid("ui.send-count.not-one", text.strip());
  }

  /** How many a second; nothing stands for "as fast as the machine gives". */
  private Parsed<Double> readPace(String text) {
    String digits = text.strip().replace(",", "");
    if (digits.isEmpty()) {
      return Parsed.valid(Schedule.UNPACED);
    }
    if (!digits.matches("\\d{1,9}(\\.\\d{1,6})?") || Double.parseDouble(digits) == 0) {
      return Parsed.invalid("ui.send-pace.not-one", text.strip());
    }
    double typed = Double.parseDouble(digits);
    double rate = apart.isSelected() ? 1 / typed : typed;
    return rate > MAX_PER_SECOND
        ? Parsed.invalid("ui.send-pace.not-one", text.strip())
        : Parsed.valid(rate);
  }

  private Schedule schedule() {
    return new Schedule(countField.value().orElseThrow(), paceField.value().orElseThrow());
  }

  private Hint meaning() {
    Schedule planned = schedule();
    if (planned.perSecond() == Schedule.UNPACED) {
      return Hint.warning(context.say("ui.send-repeat.unpaced"));
    }
    if (planned.count().isEmpty()) {
      return Hint.neutral(context.say("ui.send-repeat.endless"));
    }
    long lastNs = planned.dueNs(planned.count().getAsLong() - 1);
    return Hint.neutral(
        context.say(
            "ui.send-repeat.takes",
            Formats.count(planned.count().getAsLong()),
            Formats.briefSeconds(lastNs)));
  }

  Button button() {
    return button;
  }
}
