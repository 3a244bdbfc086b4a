package org.portbound.ui.groups;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javafx.animation.PauseTransition;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.Duration;
import org.jspecify.annotations.Nullable;
import org.portbound.diagnosis.Forecast;
import org.portbound.socket.Endpoint;
import org.portbound.socket.GroupMembership;
import org.portbound.socket.GroupRange;
import org.portbound.socket.WellKnownGroups;
import org.portbound.text.Parsed;
import org.portbound.ui.control.FieldChecks;
import org.portbound.ui.control.HintLine;
import org.portbound.ui.control.HintLine.Hint;
import org.portbound.ui.control.InterfaceChoice;
import org.portbound.ui.control.Recents;
import org.portbound.ui.control.SuggestionPopup;
import org.portbound.ui.control.SuggestionPopup.Suggestion;
import org.portbound.ui.control.UiContext;

/** Which group, where and from whom; and half a sentence on what the kernel will say to it. */
final class JoinForm extends VBox {
  private static final Duration TYPING_PAUSE = Duration.millis(150);
  private static final int MOST_SUGGESTED = 30;
  private static final double INTERFACE_PX = 108;

  private final UiContext context;
  private final GroupActions actions;
  private final TextField group = new TextField();
  private final InterfaceChoice on;
  private final ComboBox<SourceMode> mode;
  private final TextField sources = new TextField();
  private final Button join;
  private final FieldChecks checks;
  private final FieldChecks.Field<List<GroupMembership>> groupField;
  private final FieldChecks.Field<List<GroupMembership>> sourcesField;
  private final HintLine hint;
  private final PauseTransition pause = new PauseTransition(TYPING_PAUSE);
  private Optional<Forecast> expected = Optional.empty();
  private int listener;
  private long asked;

  /** The membership whose sources are to be changed, or null to join. */
  private @Nullable GroupMembership changing;

  /**
   * @param wanted takes what is to be joined, or the one membership with its new sources
   */
  JoinForm(UiContext context, GroupActions actions, Consumer<List<GroupMembership>> wanted) {
    super(2);
    this.context = context;
    this.actions = actions;
    this.checks = new FieldChecks(context);
    this.mode = SourceMode.choice(context);
    this.on = new InterfaceChoice(context, "groups-interface");
    this.join = context.named(new Button(), "groups-join");
    context.named(group, "groups-group").getStyleClass().add("pb-mono");
    group.setPromptText(context.say("ui.groups-group.prompt"));
    context.named(sources, "groups-sources").getStyleClass().add("pb-mono");
    sources.setPromptText(context.say("ui.groups-sources.prompt"));
    new SuggestionPopup(context, group, "groups-known", this::suggestions);
    groupField = checks.add(group, text -> read(text, ""));
    sourcesField = checks.add(sources, text -> read(group.getText(), text));
    hint = new HintLine(2, this::hint, groupField, sourcesField);
    hint.setId("groups-hint");
    groupField.parsedProperty().subscribe(checks::readAgain);
    on.nameProperty().subscribe(checks::readAgain);
    on.missingProperty().subscribe(this::typed);
    mode.valueProperty().subscribe(this::modeChanged);
    groupField.parsedProperty().subscribe(this::typed);
    sourcesField.parsedProperty().subscribe(this::typed);
    pause.setOnFinished(event -> ask());
    modeChanged();
    join.disableProperty().bind(checks.invalidProperty());
    join.setMinWidth(Region.USE_PREF_SIZE);
    join.getStyleClass().add("accent");
    join.setOnAction(
        event -> {
          Recents.GROUPS.use(context, group.getText());
          wish(wanted);
        });
    group.setOnAction(event -> join.fire());
    sources.setOnAction(event -> join.fire());
    getChildren().addAll(line(), hint);
  }

  private Node line() {
    on.setPrefWidth(INTERFACE_PX);
    on.setMinWidth(INTERFACE_PX);
    HBox.setHgrow(group, Priority.ALWAYS);
    HBox.setHgrow(sources, Priority.ALWAYS);
    group.setPrefColumnCount(14);
    sources.setPrefColumnCount(12);
    var line =
        new HBox(
            8,
            label("ui.groups.group", group),
            group,
            label("ui.groups.on", on),
            on,
            label("ui.groups.from", mode),
            mode,
            sources,
            join);
    line.setAlignment(Pos.CENTER_LEFT);
    return line;
  }

  private Label label(String key, Node field) {
    var label = new Label(context.say(key));
    label.getStyleClass().add("pb-label");
    label.setLabelFor(field);
    label.setMinWidth(Region.USE_PREF_SIZE);
    return label;
  }

