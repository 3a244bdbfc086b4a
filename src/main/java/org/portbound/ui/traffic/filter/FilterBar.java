package org.portbound.ui.traffic.filter;

import java.util.Optional;
import javafx.animation.Animation;
import javafx.animation.KeyFrame;
import javafx.animation.PauseTransition;
import javafx.animation.Timeline;
import javafx.application.Platform;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.util.Duration;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.portbound.capture.MatchedRows;
import org.portbound.capture.RowView;
import org.portbound.capture.filter.Filter;
import org.portbound.capture.filter.Filter.Reading;
import org.portbound.capture.filter.SeenValues;
import org.portbound.capture.filter.Surroundings;
import org.portbound.text.Visible;
import org.portbound.ui.control.Formats;
import org.portbound.ui.control.Icons;
import org.portbound.ui.control.LateChildren;
import org.portbound.ui.control.Prompts;
import org.portbound.ui.control.Settings;
import org.portbound.ui.control.UiContext;

/**
 * The line in which one says which datagrams to show: green when it can be understood, red when
 * not, with the place and the sentence as soon as the user pauses. The matches are looked for on a
 * thread of their own; this pulls how far that is.
 */
public final class FilterBar extends VBox {
  private static final PseudoClass GOOD = PseudoClass.getPseudoClass("success");
  private static final PseudoClass BAD = PseudoClass.getPseudoClass("danger");
  private static final Duration APPLY_AFTER = Duration.millis(150);
  private static final Duration EXPLAIN_AFTER = Duration.millis(600);
  private static final Duration PULL_EVERY = Duration.millis(60);

  private final UiContext context;
  private final FilterTarget target;
  private final HBox line;
  private final TextField field;
  private final Label count = new Label();
  private final Button clear;
  private final FaultLine faultLine;
  private final CompletionPopup completion;
  private final PauseTransition applyLater = new PauseTransition(APPLY_AFTER);
  private final PauseTransition explainLater = new PauseTransition(EXPLAIN_AFTER);
  private final Timeline pull;
  private @Nullable MatchedRows matched;
  private MatchedRows.@Nullable Progress drawn;
  private Filter applied;

  /** It as it was typed: what is shown while something else does not parse. */
  private String appliedText = "";

  /**
   * @param settings where filters with names are kept
   */
  public FilterBar(UiContext context, FilterTarget target, Settings settings) {
    this.context = context;
    this.target = target;
    this.field = context.named(new TextField(), "traffic-filter");
    this.clear = context.named(new Button(), "traffic-filter-clear");
    this.faultLine = new FaultLine();
    this.completion = new CompletionPopup(context, field);
    this.applied = everything();
    this.pull = new Timeline(new KeyFrame(PULL_EVERY, event -> pull()));
    pull.setCycleCount(Animation.INDEFINITE);
    prepareField();
    clear.setGraphic(Icons.of(Feather.X));
    clear.getStyleClass().addAll("flat", "pb-tool");
    clear.setOnAction(event -> clear());
    count.setId("traffic-filter-count");
    count.getStyleClass().add("pb-muted");
    count.setMinWidth(USE_PREF_SIZE);
    var saved = new SavedMenu(context, new SavedFilters(settings), this);
    HBox.setHgrow(field, Priority.ALWAYS);
    this.line = new HBox(8, Icons.of(Feather.FILTER, "pb-icon-muted"), field, count, clear, saved);
    line.setAlignment(Pos.CENTER_LEFT);
    line.getStyleClass().add("pb-filter-line");
    getStyleClass().add("pb-filter");
    LateChildren.of(this, line, faultLine);
    typed();
  }

  private static Filter everything() {
    return Filter.parse("") instanceof Reading.Parsed(Filter filter) ? filter : absurd();
  }

  private static Filter absurd() {
    throw new AssertionError("blank text is a filter");
  }

  private void prepareField() {
    Prompts.fit(field, context.say("ui.traffic-filter.prompt"));
    field.getStyleClass().addAll("pb-mono", "pb-filter-field");
    applyLater.setOnFinished(event -> apply());
    explainLater.setOnFinished(event -> explain());
    field.textProperty().subscribe((before, now) -> typed());
    field.caretPositionProperty().subscribe((before, now) -> Platform.runLater(this::offer));
    field.setOnAction(event -> apply());
    field.focusedProperty().subscribe(focused -> look(focused));
    field.addEventHandler(
        KeyEvent.KEY_PRESSED,
        event -> {
          if (event.getCode() == KeyCode.ESCAPE) {
            target.focus();
            event.consume();
          }
        });
  }

  private void offer() {
    if (field.isFocused()) {
      completion.offer(false);
    }
  }

