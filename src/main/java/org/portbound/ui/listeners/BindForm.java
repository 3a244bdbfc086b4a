package org.portbound.ui.listeners;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import javafx.application.Platform;
import javafx.geometry.HPos;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.TextField;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import org.portbound.diagnosis.Forecast;
import org.portbound.socket.Endpoint;
import org.portbound.socket.Family;
import org.portbound.socket.Interface;
import org.portbound.socket.ReuseOptions;
import org.portbound.socket.SocketPlan;
import org.portbound.ui.control.Action;
import org.portbound.ui.control.Action.Kind;
import org.portbound.ui.control.FieldChecks;
import org.portbound.ui.control.FocusMove;
import org.portbound.ui.control.HintLine;
import org.portbound.ui.control.HintLine.Hint;
import org.portbound.ui.control.Icons;
import org.portbound.ui.control.LateChildren;
import org.portbound.ui.control.LateListBox;
import org.portbound.ui.control.Panes;
import org.portbound.ui.control.Recents;
import org.portbound.ui.control.UiContext;
import org.portbound.workbench.ListenerPlan;
import org.portbound.workbench.PeerView;

/** Where a listener is planned: address, port, groups and options, and four ways to bind it. */
public final class BindForm extends VBox {
  private static final double NARROW_COLUMN_PX = 104;

  /** As high with the choice of a process as without it: nothing moves when it comes. */
  private static final double HEADER_HEIGHT_PX = 28;

  private final UiContext context;
  private final ComboBox<String> address = new LateListBox<>();
  private final TextField port = new TextField();
  private final CheckBox closeOnExit = new CheckBox();
  private final FieldChecks checks;
  private final FieldChecks.Field<InetAddress> addressField;
  private final FieldChecks.Field<Integer> portField;
  private final GroupsField groups;
  private final SocketOptionsPane options;
  private final ProcessChoice processes;
  private final ForecastPane forecasts;

  /**
   * @param actions takes the plan when one of the buttons is clicked, and foretells what comes of
   *     it
   */
  public BindForm(UiContext context, BindActions actions) {
    this.context = context;
    this.checks = new FieldChecks(context);
    this.options = new SocketOptionsPane(context, checks);
    getStyleClass().add("pb-form");
    prepareFields();
    addressField = checks.add(address, Endpoint::readAddress);
    portField = checks.add(port, Endpoint::readPort);
    groups = new GroupsField(context, checks, addressField::value);
    fill(BindPreset.LOOPBACK);
    addressField.parsedProperty().subscribe(this::addressChanged);
    this.processes = new ProcessChoice(context);
    this.forecasts =
        new ForecastPane(context, actions, this::question, reuse -> bind(reuse, actions));
    foretell();
    BindButtons buttons = forecasts.buttons();
    buttons.disableProperty().bind(checks.invalidProperty());
    port.setOnAction(event -> buttons.fireFirst());
    groups.input().setOnAction(event -> buttons.fireFirst());
    getChildren().addAll(header(), grid(), extras(), forecasts);
    Panes.mark(this, () -> Optional.of(address));
  }

  private void prepareFields() {
    context.named(address, "bind-address");
    address.setEditable(true);
    address.setMaxWidth(Double.MAX_VALUE);
    address.getStyleClass().add("pb-mono");
    address.getItems().setAll("127.0.0.1", "0.0.0.0", "::1", "::");
    address.setOnShowing(event -> offer(context.interfaces().now()));
    context.named(port, "bind-port");
    port.getStyleClass().add("pb-mono");
    context.named(closeOnExit, "bind-close-on-exit");
    closeOnExit.setText(context.say("ui.bind-close-on-exit.label"));
  }

  /** The wildcards, every address of this machine and those used last, when the list opens. */
  private void offer(List<Interface> interfaces) {
    var offered = new ArrayList<>(List.of("127.0.0.1", "0.0.0.0", "::1", "::"));
    interfaces.stream()
        .flatMap(each -> each.addresses().stream())
        .map(Endpoint::text)
        .filter(each -> !offered.contains(each))
        .forEach(offered::add);
    Recents.ADDRESSES.all(context).stream()
        .filter(each -> !offered.contains(each))
        .forEach(offered::add);
    if (!offered.equals(address.getItems())) {
      String typed = address.getEditor().getText();
      address.getItems().setAll(offered);
      address.getEditor().setText(typed);
    }
  }

  private void addressChanged() {
    options.offerV6Only(
        addressField.value().filter(each -> Family.of(each) == Family.INET6).isPresent());
    checks.readAgain();
  }

  private void fill(BindPreset preset) {
    address.getEditor().setText(preset.address);
    port.setText(preset.port);
    groups.input().setText(preset.groups);
  }

  /** What comes next is to bind it; the menu has given the focus back by then. */
  private void choose(BindPreset preset) {
    fill(preset);
    Platform.runLater(() -> button().ifPresent(FocusMove::to));
  }

  /** The button that binds what stands here, while it is on. */
  public Optional<Node> button() {
    return Optional.<Node>of(forecasts.buttons().likely()).filter(FocusMove::isReady);
  }

  /** Fills in where a plan binds; which of the four buttons is left to the user. */
  public void load(SocketPlan plan) {
    address.getEditor().setText(Endpoint.text(plan.local().address()));
    port.setText(String.valueOf(plan.local().port()));
    groups.input().setText("");
    options.v6OnlyProperty().set(plan.v6Only());
  }

