package org.portbound.ui.send;

import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import org.portbound.file.MessageStore;
import org.portbound.message.Filling;
import org.portbound.message.Payload;
import org.portbound.message.SavedMessage;
import org.portbound.message.Schedule;
import org.portbound.message.Template;
import org.portbound.socket.Endpoint;
import org.portbound.socket.Family;
import org.portbound.socket.SendSetup;
import org.portbound.text.Parsed;
import org.portbound.ui.control.Action;
import org.portbound.ui.control.Action.Kind;
import org.portbound.ui.control.FieldChecks;
import org.portbound.ui.control.HintLine;
import org.portbound.ui.control.Icons;
import org.portbound.ui.control.SendDraft;
import org.portbound.ui.control.UiContext;
import org.portbound.workbench.ListenerView;
import org.portbound.workbench.SendPlan;
import org.portbound.workbench.SeriesPlan;

/** A message: source, destination, options, payload; sent once, or many times. */
public final class SendPanel extends VBox {
  private static final KeyCombination SEND =
      new KeyCodeCombination(KeyCode.ENTER, KeyCombination.SHORTCUT_DOWN);

  /** Below this width the options stand closer. */
  private static final double NARROW_PX = 770;

  private static final PseudoClass NARROW = PseudoClass.getPseudoClass("narrow");

  private final UiContext context;
  private final SendActions actions;
  private final SourceChoice source;
  private final DestinationFields destination;
  private final PayloadEditor payload;
  private final ReplyChoice replies;
  private final RepeatPane repeat;
  private final MessagePicker messages;
  private final SendMeaning meaning;
  private final HintLine hint;
  private final Button button;
  private final Button code;
  private final SendOutcome outcome;
  private Consumer<String> expectation = words -> {};

  /**
   * @param actions sends
   * @param store the user's own messages
   */
  public SendPanel(UiContext context, SendActions actions, MessageStore store) {
    this.context = context;
    this.actions = actions;
    var checks = new FieldChecks(context);
    source = new SourceChoice(context, checks);
    destination = new DestinationFields(context, checks);
    payload = new PayloadEditor(context, checks, this::example);
    replies = new ReplyChoice(context);
    repeat = new RepeatPane(context, this::start);
    messages = new MessagePicker(context, store, this::use, this::written);
    meaning = new SendMeaning(context, actions, this::refreshHint);
    outcome = new SendOutcome(context);
    button = context.named(new Button(context.say("ui.send-button.label")), "send-button");
    button.setGraphic(Icons.of(Feather.SEND));
    button.getStyleClass().addAll("accent", "pb-send");
    button.setMinWidth(Region.USE_PREF_SIZE);
    button.setOnAction(event -> send());
    code = context.named(new Button(), "send-code");
    code.setGraphic(Icons.of(Feather.CODE));
    code.getStyleClass().addAll("flat", "pb-tool");
    code.setOnAction(event -> actions.code(plan(replies.length())));
    String whenOff = context.say("ui.palette.off.form");
    context
        .actions()
        .addEach(() -> List.of(Action.of(button, Kind.SEND, whenOff).on("desk").withKey(SEND)));
    context.offered(code, Kind.SEND, "desk", whenOff);
    var off = checks.invalidProperty().or(source.unavailableProperty());
    button.disableProperty().bind(off);
    code.disableProperty().bind(off);
    repeat.button().disableProperty().bind(off);
    hint = hintLine();
    getStyleClass().add("pb-send-panel");
    getChildren().addAll(header(), grid(), hint);
    destination.addressField().parsedProperty().subscribe(this::destinationChanged);
    destination.onChange(this::changed);
    source.listenerChosenProperty().subscribe(chosen -> offerWhatApplies());
    payload.field().parsedProperty().subscribe(this::changed);
    replies.waitProperty().subscribe(this::changed);
    destinationChanged();
    payload.takeDropsOn(this);
    widthProperty().subscribe(widthPx -> fit(widthPx.doubleValue() < NARROW_PX));
    addEventFilter(
        KeyEvent.KEY_PRESSED,
        event -> {
          if (SEND.match(event)) {
            event.consume();
            button.fire();
          }
        });
  }

  private void fit(boolean narrow) {
    source.stack(narrow);
    pseudoClassStateChanged(NARROW, narrow);
  }

  private HintLine hintLine() {
    var line =
        new HintLine(
            1,
            this::say,
            source.field(),
            destination.addressField(),
            destination.portField(),
            destination.ttlField(),
            destination.options().field(),
            payload.field(),
            payload.fileField());
    line.setId("send-hint");
    return line;
  }

  private HintLine.Hint say() {
    Optional<Template> template = payload.template();
    return meaning.say(
        template.map(read -> example(read).length).orElse(0),
        template.map(Template::lengthBytes).filter(OptionalInt::isEmpty).isPresent(),
        destination,
        source.sharesPort() && replies.length().isPositive());
  }

