package org.portbound.ui.send;

import java.util.List;
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
import org.portbound.message.SavedMessage;
import org.portbound.message.Schedule;
import org.portbound.ui.control.Action;
import org.portbound.ui.control.Action.Kind;
import org.portbound.ui.control.FocusMove;
import org.portbound.ui.control.HintLine;
import org.portbound.ui.control.Icons;
import org.portbound.ui.control.Panes;
import org.portbound.ui.control.SendDraft;
import org.portbound.ui.control.UiContext;
import org.portbound.workbench.ListenerView;
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
  private final SendFields fields;
  private final RepeatPane repeat;
  private final MessagePicker messages;
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
    fields = new SendFields(context);
    repeat = new RepeatPane(context, this::start);
    messages = new MessagePicker(context, store, this::use, fields::written);
    outcome = new SendOutcome(context);
    button = context.named(new Button(context.say("ui.send-button.label")), "send-button");
    button.setGraphic(Icons.of(Feather.SEND));
    button.getStyleClass().addAll("accent", "pb-send");
    button.setMinWidth(Region.USE_PREF_SIZE);
    button.setOnAction(event -> send());
    code = context.named(new Button(), "send-code");
    code.setGraphic(Icons.of(Feather.CODE));
    code.getStyleClass().addAll("flat", "pb-tool");
    code.setOnAction(event -> actions.code(fields.plan()));
    String whenOff = context.say("ui.palette.off.form");
    context
        .actions()
        .addEach(() -> List.of(Action.of(button, Kind.SEND, whenOff).on("desk").withKey(SEND)));
    context.offered(code, Kind.SEND, "desk", whenOff);
    button.disableProperty().bind(fields.unsound());
    code.disableProperty().bind(fields.unsound());
    repeat.button().disableProperty().bind(fields.unsound());
    var meaning = new SendMeaning(context, actions, this::refreshHint);
    hint = fields.hint(meaning);
    getStyleClass().add("pb-send-panel");
    getChildren().addAll(header(), grid(), hint);
    Panes.mark(this, () -> FocusMove.firstIn(fields.source()));
    fields.onChange(
        () -> {
          meaning.ask(fields.destination());
          hint.refresh();
        });
    fields.payload().takeDropsOn(this);
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
    fields.source().stack(narrow);
    pseudoClassStateChanged(NARROW, narrow);
  }

  private void refreshHint() {
    hint.refresh();
  }

  private Node header() {
    var title = new Label(context.say("ui.send.title"));
    title.getStyleClass().add("pb-section");
    title.setMinWidth(Region.USE_PREF_SIZE);
    HBox.setHgrow(outcome, Priority.ALWAYS);
    var header = new HBox(8, title, messages.button(), fields.replies(), code, outcome);
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
    SourceChoice source = fields.source();
    DestinationFields destination = fields.destination();
    PayloadEditor payload = fields.payload();
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

  private void send() {
    if (!button.isDisabled()) {
      fields.destination().used();
      actions.send(fields.plan());
    }
  }

  private void start(Schedule schedule) {
    if (!button.isDisabled()) {
      fields.destination().used();
      actions.start(SeriesPlan.of(fields.plan(), schedule));
    }
  }

  private void use(SavedMessage message, String note) {
    fields.use(message);
    outcome.note(note.isEmpty() ? context.say("ui.send.filled") : note);
    expectation.accept(message.replySeconds() > 0 ? note : "");
    fields.focus();
  }

  /** What stands here, to be kept in a file, and filled in from one. */
  public SendKeeper keeper() {
    return new SendKeeper(
        fields.source(), fields.destination(), fields::written, message -> use(message, ""));
  }

  /** Fills in what is given, for the user to look at and to send; the rest stays. */
  public void fill(SendDraft draft) {
    boolean open = fields.use(draft);
    outcome.note(
        open
            ? draft.hint().orElse(context.say("ui.send.filled"))
            : context.say(
                "ui.send.filled.no-listener", String.valueOf(draft.listener().getAsInt())));
    fields.focus();
  }

  /** The button that sends. */
  public Node button() {
    return button;
  }

  /** Who is told what may come back to a message that was chosen; nothing if nothing does. */
  public void onExpectation(Consumer<String> hears) {
    expectation = hears;
  }

  /** Offers the open listeners as sources. */
  public void show(List<ListenerView> listeners) {
    fields.source().show(listeners);
  }

  /** Where the result of a send is shown. */
  public SendOutcome outcome() {
    return outcome;
  }
}
