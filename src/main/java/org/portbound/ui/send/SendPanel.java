package org.portbound.ui.send;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import org.portbound.socket.Endpoint;
import org.portbound.socket.SendOptions;
import org.portbound.text.Parsed;
import org.portbound.ui.control.FieldChecks;
import org.portbound.ui.control.HintLine;
import org.portbound.ui.control.HintLine.Hint;
import org.portbound.ui.control.Icons;
import org.portbound.ui.control.InterfaceChoice;
import org.portbound.ui.control.SendDraft;
import org.portbound.ui.control.UiContext;
import org.portbound.workbench.ListenerView;
import org.portbound.workbench.SendPlan;

/** One datagram: source, destination, options, payload. */
public final class SendPanel extends VBox {
  private static final KeyCombination SEND =
      new KeyCodeCombination(KeyCode.ENTER, KeyCombination.SHORTCUT_DOWN);

  /** Holds the longest IPv6 address. */
  private static final double ADDRESS_MAX_WIDTH_PX = 336;

  private final UiContext context;
  private final Consumer<SendPlan> send;
  private final FieldChecks checks;
  private final SourceChoice source;
  private final TextField address = new TextField("239.255.255.250");
  private final TextField port = new TextField("3702");
  private final InterfaceChoice outgoing;
  private final TextField ttl = new TextField();
  private final CheckBox loopback = new CheckBox();
  private final CheckBox broadcast = new CheckBox();
  private final FieldChecks.Field<InetAddress> addressField;
  private final FieldChecks.Field<Integer> portField;
  private final FieldChecks.Field<OptionalInt> ttlField;
  private final PayloadEditor payload;
  private final Button button;
  private final SendOutcome outcome;

  /**
   * @param send takes the plan when the user sends
   */
  public SendPanel(UiContext context, Consumer<SendPlan> send) {
    this.context = context;
    this.send = send;
    this.checks = new FieldChecks(context);
    this.outgoing = new InterfaceChoice(context, "send-interface");
    this.source = new SourceChoice(context, checks);
    prepareFields();
    addressField = checks.add(address, Endpoint::readAddress);
    portField = checks.add(port, SendPanel::readDestinationPort);
    ttlField = checks.add(ttl, SendPanel::readTtl);
    payload = new PayloadEditor(context, checks);
    addressField.parsedProperty().subscribe(this::offerWhatApplies);
    offerWhatApplies();
    outcome = new SendOutcome(context);
    button = context.named(new Button(context.say("ui.send-button.label")), "send-button");
    button.setGraphic(Icons.of(Feather.SEND));
    button.getStyleClass().addAll("accent", "pb-send");
    button.disableProperty().bind(checks.invalidProperty().or(source.unavailableProperty()));
    button.setOnAction(event -> send());
    getStyleClass().add("pb-send-panel");
    getChildren().addAll(header(), grid(), hint());
    addEventFilter(
        KeyEvent.KEY_PRESSED,
        event -> {
          if (SEND.match(event)) {
            event.consume();
            button.fire();
          }
        });
  }

  private void prepareFields() {
    context.named(address, "send-address").getStyleClass().add("pb-mono");
    context.named(port, "send-port").getStyleClass().add("pb-mono");
    context.named(ttl, "send-ttl").getStyleClass().add("pb-mono");
    ttl.setPromptText(context.say("ui.send-ttl.prompt"));
    context.named(loopback, "send-loopback");
    loopback.setText(context.say("ui.send-loopback.label"));
    loopback.setSelected(true);
    context.named(broadcast, "send-broadcast");
    broadcast.setText(context.say("ui.send-broadcast.label"));
    loopback.setMinWidth(USE_PREF_SIZE);
    broadcast.setMinWidth(USE_PREF_SIZE);
    address.setPrefWidth(200);
    address.setMaxWidth(ADDRESS_MAX_WIDTH_PX);
    port.setPrefWidth(72);
    port.setMinWidth(60);
    ttl.setPrefWidth(64);
    ttl.setMinWidth(56);
    outgoing.setPrefWidth(96);
    outgoing.setMinWidth(72);
  }

  /** Interface and loopback mean something for groups alone, SO_BROADCAST for the rest. */
  private void offerWhatApplies() {
    boolean multicast = addressField.value().filter(InetAddress::isMulticastAddress).isPresent();
    outgoing.setDisable(!multicast);
    loopback.setDisable(!multicast);
    broadcast.setDisable(multicast);
  }

  private static Parsed<Integer> readDestinationPort(String text) {
    Parsed<Integer> read = Endpoint.readPort(text);
    return read instanceof Parsed.Valid<Integer>(Integer port) && port == 0
        ? Parsed.invalid("ui.send-port.zero")
        : read;
  }