  /** Looks at the newest rows for values to offer. */
  private void look(boolean focused) {
    if (focused) {
      var rows = target.rows();
      context.commands().ask(() -> SeenValues.of(rows), completion::setSeen);
    }
  }

  /** Adds something beside the field, which gives up room for it; nothing else moves. */
  public void addTool(Node tool) {
    line.getChildren().add(line.getChildren().indexOf(clear), tool);
  }

  /** What stands in the field. */
  public String text() {
    return field.getText();
  }

  /** The same, if it can be understood. */
  public Optional<String> sound() {
    return Filter.parse(field.getText()) instanceof Reading.Parsed
        ? Optional.of(field.getText().strip())
        : Optional.empty();
  }

  /** Writes a filter into the field and applies it. */
  public void use(String filter) {
    field.setText(filter);
    field.positionCaret(filter.length());
    apply();
  }

  /** Adds a condition to the filter that is there, and applies it. */
  public void useToo(String condition) {
    String before = field.getText().strip();
    use(before.isEmpty() ? condition : "(" + before + ") and " + condition);
  }

  /** Begins a filter with a key that was typed in the table. */
  public void startWith(String typed) {
    field.requestFocus();
    field.setText(typed);
    field.positionCaret(typed.length());
  }

  /** Shows every datagram again. */
  public void clear() {
    use("");
    target.focus();
  }

  /** The target shows other rows now, all of them: filters these. */
  public void rowsChanged() {
    applied = everything();
    appliedText = "";
    stop();
    apply();
  }

  /** Applies what stands in the field, without waiting for the user to pause. */
  public void applyNow() {
    apply();
  }

  /** Ends the search for matches. */
  public void close() {
    pull.stop();
    stop();
  }

  private void typed() {
    Reading reading = Filter.parse(field.getText());
    boolean blank = field.getText().isBlank();
    field.pseudoClassStateChanged(GOOD, !blank && reading instanceof Reading.Parsed);
    field.pseudoClassStateChanged(BAD, reading instanceof Reading.Error);
    clear.setDisable(field.getText().isEmpty());
    switch (reading) {
      case Reading.Parsed _ -> {
        faultLine.hide();
        field.setAccessibleHelp("");
        explainLater.stop();
        applyLater.playFromStart();
      }
      case Reading.Error(int _, int _, var why) -> {
        field.setAccessibleHelp(context.say(why));
        applyLater.stop();
        if (faultLine.isVisible()) {
          explain();
        } else {
          explainLater.playFromStart();
        }
      }
    }
  }

  private void explain() {
    if (Filter.parse(field.getText()) instanceof Reading.Error error) {
      String why = context.say(error.why());
      faultLine.show(
          field.getText(),
          error,
          appliedText.isEmpty() ? why : context.say("ui.traffic-filter.still", why, appliedText));
    }
  }

  /** Shows what the field says, if it can be understood; what was shown before stays else. */
  private void apply() {
    applyLater.stop();
    switch (Filter.parse(field.getText())) {
      case Reading.Parsed(Filter filter) -> {
        if (!filter.equals(applied)) {
          applied = filter;
          appliedText = Visible.of(field.getText().strip());
          stop();
          start(filter);
        }
      }
      case Reading.Error _ -> explain();
    }
  }

  private void start(Filter filter) {
    if (filter.isEverything()) {
      target.show(RowView.all(target.rows()));
      return;
    }
    Surroundings here = Surroundings.here(target::isMarked);
    here.missing(filter)
        .ifPresent(name -> faultLine.warn(context.say("filter.no-such-interface", name)));
    MatchedRows rows =
        MatchedRows.start(target.rows(), filter.condition(here), context.commands()::unexpected);
    matched = rows;
    target.show(rows);
    pull.playFromStart();
    pull();
  }

  private void stop() {
    pull.stop();
    MatchedRows before = matched;
    if (before != null) {
      matched = null;
      drawn = null;
      // Waits for the row that is being read, which may be on a disk.
      context.commands().ask(() -> closed(before), MatchedRows::progress);
    }
    count.setText("");
  }

  private static MatchedRows closed(MatchedRows rows) {
    rows.close();
    return rows;
  }

  private void pull() {
    MatchedRows rows = matched;
    if (rows == null) {
      return;
    }
    MatchedRows.Progress now = rows.progress();
    if (!now.equals(drawn)) {
      drawn = now;
      String key = now.complete() ? "ui.traffic-filter.count" : "ui.traffic-filter.count-so-far";
      count.setText(context.say(key, Formats.count(now.matches()), Formats.count(now.total())));
      target.redraw();
    }
  }
}