  private List<Suggestion> suggestions(String text) {
    String typed = text.strip().toLowerCase(Locale.ROOT);
    var last =
        Recents.GROUPS.all(context).stream()
            .map(each -> new Suggestion(each, context.say("ui.recent.used")));
    var known =
        WellKnownGroups.all().stream()
            .map(each -> new Suggestion(Endpoint.text(each.group()), context.say(each.name())));
    return Stream.concat(last, known)
        .filter(
            each ->
                each.value().startsWith(typed)
                    || each.words().toLowerCase(Locale.ROOT).contains(typed))
        .limit(MOST_SUGGESTED)
        .toList();
  }

  /** Nothing typed yet is no fault, and nothing to join either. */
  private Parsed<List<GroupMembership>> read(String address, String from) {
    if (address.isBlank()) {
      return Parsed.valid(List.of());
    }
    SourceMode chosen = mode.getValue();
    boolean any = chosen == SourceMode.ANY;
    if (from.isEmpty() && !any) {
      // The group's own field is read without its sources.
      any = sources.getText() != null && !sources.getText().isBlank();
      if (!any) {
        return GroupRange.read(address.strip() + "@" + on.name(), on.name());
      }
    }
    String behind =
        from.isEmpty() || chosen == SourceMode.ANY
            ? ""
            : chosen.sign + from.strip().replaceAll("[\\s,;+]+", "+");
    return GroupRange.read(address.strip() + "@" + on.name() + behind, on.name());
  }

  private void modeChanged() {
    boolean any = mode.getValue() == SourceMode.ANY;
    sources.setDisable(any);
    sources.setVisible(!any);
    sources.setManaged(!any);
    checks.readAgain();
    typed();
  }

  private void typed() {
    pause.playFromStart();
  }

  /** What stands in the form, if it makes sense and there is something. */
  private Optional<List<GroupMembership>> memberships() {
    boolean any = mode.getValue() == SourceMode.ANY;
    boolean named = any || sources.getText() != null && !sources.getText().isBlank();
    return named && !checks.invalidProperty().get()
        ? (any ? groupField : sourcesField).value().filter(each -> !each.isEmpty())
        : Optional.empty();
  }

  private void ask() {
    long number = ++asked;
    Optional<List<GroupMembership>> typed = memberships();
    if (typed.isEmpty() || changing != null) {
      expected = Optional.empty();
      hint.refresh();
      return;
    }
    actions.forecast(
        listener,
        typed.get().getFirst(),
        answer -> {
          if (number == asked) {
            expected = answer;
            hint.refresh();
          }
        });
  }

  private Hint hint() {
    if (changing != null) {
      return Hint.neutral(context.say("ui.groups.hint.change", changing.toString()));
    }
    if (group.getText() == null || group.getText().isBlank()) {
      return Hint.neutral(context.say("ui.groups.hint.empty"));
    }
    if (mode.getValue() != SourceMode.ANY && memberships().isEmpty()) {
      return Hint.neutral(context.say("ui.groups.hint.name-sources"));
    }
    Optional<String> missing = context.interfaces().missing(on.name()).map(context::say);
    if (missing.isPresent()) {
      return Hint.warning(missing.get());
    }
    return expected
        .map(
            each ->
                new Hint(
                    context.say("ui.groups.forecast." + each.outlook(), context.say(each.why())),
                    each.outlook() != Forecast.Outlook.ALLOWED
                        || each.why().key().matches(".*\\.(deaf|bound-to-another|down|no-.*)")))
        .orElseGet(() -> Hint.neutral(""));
  }

  private void wish(Consumer<List<GroupMembership>> wanted) {
    memberships().ifPresent(wanted);
  }

  /**
   * Whether the sources of this membership are being changed; null if something is to be joined.
   */
  @Nullable GroupMembership changing() {
    return changing;
  }

  /** Begins afresh for a listener. */
  void begin(int newListener) {
    listener = newListener;
    group.clear();
    sources.clear();
    mode.setValue(SourceMode.ANY);
    change(null);
  }

  /** Asks for other sources of a group that is joined; null: for a group to join. */
  void change(@Nullable GroupMembership joined) {
    changing = joined;
    group.setDisable(joined != null);
    on.setDisable(joined != null);
    if (joined != null) {
      group.setText(Endpoint.text(joined.group()));
      on.choose(joined.interfaceName());
      mode.setValue(SourceMode.of(joined.sources()));
      sources.setText(
          String.join(", ", joined.sources().sources().stream().map(Endpoint::text).toList()));
    }
    join.setText(context.say(joined == null ? "ui.groups-join.label" : "ui.groups-join.change"));
    hint.refresh();
    typed();
  }

  /** What was foretold may have changed. */
  void changed() {
    typed();
  }
}