  private void refreshHint() {
    hint.refresh();
  }

  private void destinationChanged() {
    Optional<InetAddress> address = destination.addressField().value();
    source.setDestination(address);
    payload.setMostBytes(
        address.map(Family::of).filter(each -> each == Family.INET6).isPresent()
            ? Payload.MAX_IPV6_BYTES
            : Payload.MAX_IPV4_BYTES);
    offerWhatApplies();
    changed();
  }

  private void offerWhatApplies() {
    destination.offerWhatApplies(!source.listenerChosenProperty().get());
  }

  private void changed() {
    meaning.ask(destination);
    hint.refresh();
  }

  /** As it would be sent now; what only the socket knows is made up. */
  private byte[] example(Template template) {
    Endpoint unknown = Endpoint.parse("127.0.0.1:49152");
    return template.fill(
        new Filling(1, Instant.now(), source.likelyLocal(unknown), new SplittableRandom()));
  }

  private Node header() {
    var title = new Label(context.say("ui.send.title"));
    title.getStyleClass().add("pb-section");
    title.setMinWidth(Region.USE_PREF_SIZE);
    HBox.setHgrow(outcome, Priority.ALWAYS);
    var header = new HBox(8, title, messages.button(), replies, code, outcome);
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
    grid.addRow(1, label("ui.send.to", destination.address()), destination);
    Label with = label("ui.send.with", payload.parameters());
    for (Node each : List.of(with, payload.parameters())) {
      each.visibleProperty().bind(payload.hasParametersProperty());
      each.managedProperty().bind(payload.hasParametersProperty());
    }
    grid.addRow(2, with, payload.parameters());
    var last = new HBox(8, payload, button, repeat.button());
    HBox.setHgrow(payload, Priority.ALWAYS);
    last.setFillHeight(true);
    button.setMaxHeight(Double.MAX_VALUE);
    repeat.button().setMaxHeight(Double.MAX_VALUE);
    grid.addRow(3, label("ui.send.payload", payload.input()), last);
    return grid;
  }

  private Label label(String key, Node field) {
    var label = new Label(context.say(key));
    label.getStyleClass().add("pb-label");
    label.setLabelFor(field);
    label.setMinWidth(USE_PREF_SIZE);
    return label;
  }

  private SendPlan plan(Duration wait) {
    boolean connects = destination.options().connects();
    return new SendPlan(
        source.source(),
        destination.endpoint().orElseThrow(),
        payload.template().orElseThrow(),
        destination.sendOptions(),
        SendSetup.NONE.withConnect(connects),
        wait);
  }

  private void send() {
    if (!button.isDisabled()) {
      destination.used();
      actions.send(plan(replies.length()));
    }
  }

  private void start(Schedule schedule) {
    if (!button.isDisabled()) {
      destination.used();
      actions.start(SeriesPlan.of(plan(replies.length()), schedule));
    }
  }

  /** Fills in a saved message: where it goes, what it carries, and what may come back. */
  private void use(SavedMessage message, String note) {
    if (Endpoint.read(message.destination()) instanceof Parsed.Valid<Endpoint>(Endpoint to)) {
      destination.show(to);
    }
    payload.show(message);
    replies.choose(message.replySeconds());
    if (message.replySeconds() > 0) {
      source.chooseAnyPort();
    }
    outcome.note(note.isEmpty() ? context.say("ui.send.filled") : note);
    expectation.accept(message.replySeconds() > 0 ? note : "");
    focus();
  }

  /** What stands here, to be saved; only if it can be read. */
  private Optional<SavedMessage> written() {
    String to = destination.endpoint().map(Endpoint::toString).orElse("");
    return payload.template().isEmpty()
        ? Optional.empty()
        : payload
            .written()
            .map(
                each ->
                    new SavedMessage(
                        "",
                        "",
                        to,
                        each.notation(),
                        each.payload(),
                        each.parameters(),
                        (int) replies.length().toSeconds()));
  }

  /** What stands here, to be kept in a file, and filled in from one. */
  public SendKeeper keeper() {
    return new SendKeeper(source, destination, this::written, message -> use(message, ""));
  }

  /** Fills in what is given, for the user to look at and to send; the rest stays. */
  public void fill(SendDraft draft) {
    draft.destination().ifPresent(destination::show);
    draft.payload().ifPresent(payload::show);
    boolean open = draft.listener().isEmpty() || source.choose(draft.listener().getAsInt());
    outcome.note(
        open
            ? draft.hint().orElse(context.say("ui.send.filled"))
            : context.say(
                "ui.send.filled.no-listener", String.valueOf(draft.listener().getAsInt())));
    focus();
  }

  private void focus() {
    payload.input().requestFocus();
    payload.input().end();
  }

  /** Who is told what may come back to a message that was chosen; nothing if nothing does. */
  public void onExpectation(Consumer<String> hears) {
    expectation = hears;
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
