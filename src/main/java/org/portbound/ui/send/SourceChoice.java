package org.portbound.ui.send;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.util.StringConverter;
import org.portbound.socket.Endpoint;
import org.portbound.socket.Family;
import org.portbound.socket.ReuseOptions;
import org.portbound.text.Parsed;
import org.portbound.ui.control.FieldChecks;
import org.portbound.ui.control.Segments;
import org.portbound.ui.control.UiContext;
import org.portbound.workbench.ListenerState;
import org.portbound.workbench.ListenerView;
import org.portbound.workbench.Source;

/**
 * The socket to send from: a given address and port with options, an open listener's own, or any
 * free port. What is chosen is used or the send fails; nothing is put in its place.
 */
final class SourceChoice extends HBox {
  /** Holds the longest IPv4 address and port, with room. */
  private static final double ADDRESS_MAX_WIDTH_PX = 240;

  private final UiContext context;
  private final ToggleButton bound;
  private final ToggleButton listener;
  private final ToggleButton anyPort;
  private final TextField local = new TextField("127.0.0.1:12345");
  private final CheckBox reusePort = new CheckBox("SO_REUSEPORT");
  private final CheckBox reuseAddr = new CheckBox("SO_REUSEADDR");
  private final ComboBox<Choice> listeners = new ComboBox<>();
  private final FieldChecks.Field<Endpoint> field;
  private final BooleanBinding unavailable;
  private final GridPane reuse = new GridPane(8, 2);
  private final HBox details = new HBox(8);
  private final FieldChecks checks;
  private Optional<InetAddress> destination = Optional.empty();

  /** An open listener as it stands in the list. */
  private record Choice(int number, Endpoint local) {}

  SourceChoice(UiContext context, FieldChecks checks) {
    super(8);
    this.context = context;
    this.checks = checks;
    bound = toggle("send-source-bound");
    listener = toggle("send-source-listener");
    anyPort = toggle("send-source-any");
    context.named(local, "send-source-address").getStyleClass().add("pb-mono");
    local.setPrefWidth(184);
    local.setMinWidth(120);
    HBox.setHgrow(local, Priority.SOMETIMES);
    local.setMaxWidth(ADDRESS_MAX_WIDTH_PX);
    context.named(reusePort, "send-source-reuseport").setSelected(true);
    reusePort.setMnemonicParsing(false);
    reusePort.setMinWidth(USE_PREF_SIZE);
    reuseAddr.setMinWidth(USE_PREF_SIZE);
    reuseAddr.setMnemonicParsing(false);
    context.named(reuseAddr, "send-source-reuseaddr");
    reusePort.getStyleClass().add("pb-option");
    reuseAddr.getStyleClass().add("pb-option");
    reuse.setMinWidth(USE_PREF_SIZE);
    reuse.setAlignment(Pos.CENTER_LEFT);
    reuse.add(reusePort, 0, 0);
    stack(false);
    prepareListeners();
    field = checks.add(local, this::read);
    unavailable =
        Bindings.createBooleanBinding(
            () -> listener.isSelected() && listeners.getValue() == null,
            listener.selectedProperty(),
            listeners.valueProperty());
    details.setAlignment(Pos.CENTER_LEFT);
    HBox.setHgrow(details, Priority.ALWAYS);
    setAlignment(Pos.CENTER_LEFT);
    getChildren().addAll(Segments.of(bound, listener, anyPort), details);
    bound.getToggleGroup().selectedToggleProperty().subscribe(this::showDetails);
    showDetails();
  }

  /** Puts the options below one another, where there is no room side by side. */
  void stack(boolean stacked) {
    reuse.getChildren().remove(reuseAddr);
    reuse.add(reuseAddr, stacked ? 0 : 1, stacked ? 1 : 0);
  }

  /** An address of the other family reaches the destination only if it is the IPv6 wildcard. */
  private Parsed<Endpoint> read(String typed) {
    Parsed<Endpoint> read = Endpoint.read(typed);
    if (read instanceof Parsed.Valid<Endpoint>(Endpoint from)
        && destination.filter(to -> !reaches(from, to)).isPresent()) {
      return Parsed.invalid(
          "ui.send-source.other-family",
          from,
          Family.of(from.address()).label(),
          Family.of(destination.get()).label());
    }
    return read;
  }

  private static boolean reaches(Endpoint from, InetAddress to) {
    Family family = Family.of(from.address());
    return family == Family.of(to) || (from.isWildcard() && family == Family.INET6);
  }

