package org.portbound.ui.probe;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import org.portbound.socket.Endpoint;
import org.portbound.socket.Family;
import org.portbound.socket.GroupMembership;
import org.portbound.socket.ReuseOptions;
import org.portbound.socket.SocketPlan;
import org.portbound.text.Message;
import org.portbound.text.Parsed;
import org.portbound.ui.control.FieldChecks;
import org.portbound.ui.control.HintLine;
import org.portbound.ui.control.HintLine.Hint;
import org.portbound.ui.control.Icons;
import org.portbound.ui.control.InterfaceChoice;
import org.portbound.ui.control.UiContext;

/** Where streams are to be received. */
final class ReceiveForm extends VBox {
  private static final String DEFAULT_PORT = "5000";

  private final UiContext context;
  private final ComboBox<String> address = new ComboBox<>();
  private final TextField port = new TextField(DEFAULT_PORT);
  private final TextField groups = new TextField();
  private final CheckBox share = new CheckBox();
  private final InterfaceChoice byInterface;
  private final FieldChecks.Field<InetAddress> addressField;
  private final FieldChecks.Field<Integer> portField;
  private final FieldChecks.Field<List<GroupMembership>> groupsField;

  ReceiveForm(UiContext context, ProbeActions actions) {
    super(8);
    this.context = context;
    this.byInterface = new InterfaceChoice(context, "probe-listen-interface");
    var checks = new FieldChecks(context);
    getStyleClass().add("pb-form");
    context.named(address, "probe-listen-address");
    address.setEditable(true);
    address.setMaxWidth(Double.MAX_VALUE);
    address.getStyleClass().add("pb-mono");
    address.getItems().setAll("127.0.0.1", "0.0.0.0", "::1", "::");
    address.setValue("127.0.0.1");
    context.named(port, "probe-listen-port").getStyleClass().add("pb-mono");
    context.named(groups, "probe-listen-groups").getStyleClass().add("pb-mono");
    groups.setPromptText(context.say("ui.bind-groups.prompt"));
    context.named(share, "probe-listen-share");
    share.setMnemonicParsing(false);
    share.setText(context.say("ui.probe-listen-share.label"));
    addressField = checks.add(address, Endpoint::readAddress);
    portField = checks.add(port, Endpoint::readPort);
    groupsField = checks.add(groups, this::readGroups);
    addressField.parsedProperty().subscribe(checks::readAgain);
    byInterface.nameProperty().subscribe(checks::readAgain);
    var hint = new HintLine(1, this::hint, addressField, portField, groupsField);
    byInterface.missingProperty().subscribe(hint::refresh);
    var listen = context.named(new Button(context.say("ui.probe-listen.label")), "probe-listen");
    listen.setGraphic(Icons.of(Feather.RADIO));
    listen.setMinWidth(USE_PREF_SIZE);
    listen.disableProperty().bind(checks.invalidProperty());
    listen.setOnAction(event -> actions.listen(plan()));
    port.setOnAction(event -> listen.fire());
    groups.setOnAction(event -> listen.fire());
    var grid = new FormGrid(context);
    grid.add(address, port);
    grid.add(groups, byInterface);
    grid.add("probe-listen-hint", hint);
    getChildren().addAll(title(), grid, row(share, listen));
  }

  private Label title() {
    var title = new Label(context.say("ui.probe.receive"));
    title.getStyleClass().add("pb-section");
    return title;
  }

  static HBox row(Region left, Region right) {
    var space = new Region();
    HBox.setHgrow(space, Priority.ALWAYS);
    var row = new HBox(8, left, space, right);
    row.setAlignment(Pos.CENTER_LEFT);
    return row;
  }

  private Parsed<List<GroupMembership>> readGroups(String text) {
    var found = new ArrayList<GroupMembership>();
    for (String each : text.strip().split("[\\s,;]+", -1)) {
      if (each.isEmpty()) {
        continue;
      }
      switch (GroupMembership.read(each, byInterface.name())) {
        case Parsed.Invalid<GroupMembership>(Message why) -> {
          return new Parsed.Invalid<>(why);
        }
        case Parsed.Valid<GroupMembership>(GroupMembership membership) -> {
          Family family = Family.of(membership.group());
          if (addressField.value().filter(local -> Family.of(local) != family).isPresent()) {
            return Parsed.invalid("ui.bind-groups.other-family", each, family.label());
          }
          found.add(membership);
        }
      }
    }
    return Parsed.valid(found);
  }

  private Hint hint() {
    List<GroupMembership> joined = groupsField.value().orElse(List.of());
    Message missing = byInterface.missingProperty().get();
    if (!joined.isEmpty() && missing != null) {
      return Hint.warning(context.say(missing));
    }
    boolean deaf =
        !joined.isEmpty()
            && addressField
                .value()
                .filter(each -> !each.isAnyLocalAddress() && !each.isMulticastAddress())
                .isPresent();
    return deaf
        ? Hint.warning(context.say("ui.probe-listen.hint.deaf"))
        : Hint.neutral(context.say("ui.probe-listen.hint"));
  }

  private SocketPlan plan() {
    return SocketPlan.of(
            new Endpoint(addressField.value().orElseThrow(), portField.value().orElseThrow()))
        .withReuse(share.isSelected() ? new ReuseOptions(false, true) : ReuseOptions.NONE)
        .withGroups(groupsField.value().orElse(List.of()));
  }
}
