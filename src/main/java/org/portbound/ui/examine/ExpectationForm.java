package org.portbound.ui.examine;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.portbound.diagnosis.arrival.Expectation;
import org.portbound.socket.Endpoint;
import org.portbound.socket.Family;
import org.portbound.socket.GroupMembership;
import org.portbound.socket.Interface;
import org.portbound.text.Parsed;
import org.portbound.ui.control.FieldChecks;
import org.portbound.ui.control.HintLine;
import org.portbound.ui.control.HintLine.Hint;
import org.portbound.ui.control.UiContext;
import org.portbound.workbench.ListenerView;

/** What is expected to arrive: where it is sent to, from where, on which interface. */
final class ExpectationForm extends VBox {
  private final UiContext context;
  private final TextField destination = new TextField();
  private final TextField source = new TextField();
  private final ComboBox<String> interfaces = new ComboBox<>();

  /** An IPv4 address with its port. */
  private static final double DESTINATION_PX = 150;

  private final String anyInterface;
  private final FieldChecks checks;
  private final FieldChecks.Field<Endpoint> destinationField;
  private final FieldChecks.Field<Optional<Endpoint>> sourceField;

  /**
   * @param run the button at its end
   * @param enter called when Enter is pressed in a field
   */
  ExpectationForm(UiContext context, Node run, Runnable enter) {
    super(2);
    this.context = context;
    this.checks = new FieldChecks(context);
    this.anyInterface = context.say("ui.examine-interface.any");
    context.named(destination, "examine-destination").getStyleClass().add("pb-mono");
    context.named(source, "examine-source").getStyleClass().add("pb-mono");
    source.setPromptText(context.say("ui.examine-source.prompt"));
    context.named(interfaces, "examine-interface");
    interfaces.getItems().add(anyInterface);
    interfaces.setOnShowing(event -> context.commands().ask(Interface::all, this::offer));
    destinationField = checks.add(destination, ExpectationForm::readDestination);
    sourceField = checks.add(source, this::readSource);
    destinationField.parsedProperty().subscribe(checks::readAgain);
    destination.setOnAction(event -> enter.run());
    source.setOnAction(event -> enter.run());
    destination.setMinWidth(DESTINATION_PX);
    HBox.setHgrow(destination, Priority.ALWAYS);
    HBox.setHgrow(source, Priority.ALWAYS);
    var line =
        new HBox(
            8,
            label("ui.examine.destination", destination),
            destination,
            label("ui.examine.source", source),
            source,
            label("ui.examine.interface", interfaces),
            interfaces,
            run);
    line.setAlignment(Pos.CENTER_LEFT);
    var hint = new HintLine(1, () -> Hint.neutral(""), destinationField, sourceField);
    hint.setId("examine-hint");
    getChildren().addAll(line, hint);
  }

  private Label label(String key, Node field) {
    var label = new Label(context.say(key));
    label.getStyleClass().add("pb-label");
    label.setLabelFor(field);
    label.setMinWidth(Region.USE_PREF_SIZE);
    return label;
  }

  private static Parsed<Endpoint> readDestination(String text) {
    return Endpoint.read(text) instanceof Parsed.Valid<Endpoint>(Endpoint endpoint)
            && endpoint.port() == 0
        ? Parsed.invalid("ui.examine.port-zero", text.strip())
        : Endpoint.read(text);
  }

  /** Nothing, an address, or an address and a port; port 0 stands for any. */
  private Parsed<Optional<Endpoint>> readSource(String text) {
    if (text.isBlank()) {
      return Parsed.valid(Optional.empty());
    }
    Parsed<Endpoint> read =
        Endpoint.readAddress(text) instanceof Parsed.Valid<InetAddress>(InetAddress address)
            ? Parsed.valid(new Endpoint(address, 0))
            : Endpoint.read(text);
    return switch (read) {
      case Parsed.Invalid<Endpoint>(var why) -> new Parsed.Invalid<>(why);
      case Parsed.Valid<Endpoint>(Endpoint from) ->
          destinationField
                  .value()
                  .filter(to -> Family.of(to.address()) != Family.of(from.address()))
                  .isPresent()
              ? Parsed.invalid("ui.examine.source-other-family", text.strip())
              : Parsed.valid(Optional.of(from));
    };
  }

  private void offer(List<Interface> found) {
    var offered = new ArrayList<String>();
    offered.add(anyInterface);
    found.forEach(each -> offered.add(each.name()));
    if (!offered.equals(interfaces.getItems())) {
      String chosen = interfaces.getValue();
      interfaces.getItems().setAll(offered);
      interfaces.setValue(chosen);
    }
  }

  /** Fills in what this listener should get: its first group, else its own address. */
  void fill(ListenerView listener) {
    Endpoint local = listener.local();
    String on = local.address().isLoopbackAddress() ? GroupMembership.DEFAULT_INTERFACE : null;
    Endpoint to = local;
    if (!listener.groups().isEmpty()) {
      GroupMembership first = listener.groups().getFirst();
      to = new Endpoint(first.group(), local.port());
      on = first.interfaceName();
    } else if (local.isWildcard()) {
      String loopback = Family.of(local.address()) == Family.INET ? "127.0.0.1" : "::1";
      to = new Endpoint(Endpoint.readAddress(loopback).orThrow(), local.port());
      on = GroupMembership.DEFAULT_INTERFACE;
    }
    source.clear();
    destination.setText(to.toString());
    interfaces.setValue(on == null ? anyInterface : on);
  }

  ReadOnlyBooleanProperty invalidProperty() {
    return checks.invalidProperty();
  }

  /** What is asked for, if the fields make sense. */
  Optional<Expectation> expectation() {
    String chosen = interfaces.getValue();
    String on = chosen == null || chosen.equals(anyInterface) ? null : chosen;
    return checks.invalidProperty().get()
        ? Optional.empty()
        : destinationField
            .value()
            .map(
                to ->
                    new Expectation(
                        to, sourceField.value().flatMap(each -> each).orElse(null), on));
  }
}