  private void foretell() {
    addressField.parsedProperty().subscribe(forecasts::typed);
    portField.parsedProperty().subscribe(forecasts::typed);
    groups.field().parsedProperty().subscribe(forecasts::typed);
    options.v6OnlyProperty().subscribe(forecasts::typed);
    processes.valueProperty().subscribe(forecasts::typed);
    groups.interfaceChoice().missingProperty().subscribe(forecasts::typed);
  }

  /** Listeners have opened or closed: what is foretold may have changed. */
  public void listenersChanged() {
    forecasts.changed();
  }

  /** The processes to choose from; with no peer there is no choice. */
  public void show(List<PeerView> peers) {
    processes.show(peers);
  }

  /** Shows the kernel's answer beside what was foretold. */
  public void answered(Forecast expected, boolean allowed) {
    forecasts.answered(expected, allowed);
  }

  /** Asks the fields themselves: while one of them changes, nothing has summed them up yet. */
  private Optional<ForecastPane.Question> question() {
    boolean good =
        addressField.value().isPresent()
            && portField.value().isPresent()
            && groups.field().value().isPresent();
    return good
        ? Optional.of(new ForecastPane.Question(processes.peer(), plan(ReuseOptions.NONE)))
        : Optional.empty();
  }

  private void bind(ReuseOptions reuse, BindActions actions) {
    if (!checks.invalidProperty().get()) {
      Recents.ADDRESSES.use(context, Endpoint.text(addressField.value().orElseThrow()));
      groups.used();
      actions.bind(processes.peer(), new ListenerPlan(plan(reuse), closeOnExit.isSelected()));
    }
  }

  private SocketPlan plan(ReuseOptions reuse) {
    InetAddress local = addressField.value().orElseThrow();
    return new SocketPlan(
        Family.of(local),
        new Endpoint(local, portField.value().orElseThrow()),
        reuse,
        options.v6Only(),
        null,
        groups.field().value().orElse(List.of()),
        options.receiveBufferBytes().orElse(OptionalInt.empty()));
  }

  private Node header() {
    var title = new Label(context.say("ui.bind.title"));
    title.getStyleClass().add("pb-section");
    title.setMinWidth(USE_PREF_SIZE);
    var space = new Region();
    HBox.setHgrow(space, Priority.ALWAYS);
    var presets =
        context.named(new MenuButton(context.say("ui.bind-presets.label")), "bind-presets");
    presets.getStyleClass().addAll("flat", "pb-tool");
    presets.setMinWidth(USE_PREF_SIZE);
    for (BindPreset preset : BindPreset.values()) {
      String id = "bind-preset-" + preset.id();
      String words = context.say("ui.bind-preset." + preset.id());
      var action =
          new Action(
              id, Kind.BIND, context.say("ui.bind-presets.fill", words), () -> choose(preset));
      context.actions().add(action.on("desk"));
      presets.getItems().add(action.fill(new MenuItem(words), id));
    }
    var header = new HBox(8);
    LateChildren.of(header, title, space, processes, presets);
    header.setMinHeight(HEADER_HEIGHT_PX);
    header.setAlignment(Pos.CENTER_LEFT);
    return header;
  }

  private Node grid() {
    var wide = new ColumnConstraints();
    wide.setHgrow(Priority.ALWAYS);
    wide.setFillWidth(true);
    var narrow = new ColumnConstraints(NARROW_COLUMN_PX);
    narrow.setHalignment(HPos.LEFT);
    var grid = new GridPane(8, 4);
    grid.getColumnConstraints().setAll(wide, narrow);
    grid.addRow(0, label("ui.bind-address.label", address), label("ui.bind-port.label", port));
    grid.addRow(1, address, port);
    var hint = new HintLine(2, this::addressHint, addressField, portField);
    hint.setId("bind-address-hint");
    grid.add(hint, 0, 2, 2, 1);
    grid.addRow(
        3,
        label("ui.bind-groups.label", groups.input()),
        label("ui.bind-interface.label", groups.interfaceChoice()));
    grid.addRow(4, groups.input(), groups.interfaceChoice());
    grid.add(groups.hintLine(), 0, 5, 2, 1);
    return grid;
  }

  private Label label(String key, Node field) {
    var label = new Label(context.say(key));
    label.getStyleClass().add("pb-label");
    label.setLabelFor(field);
    return label;
  }

  private Hint addressHint() {
    String key =
        addressField
            .value()
            .map(
                local -> {
                  if (local.isLoopbackAddress()) {
                    return "loopback";
                  }
                  if (local.isAnyLocalAddress()) {
                    return Family.of(local) == Family.INET ? "any" : "any-dual";
                  }
                  return local.isMulticastAddress() ? "group" : "one";
                })
            .orElse("one");
    String family = addressField.value().map(each -> Family.of(each).label()).orElse("");
    String hint = context.say("ui.bind-address.hint." + key, family);
    boolean anyPort = portField.value().filter(each -> each == 0).isPresent();
    return Hint.neutral(anyPort ? hint + " " + context.say("ui.bind-port.hint.zero") : hint);
  }

  private Node extras() {
    var space = new Region();
    HBox.setHgrow(space, Priority.ALWAYS);
    var extras = new HBox(8, closeOnExit, space, options.button(Icons.of(Feather.SLIDERS)));
    extras.setAlignment(Pos.CENTER_LEFT);
    return extras;
  }
}
