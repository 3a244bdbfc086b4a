package org.portbound.ui.send;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.VBox;
import org.controlsfx.control.PopOver;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.portbound.socket.SendOptions;
import org.portbound.text.Parsed;
import org.portbound.ui.control.FieldChecks;
import org.portbound.ui.control.HintLine;
import org.portbound.ui.control.HintLine.Hint;
import org.portbound.ui.control.Icons;
import org.portbound.ui.control.LatePopOver;
import org.portbound.ui.control.UiContext;

/** How a datagram travels, beyond TTL and interface, behind one button that tells what is set. */
final class TravelOptions {
  private static final double WIDTH_PX = 320;
  private static final int MAX_DSCP = 63;

  private final UiContext context;
  private final CheckBox loopback;
  private final CheckBox broadcast;
  private final CheckBox dontFragment;
  private final CheckBox connect;
  private final TextField dscp = new TextField();
  private final FieldChecks.Field<OptionalInt> dscpField;
  private final LatePopOver popOver = new LatePopOver(PopOver.ArrowLocation.BOTTOM_RIGHT);
  private final Button button;

  /**
   * @param changed is told when an option changes
   */
  TravelOptions(UiContext context, FieldChecks checks, Runnable changed) {
    this.context = context;
    loopback = box("send-loopback");
    loopback.setSelected(true);
    broadcast = box("send-broadcast");
    dontFragment = box("send-dont-fragment");
    connect = box("send-connect");
    context.named(dscp, "send-dscp").getStyleClass().add("pb-mono");
    dscp.setPromptText(context.say("ui.send-dscp.prompt"));
    dscpField = checks.add(dscp, TravelOptions::readDscp);
    button = context.named(new Button(context.say("ui.send-options.label")), "send-options");
    button.setGraphic(Icons.of(Feather.SLIDERS));
    button.getStyleClass().addAll("flat", "pb-tool");
    button.setMinWidth(Button.USE_PREF_SIZE);
    button.setOnAction(event -> toggle());
    popOver.setContentNode(content());
    for (CheckBox each : List.of(loopback, broadcast, dontFragment, connect)) {
      each.selectedProperty().subscribe(changed);
    }
    dscpField.parsedProperty().subscribe(changed);
  }

  private CheckBox box(String id) {
    CheckBox box = context.named(new CheckBox(context.say("ui." + id + ".label")), id);
    box.setMnemonicParsing(false);
    return box;
  }

  private Node content() {
    var label = new Label(context.say("ui.send-dscp.label"));
    label.getStyleClass().add("pb-label");
    label.setLabelFor(dscp);
    var hint = new HintLine(1, () -> Hint.neutral(context.say("ui.send-dscp.hint")), dscpField);
    var content = new VBox(8, dontFragment, loopback, broadcast, connect, label, dscp, hint);
    content.getStyleClass().add("pb-popover");
    content.setPrefWidth(WIDTH_PX);
    return content;
  }

  private void toggle() {
    if (popOver.isShowing()) {
      popOver.hide();
    } else {
      popOver.show(button);
    }
  }

  private static Parsed<OptionalInt> readDscp(String text) {
    String trimmed = text.strip();
    if (trimmed.isEmpty()) {
      return Parsed.valid(OptionalInt.empty());
    }
    return trimmed.matches("\\d{1,2}") && Integer.parseInt(trimmed) <= MAX_DSCP
        ? Parsed.valid(OptionalInt.of(Integer.parseInt(trimmed)))
        : Parsed.invalid("ui.send-dscp.not-one", trimmed);
  }

  Button button() {
    return button;
  }

  FieldChecks.Field<OptionalInt> field() {
    return dscpField;
  }

  /** Loopback means something for groups alone, SO_BROADCAST for the rest. */
  void offer(boolean group, boolean ownSocket) {
    loopback.setDisable(!group);
    broadcast.setDisable(group);
    connect.setDisable(!ownSocket);
  }

  boolean connects() {
    return connect.isSelected() && !connect.isDisabled();
  }

  boolean dontFragment() {
    return dontFragment.isSelected();
  }

  /** All of them, with what is chosen elsewhere. */
  SendOptions options(@Nullable String interfaceName, OptionalInt ttlHops) {
    return new SendOptions(
        interfaceName,
        ttlHops,
        loopback.isDisabled() || loopback.isSelected(),
        broadcast.isSelected() && !broadcast.isDisabled(),
        dontFragment.isSelected(),
        dscpField.value().orElse(OptionalInt.empty()));
  }

  /** What is not as usual, in a few words. */
  String summary() {
    var words = new ArrayList<String>();
    if (dontFragment.isSelected()) {
      words.add(context.say("ui.send.set.dont-fragment"));
    }
    if (!loopback.isSelected() && !loopback.isDisabled()) {
      words.add(context.say("ui.send.set.no-loopback"));
    }
    if (broadcast.isSelected() && !broadcast.isDisabled()) {
      words.add(context.say("ui.send.set.broadcast"));
    }
    if (connects()) {
      words.add(context.say("ui.send.set.connect"));
    }
    dscpField
        .value()
        .orElse(OptionalInt.empty())
        .ifPresent(value -> words.add(context.say("ui.send.set.dscp", String.valueOf(value))));
    return String.join(", ", words);
  }
}
