package org.portbound.ui.traffic.filter;

import java.util.List;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.portbound.capture.RowSearch;
import org.portbound.capture.RowView;
import org.portbound.capture.filter.Filter;
import org.portbound.capture.filter.Needles;
import org.portbound.capture.filter.Surroundings;
import org.portbound.text.Message;
import org.portbound.text.Parsed;
import org.portbound.ui.control.Formats;
import org.portbound.ui.control.Icons;
import org.portbound.ui.control.Segments;
import org.portbound.ui.control.UiContext;

/**
 * Goes from one datagram with a text or bytes to the next, among those that are shown. Hidden until
 * it is asked for. JavaFX thread; the search itself runs beside it and can be given up.
 */
public final class FindBar extends HBox {
  private static final PseudoClass BAD = PseudoClass.getPseudoClass("danger");

  private final UiContext context;
  private final FilterTarget target;
  private final TextField field;
  private final ToggleButton asHex;
  private final Label answer = new Label();
  private RowView view;
  private @Nullable RowSearch running;

  /**
   * @param target where to search and what to select
   */
  public FindBar(UiContext context, FilterTarget target) {
    this.context = context;
    this.target = target;
    this.view = RowView.all(target.rows());
    this.field = context.named(new TextField(), "traffic-find");
    var asText =
        context.named(
            new ToggleButton(context.say("ui.traffic-find-text.label")), "traffic-find-text");
    this.asHex =
        context.named(
            new ToggleButton(context.say("ui.traffic-find-hex.label")), "traffic-find-hex");
    field.setPromptText(context.say("ui.traffic-find.prompt"));
    field.getStyleClass().add("pb-mono");
    field.textProperty().subscribe((before, now) -> say("", false));
    field.setOnAction(event -> find(true));
    asHex.selectedProperty().subscribe(hex -> say("", false));
    answer.setId("traffic-find-answer");
    answer.getStyleClass().add("pb-muted");
    answer.setMinWidth(USE_PREF_SIZE);
    HBox.setHgrow(field, Priority.ALWAYS);
    setId("traffic-find-bar");
    getStyleClass().add("pb-filter-line");
    setSpacing(8);
    setAlignment(Pos.CENTER_LEFT);
    getChildren()
        .addAll(
            List.of(
                Icons.of(Feather.SEARCH, "pb-icon-muted"),
                field,
                Segments.of(asText, asHex),
                answer,
                tool("traffic-find-previous", Feather.CHEVRON_UP, () -> find(false)),
                tool("traffic-find-next", Feather.CHEVRON_DOWN, () -> find(true)),
                tool("traffic-find-close", Feather.X, this::hide)));
    addEventHandler(KeyEvent.KEY_PRESSED, this::key);
    setVisible(false);
    setManaged(false);
  }

  private Button tool(String id, Feather icon, Runnable action) {
    Button button = context.named(new Button(), id);
    button.setGraphic(Icons.of(icon));
    button.getStyleClass().addAll("flat", "pb-tool");
    button.setOnAction(event -> action.run());
    return button;
  }

  private void key(KeyEvent event) {
    if (event.getCode() == KeyCode.ESCAPE) {
      hide();
      event.consume();
    }
  }

  /** Searches among these rows from now on. */
  public void setView(RowView now) {
    cancel();
    view = now;
  }

  /** Shows the line, ready to be typed in. */
  public void open() {
    setVisible(true);
    setManaged(true);
    field.requestFocus();
    field.selectAll();
  }

  private void hide() {
    cancel();
    setVisible(false);
    setManaged(false);
    target.focus();
  }

  private void cancel() {
    RowSearch search = running;
    if (search != null) {
      search.cancel();
      running = null;
    }
  }

  /** Goes to the next or the previous one; opens the line first if nothing is searched for. */
  public void find(boolean forward) {
    if (!isVisible() || field.getText().isEmpty()) {
      open();
      return;
    }
    Parsed<Filter> needle =
        asHex.isSelected() ? Needles.hex(field.getText()) : Needles.text(field.getText());
    switch (needle) {
      case Parsed.Invalid<Filter>(Message why) -> say(context.say(why), true);
      case Parsed.Valid<Filter>(Filter filter) -> search(filter, forward);
    }
  }

  private void search(Filter filter, boolean forward) {
    cancel();
    var search =
        new RowSearch(target.rows(), view, filter.condition(Surroundings.here(target::isMarked)));
    running = search;
    say(context.say("ui.traffic-find.searching"), false);
    long from = target.selected();
    context
        .commands()
        .ask(
            () -> search.run(from, forward),
            outcome -> {
              if (running == search) {
                running = null;
                tell(outcome, forward);
              }
            });
  }

  private void tell(RowSearch.Outcome outcome, boolean forward) {
    switch (outcome) {
      case RowSearch.Outcome.Found(long number, boolean wrapped) -> {
        target.select(number);
        String key = wrapped ? forward ? "from-first" : "from-last" : "found";
        say(context.say("ui.traffic-find." + key, Formats.count(number)), false);
      }
      case RowSearch.Outcome.Nothing() -> say(context.say("ui.traffic-find.nothing"), true);
      case RowSearch.Outcome.Cancelled() -> say("", false);
    }
  }

  private void say(String sentence, boolean bad) {
    answer.setText(sentence);
    field.pseudoClassStateChanged(BAD, bad);
  }
}
