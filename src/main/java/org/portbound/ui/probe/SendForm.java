package org.portbound.ui.probe;

import java.net.InetAddress;
import java.util.OptionalInt;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import org.portbound.message.Schedule;
import org.portbound.socket.Endpoint;
import org.portbound.socket.SendOptions;
import org.portbound.text.Message;
import org.portbound.text.Parsed;
import org.portbound.ui.control.FieldChecks;
import org.portbound.ui.control.Formats;
import org.portbound.ui.control.HintLine;
import org.portbound.ui.control.HintLine.Hint;
import org.portbound.ui.control.Icons;
import org.portbound.ui.control.InterfaceChoice;
import org.portbound.ui.control.UiContext;
import org.portbound.workbench.ProbePlan;
import org.portbound.workbench.Source;

/** A stream that is to be sent: where to, how fast, how long, how far. */
final class SendForm extends VBox {
  /** IPv4 and UDP headers of a datagram, in bytes. */
  private static final int HEADERS_BYTES = 28;

  private static final int MAX_TTL_HOPS = 255;

  private final UiContext context;
  private final TextField address;
  private final TextField port;
  private final TextField rate;
  private final TextField size;
  private final TextField limit;
  private final TextField ttl;
  private final InterfaceChoice byInterface;
  private final FieldChecks.Field<InetAddress> addressField;
  private final FieldChecks.Field<Integer> portField;
  private final FieldChecks.Field<Double> rateField;
  private final FieldChecks.Field<Integer> sizeField;
  private final FieldChecks.Field<ProbeLimit> limitField;
  private final FieldChecks.Field<OptionalInt> ttlField;

  SendForm(UiContext context, ProbeActions actions) {
    super(8);
    this.context = context;
    getStyleClass().add("pb-form");
    this.address = field("probe-send-address", "127.0.0.1");
    this.port = field("probe-send-port", "5000");
    this.rate = field("probe-send-rate", "100");
    this.size = field("probe-send-size", "200");
    this.limit = field("probe-send-limit", "10s");
    this.ttl = field("probe-send-ttl", "");
    ttl.setPromptText(context.say("ui.probe-send-ttl.prompt"));
    limit.setPromptText(context.say("ui.probe-send-limit.prompt"));
    this.byInterface = new InterfaceChoice(context, "probe-send-interface");
    var checks = new FieldChecks(context);
    addressField = checks.add(address, Endpoint::readAddress);
    portField = checks.add(port, SendForm::readPort);
    rateField = checks.add(rate, ProbePlan::readRate);
    sizeField = checks.add(size, ProbePlan::readLength);
    limitField = checks.add(limit, ProbeLimit::read);
    ttlField = checks.add(ttl, SendForm::readTtl);
    var hint =
        new HintLine(
            2, this::hint, addressField, portField, rateField, sizeField, limitField, ttlField);
    byInterface.nameProperty().subscribe(hint::refresh);
    byInterface.missingProperty().subscribe(hint::refresh);
    var start = context.named(new Button(context.say("ui.probe-send.label")), "probe-send");
    start.setGraphic(Icons.of(Feather.PLAY));
    start.getStyleClass().add("accent");
    start.setMinWidth(USE_PREF_SIZE);
    start.disableProperty().bind(checks.invalidProperty());
    start.setOnAction(event -> actions.send(plan()));
    for (TextField each : new TextField[] {address, port, rate, size, limit, ttl}) {
      each.setOnAction(event -> start.fire());
    }
    var title = new Label(context.say("ui.probe.send"));
    title.getStyleClass().add("pb-section");
    var grid = new FormGrid(context);
    grid.add(address, port);
    grid.add(rate, size, limit);
    grid.add(byInterface, ttl);
    grid.add("probe-send-hint", hint);
    getChildren().addAll(title, grid, ReceiveForm.row(new Region(), start));
  }

  private TextField field(String id, String text) {
    TextField field = context.named(new TextField(text), id);
    field.getStyleClass().add("pb-mono");
    return field;
  }

  private static Parsed<Integer> readPort(String text) {
    return switch (Endpoint.readPort(text)) {
      case Parsed.Valid<Integer>(Integer value) when value == 0 ->
          Parsed.invalid("cli.send.port-zero");
      case Parsed<Integer> read -> read;
    };
  }

  private static Parsed<OptionalInt> readTtl(String text) {
    String typed = text.strip();
    if (typed.isEmpty()) {
      return Parsed.valid(OptionalInt.empty());
    }
    return typed.matches("\\d{1,3}") && Integer.parseInt(typed) <= MAX_TTL_HOPS
        ? Parsed.valid(OptionalInt.of(Integer.parseInt(typed)))
        : Parsed.invalid("cli.ttl.not-one", text);
  }

  private Hint hint() {
    boolean group = addressField.value().filter(InetAddress::isMulticastAddress).isPresent();
    Message missing = byInterface.missingProperty().get();
    if (group && missing != null) {
      return Hint.warning(context.say(missing));
    }
    double perSecond = rateField.value().orElse(0.0);
    int lengthBytes = sizeField.value().orElse(0);
    if (perSecond == Schedule.UNPACED) {
      return Hint.warning(context.say("ui.probe-send.hint.max"));
    }
    long bits = Math.round(perSecond * (lengthBytes + HEADERS_BYTES) * Byte.SIZE);
    String load = Formats.count(Math.max(1, bits / 1_000));
    return Hint.neutral(
        group
            ? context.say("ui.probe-send.hint.group", load, byInterface.name())
            : context.say("ui.probe-send.hint", load));
  }

  private ProbePlan plan() {
    InetAddress to = addressField.value().orElseThrow();
    ProbeLimit until = limitField.value().orElseThrow();
    OptionalInt hops = ttlField.value().orElseThrow();
    SendOptions options =
        SendOptions.DEFAULT.withInterface(to.isMulticastAddress() ? byInterface.name() : null);
    return new ProbePlan(
        new Source.AnyPort(),
        new Endpoint(to, portField.value().orElseThrow()),
        sizeField.value().orElseThrow(),
        hops.isPresent() ? options.withTtl(hops.getAsInt()) : options,
        new Schedule(until.count(), rateField.value().orElseThrow()),
        until.duration());
  }
}