  /** Where it is to go, as far as that is known. */
  void setDestination(Optional<InetAddress> newDestination) {
    destination = newDestination;
    checks.readAgain();
  }

  /** Whether the socket is one of its own, for this send alone. */
  ReadOnlyBooleanProperty listenerChosenProperty() {
    return listener.selectedProperty();
  }

  /** Where it is bound, as far as that is known: port 0 stands for one of the kernel's choice. */
  Endpoint likelyLocal(Endpoint unknown) {
    Choice choice = listeners.getValue();
    if (listener.isSelected()) {
      return choice == null ? unknown : choice.local();
    }
    return bound.isSelected() ? field.value().orElse(unknown) : unknown;
  }

  /** Whether it shares a port with others while replies are waited for. */
  boolean sharesPort() {
    return bound.isSelected() && (reusePort.isSelected() || reuseAddr.isSelected());
  }

  /** A socket of its own on any free port. */
  void chooseAnyPort() {
    anyPort.setSelected(true);
  }

  private ToggleButton toggle(String id) {
    return context.named(new ToggleButton(context.say("ui." + id + ".label")), id);
  }

  private void prepareListeners() {
    context.named(listeners, "send-source-listeners");
    listeners.getStyleClass().add("pb-mono");
    listeners.setPrefWidth(264);
    listeners.setMinWidth(120);
    listeners.setPromptText(context.say("ui.send-source-listeners.prompt"));
    listeners.setConverter(
        new StringConverter<>() {
          @Override
          public String toString(Choice choice) {
            return choice == null ? "" : "#" + choice.number() + "  " + choice.local();
          }

          @Override
          public Choice fromString(String text) {
            throw new UnsupportedOperationException("the list is not editable");
          }
        });
  }

  private void showDetails() {
    local.setDisable(!bound.isSelected());
    details.getChildren().setAll(chosenDetails());
    checks.readAgain();
  }

  private List<Node> chosenDetails() {
    if (bound.isSelected()) {
      return List.of(local, reuse);
    }
    if (listener.isSelected()) {
      return List.of(listeners);
    }
    var hint = new Label(context.say("ui.send-source-any.hint"));
    hint.getStyleClass().add("pb-muted");
    hint.setWrapText(true);
    return List.of(hint);
  }

  /** Offers these. One that has closed is not replaced by another: the user chooses. */
  void show(List<ListenerView> views) {
    var open = new ArrayList<Choice>();
    for (ListenerView view : views) {
      if (view.state() == ListenerState.OPEN && !view.plan().forReplies()) {
        open.add(new Choice(view.number(), view.local()));
      }
    }
    if (open.equals(listeners.getItems())) {
      return;
    }
    Choice chosen = listeners.getValue();
    boolean wereNone = listeners.getItems().isEmpty() && !open.isEmpty();
    // With a value, the list would go on to show whatever comes to stand at the place of it.
    listeners.setValue(null);
    listeners.getItems().setAll(open);
    listeners.setValue(open.contains(chosen) ? chosen : wereNone ? open.getFirst() : null);
  }

  /**
   * Chooses an open listener's socket.
   *
   * @return false if that listener is not open: then none is chosen
   */
  boolean choose(int number) {
    listener.setSelected(true);
    Choice found =
        listeners.getItems().stream()
            .filter(each -> each.number() == number)
            .findFirst()
            .orElse(null);
    listeners.setValue(found);
    return found != null;
  }

  /** What is chosen, if it can be used. */
  Optional<Source> chosen() {
    boolean usable = bound.isSelected() ? field.value().isPresent() : !unavailable.get();
    return usable ? Optional.of(source()) : Optional.empty();
  }

  /** A socket of its own there, with these options. */
  void choose(Endpoint from, ReuseOptions reuse) {
    bound.setSelected(true);
    local.setText(from.toString());
    reuseAddr.setSelected(reuse.reuseAddr());
    reusePort.setSelected(reuse.reusePort());
  }

  /** The address and port to send from; reads as nothing while another source is chosen. */
  FieldChecks.Field<Endpoint> field() {
    return field;
  }

  /** True while the choice is an open listener and there is none. */
  BooleanBinding unavailableProperty() {
    return unavailable;
  }

  Source source() {
    Choice choice = listeners.getValue();
    if (listener.isSelected() && choice != null) {
      return new Source.Listener(choice.number());
    }
    if (anyPort.isSelected()) {
      return new Source.AnyPort();
    }
    return new Source.Bound(
        field.value().orElseThrow(),
        new ReuseOptions(reuseAddr.isSelected(), reusePort.isSelected()));
  }
}
