package org.portbound.ui.traffic;

import java.util.function.Consumer;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.controlsfx.control.PopOver;
import org.kordamp.ikonli.feather.Feather;
import org.portbound.text.Parsed;
import org.portbound.ui.control.FieldChecks;
import org.portbound.ui.control.HintLine;
import org.portbound.ui.control.HintLine.Hint;
import org.portbound.ui.control.Icons;
import org.portbound.ui.control.LatePopOver;
import org.portbound.ui.control.Setting;
import org.portbound.ui.control.UiContext;

/** How much is kept, and whether what we send is kept too. JavaFX thread. */
public final class TrafficOptions {
  private static final int MAX_BUDGET_MB = 16_384;
  private static final double WIDTH_PX = 300;
  private static final double NUMBER_WIDTH_PX = 96;

  /** Memory for datagrams from the next start on, in megabytes of 2²⁰ bytes. */
  public static final Setting<Integer> BUDGET_MB =
      Setting.number("traffic.budget-mb", 256, 1, MAX_BUDGET_MB);

  private static final Setting<Boolean> KEEP_SENDS = Setting.flag("traffic.keep-sends", false);

  private final UiContext context;
  private final TextField budget;
  private final CheckBox sends;
  private final LatePopOver popOver = new LatePopOver(PopOver.ArrowLocation.TOP_RIGHT);

  /**
   * @param keepSends hears whether what we send is to become a row
   * @param turnedOn runs when the user asks for such rows
   */
  TrafficOptions(UiContext context, Consumer<Boolean> keepSends, Runnable turnedOn) {
    this.context = context;
    this.budget = context.named(new TextField(), "traffic-budget");
    this.sends = context.named(new CheckBox(), "traffic-sends");
    sends.setText(context.say("ui.traffic-sends.label"));
    sends.setMnemonicParsing(false);
    sends.setSelected(context.settings().get(KEEP_SENDS));
    keepSends.accept(sends.isSelected());
    sends
        .selectedProperty()
        .subscribe(
            (_, keep) -> {
              context.settings().put(KEEP_SENDS, keep);
              keepSends.accept(keep);
              if (keep) {
                turnedOn.run();
              }
            });
    popOver.setContentNode(content());
  }

  private Node content() {
    budget.setPrefWidth(NUMBER_WIDTH_PX);
    budget.getStyleClass().add("pb-mono");
    budget.setText(String.valueOf(context.settings().get(BUDGET_MB)));
    var checks = new FieldChecks(context);
    FieldChecks.Field<Integer> field = checks.add(budget, TrafficOptions::readBudget);
    budget
        .textProperty()
        .subscribe(
            text -> {
              if (readBudget(text) instanceof Parsed.Valid<Integer>(Integer megabytes)) {
                context.settings().put(BUDGET_MB, megabytes);
              }
            });
    var label = new Label(context.say("ui.traffic-budget.label"));
    label.getStyleClass().add("pb-label");
    label.setLabelFor(budget);
    var line = new HBox(8, budget, new Label(context.say("ui.traffic-budget.unit")));
    line.setAlignment(Pos.CENTER_LEFT);
    var hint = new HintLine(2, () -> Hint.neutral(context.say("ui.traffic-budget.hint")), field);
    var content = new VBox(4, label, line, hint, sends);
    content.getStyleClass().add("pb-popover");
    content.setPrefWidth(WIDTH_PX);
    return content;
  }

  private static Parsed<Integer> readBudget(String text) {
    String trimmed = text.strip();
    if (trimmed.matches("[1-9]\\d{0,4}") && Integer.parseInt(trimmed) <= MAX_BUDGET_MB) {
      return Parsed.valid(Integer.parseInt(trimmed));
    }
    return Parsed.invalid("ui.traffic-budget.not-one", trimmed, MAX_BUDGET_MB);
  }

  /** The button that opens the options. */
  Button button() {
    Button button = context.named(new Button(), "traffic-options");
    button.setGraphic(Icons.of(Feather.SETTINGS));
    button.getStyleClass().addAll("flat", "pb-tool");
    button.setOnAction(event -> popOver.show(button));
    return button;
  }
}
