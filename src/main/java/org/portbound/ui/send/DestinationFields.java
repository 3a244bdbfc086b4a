package org.portbound.ui.send;

import java.net.InetAddress;
import java.util.Optional;
import java.util.OptionalInt;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import org.portbound.socket.Endpoint;
import org.portbound.socket.SendOptions;
import org.portbound.text.Parsed;
import org.portbound.ui.control.FieldChecks;
import org.portbound.ui.control.InterfaceChoice;
import org.portbound.ui.control.Recents;
import org.portbound.ui.control.UiContext;

/** Where a message goes and by which way: address, port, interface, TTL, and the options. */
final class DestinationFields extends HBox {
  /** Holds the longest IPv6 address. */
  private static final double ADDRESS_MAX_WIDTH_PX = 336;

  private final UiContext context;
  private final TextField address = new TextField("239.255.255.250");
  private final TextField port = new TextField("3702");
  private final InterfaceChoice outgoing;
  private final TextField ttl = new TextField();
  private final TravelOptions options;
  private final FieldChecks.Field<InetAddress> addressField;
  private final FieldChecks.Field<Integer> portField;
  private final FieldChecks.Field<OptionalInt> ttlField;
  private Runnable changed = () -> {};

  DestinationFields(UiContext context, FieldChecks checks) {
    super(8);
    this.context = context;
    this.outgoing = new InterfaceChoice(context, "send-interface");
    this.options = new TravelOptions(context, checks, () -> changed.run());
    context.named(address, "send-address").getStyleClass().add("pb-mono");
    context.named(port, "send-port").getStyleClass().add("pb-mono");
    context.named(ttl, "send-ttl").getStyleClass().add("pb-mono");
    Recents.ADDRESSES.offerIn(context, address);
    ttl.setPromptText(context.say("ui.send-ttl.prompt"));
    address.setPrefWidth(176);
    address.setMinWidth(136);
    address.setMaxWidth(ADDRESS_MAX_WIDTH_PX);
    HBox.setHgrow(address, Priority.SOMETIMES);
    port.setPrefWidth(68);
    port.setMinWidth(60);
    ttl.setPrefWidth(60);
    ttl.setMinWidth(52);
    outgoing.setPrefWidth(96);
    outgoing.setMinWidth(84);
    addressField = checks.add(address, Endpoint::readAddress);
    portField = checks.add(port, DestinationFields::readPort);
    ttlField = checks.add(ttl, DestinationFields::readTtl);
    setAlignment(Pos.CENTER_LEFT);
    getChildren()
        .addAll(
            address,
            port,
            label("ui.send.interface", outgoing),
            outgoing,
            label("ui.send.ttl", ttl),
            ttl,
            options.button());
  }

  private Label label(String key, Node field) {
    var label = new Label(context.say(key));
    label.getStyleClass().add("pb-label");
    label.setLabelFor(field);
    label.setMinWidth(USE_PREF_SIZE);
    return label;
  }

  private static Parsed<Integer> readPort(String text) {
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

  /** Is told when anything changes but the address, whose property tells. */
  void onChange(Runnable hears) {
    changed = hears;
    portField.parsedProperty().subscribe(hears);
    ttlField.parsedProperty().subscribe(hears);
    outgoing.nameProperty().subscribe(hears);
    outgoing.missingProperty().subscribe(hears);
  }

  /** The interface means something for groups alone; a listener's socket is never connected. */
  void offerWhatApplies(boolean ownSocket) {
    outgoing.setDisable(!isGroup());
    options.offer(isGroup(), ownSocket);
  }

  boolean isGroup() {
    return addressField.value().filter(InetAddress::isMulticastAddress).isPresent();
  }

  Optional<Endpoint> endpoint() {
    return addressField.value().isPresent() && portField.value().isPresent()
        ? Optional.of(new Endpoint(addressField.value().get(), portField.value().get()))
        : Optional.empty();
  }

  SendOptions sendOptions() {
    return options.options(
        isGroup() ? outgoing.name() : null, ttlField.value().orElse(OptionalInt.empty()));
  }

  /** A datagram goes there: it is offered again later. */
  void used() {
    Recents.ADDRESSES.use(context, address.getText());
  }

  /** By which interface and with which TTL; an empty name leaves the interface as it is. */
  void travel(String interfaceName, OptionalInt ttlHops) {
    if (!interfaceName.isEmpty()) {
      outgoing.choose(interfaceName);
    }
    ttl.setText(ttlHops.isPresent() ? String.valueOf(ttlHops.getAsInt()) : "");
  }

  void show(Endpoint to) {
    address.setText(Endpoint.text(to.address()));
    port.setText(String.valueOf(to.port()));
  }

  TextField address() {
    return address;
  }

  InterfaceChoice outgoing() {
    return outgoing;
  }

  TravelOptions options() {
    return options;
  }

  FieldChecks.Field<InetAddress> addressField() {
    return addressField;
  }

  FieldChecks.Field<Integer> portField() {
    return portField;
  }

  FieldChecks.Field<OptionalInt> ttlField() {
    return ttlField;
  }
}