  private static Parsed<OptionalInt> readTtl(String text) {
    String trimmed = text.strip();
    if (trimmed.isEmpty()) {
      return Parsed.valid(OptionalInt.empty());
    }
    return trimmed.matches("\\d{1,3}") && Integer.parseInt(trimmed) <= 255
        ? Parsed.valid(OptionalInt.of(Integer.parseInt(trimmed)))
        : Parsed.invalid("ui.send-ttl.not-one", trimmed);
  }

  private Node header() {
    var title = new Label(context.say("ui.send.title"));
    title.getStyleClass().add("pb-section");
    HBox.setHgrow(outcome, Priority.ALWAYS);
    var header = new HBox(16, title, outcome);
    header.setAlignment(Pos.CENTER_LEFT);
    header.getStyleClass().add("pb-pane-header");
    return header;
  }

  private Node grid() {
    var labels = new ColumnConstraints();
    labels.setMinWidth(56);
    var content = new ColumnConstraints();
    content.setHgrow(Priority.ALWAYS);
    content.setFillWidth(true);
    var grid = new GridPane(8, 8);
    grid.getColumnConstraints().setAll(labels, content);
    grid.addRow(0, label("ui.send.from", source), source);
    var destination =
        new HBox(
            8,
            address,
            port,
            label("ui.send.interface", outgoing),
            outgoing,
            label("ui.send.ttl", ttl),
            ttl,
            loopback,
            broadcast);
    destination.setAlignment(Pos.CENTER_LEFT);
    HBox.setHgrow(address, Priority.SOMETIMES);
    grid.addRow(1, label("ui.send.to", address), destination);
    var last = new HBox(8, payload, button);
    HBox.setHgrow(payload, Priority.ALWAYS);
    last.setFillHeight(true);
    button.setMaxHeight(Double.MAX_VALUE);
    grid.addRow(2, label("ui.send.payload", payload.input()), last);
    return grid;
  }

  private Label label(String key, Node field) {
    var label = new Label(context.say(key));
    label.getStyleClass().add("pb-label");
    label.setLabelFor(field);
    label.setMinWidth(USE_PREF_SIZE);
    return label;
  }

  private Node hint() {
    var hint =
        new HintLine(
            1, this::meaning, source.field(), addressField, portField, ttlField, payload.field());
    hint.setId("send-hint");
    return hint;
  }

  private Hint meaning() {
    int lengthBytes = payload.field().value().map(bytes -> bytes.length).orElse(0);
    String length = context.say("ui.send.hint.length", String.valueOf(lengthBytes));
    String kind =
        addressField.value().map(SendPanel::kind).map(each -> context.say(each)).orElse("");
    return Hint.neutral(length + " · " + kind);
  }

  private static String kind(InetAddress destination) {
    if (destination.isMulticastAddress()) {
      return "ui.send.hint.multicast";
    }
    return destination.isLoopbackAddress() ? "ui.send.hint.loopback" : "ui.send.hint.unicast";
  }

  private void send() {
    if (button.isDisabled()) {
      return;
    }
    Optional<byte[]> bytes = payload.field().value();
    var destination =
        new Endpoint(addressField.value().orElseThrow(), portField.value().orElseThrow());
    boolean multicast = destination.address().isMulticastAddress();
    var options =
        new SendOptions(
            multicast ? outgoing.name() : null,
            ttlField.value().orElse(OptionalInt.empty()),
            loopback.isSelected(),
            broadcast.isSelected());
    send.accept(
        new SendPlan(source.source(), destination, bytes.orElseThrow(), options, source.setup()));
  }

  /** Fills in what is given, for the user to look at and to send; the rest stays. */
  public void fill(SendDraft draft) {
    draft
        .destination()
        .ifPresent(
            to -> {
              address.setText(Endpoint.text(to.address()));
              port.setText(String.valueOf(to.port()));
            });
    draft.payload().ifPresent(payload::show);
    boolean open = draft.listener().isEmpty() || source.choose(draft.listener().getAsInt());
    outcome.note(
        open
            ? draft.hint().orElse(context.say("ui.send.filled"))
            : context.say(
                "ui.send.filled.no-listener", String.valueOf(draft.listener().getAsInt())));
    payload.input().requestFocus();
    payload.input().end();
  }

  /** Offers the open listeners as sources. */
  public void show(List<ListenerView> listeners) {
    source.show(listeners);
  }

  /** Where the result of a send is shown. */
  public SendOutcome outcome() {
    return outcome;
  }
}
