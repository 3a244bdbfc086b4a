package org.portbound.ui.control;

import java.util.List;
import java.util.function.Consumer;
import javafx.application.Platform;
import javafx.beans.property.ReadOnlyLongProperty;
import javafx.beans.property.ReadOnlyLongWrapper;
import javafx.beans.value.ObservableValue;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import org.portbound.workbench.Ledger;
import org.portbound.workbench.LedgerEntry;

/** The socket calls of this program as strace prints them, the newest at the end. */
public final class LedgerPane extends VBox {
  /** What is made for a listener or a send stands there; what Portbound needs itself on demand. */
  private static final Setting<Boolean> BACKGROUND = Setting.flag("ledger-background", false);

  /** Growing figures change so often at the most, in nanoseconds: they are to be read. */
  private static final long BETWEEN_NS = 250_000_000;

  private static final double FILTER_WIDTH_PX = 190;

  /** The title's line and the space below the list. */
  private static final double HEADER_HEIGHT_PX = 40;

  private final UiContext context;
  private final Ledger ledger;
  private final LedgerList list;
  private final ReadOnlyLongWrapper count = new ReadOnlyLongWrapper(0);
  private final Label waiting = new Label();
  private final Region space = new Region();
  private final TextField filter;
  private final ToggleButton pause;
  private final ToggleButton background;
  private final Button chip;
  private List<Node> tools = List.of();
  private LedgerFilter wanted = LedgerFilter.read("");
  private LedgerScope scope = LedgerScope.ALL;
  private Runnable unscoped = () -> {};
  private long next;

  /** Lines of the background so far. */
  private long behind;

  private long shownGrowth;
  private long shownNs = System.nanoTime() - BETWEEN_NS;

  /** An empty pane; {@link #refresh()} fills it. */
  public LedgerPane(UiContext context, Ledger ledger) {
    this.context = context;
    this.ledger = ledger;
    this.next = ledger.first();
    this.filter = context.named(new TextField(), "ledger-filter");
    this.pause = context.named(new ToggleButton(), "ledger-pause");
    this.background = context.named(new ToggleButton(), "ledger-background");
    this.chip = context.named(new Button(), "ledger-scope");
    this.list = new LedgerList(context, this);
    getStyleClass().add("pb-ledger");
    VBox.setVgrow(list, Priority.ALWAYS);
    list.maxHeightProperty()
        .bind(
            heightProperty()
                .map(px -> LedgerList.wholeLinesPx(px.doubleValue() - HEADER_HEIGHT_PX)));
    getChildren().addAll(header(), list);
  }

  private HBox header() {
    waiting.getStyleClass().add("pb-muted");
    waiting.setMinWidth(USE_PREF_SIZE);
    waiting.setId("ledger-waiting");
    HBox.setHgrow(space, Priority.ALWAYS);
    Prompts.fit(filter, context.say("ui.ledger-filter.prompt"));
    filter.getStyleClass().add("pb-ledger-filter");
    filter.setMinWidth(0);
    filter.setPrefWidth(FILTER_WIDTH_PX);
    filter
        .textProperty()
        .subscribe(
            text -> {
              wanted = LedgerFilter.read(text);
              filter();
            });
    chip.setGraphic(Icons.of(Feather.X, "pb-icon-small"));
    chip.setContentDisplay(ContentDisplay.RIGHT);
    chip.getStyleClass().add("pb-chip");
    chip.setMinWidth(USE_PREF_SIZE);
    chip.managedProperty().bind(chip.visibleProperty());
    chip.setVisible(false);
    chip.setOnAction(_ -> show(LedgerScope.ALL));
    pause.setGraphic(Icons.of(Feather.PAUSE));
    pause.getStyleClass().addAll("flat", "pb-tool");
    pause.selectedProperty().subscribe(_ -> refresh());
    background.setGraphic(Icons.of(Feather.LAYERS));
    background.getStyleClass().addAll("flat", "pb-tool", "pb-ledger-background");
    background.setMinWidth(USE_PREF_SIZE);
    background.setSelected(context.settings().get(BACKGROUND));
    background
        .selectedProperty()
        .subscribe(
            on -> {
              context.settings().put(BACKGROUND, on);
              filter();
            });
    Button explain = tool("ledger-explain", Feather.HELP_CIRCLE);
    explain.setOnAction(_ -> list.explain());
    Button copy = tool("ledger-copy", Feather.COPY);
    copy.setOnAction(_ -> list.copy());
    tools = List.of(filter, background, pause, explain, copy);
    var header = new HBox(8, space, waiting, chip, filter, background, pause, explain, copy);
    header.getStyleClass().add("pb-pane-header");
    return header;
  }

  private Button tool(String id, Feather icon) {
    Button tool = context.named(new Button(), id);
    tool.setGraphic(Icons.of(icon));
    tool.getStyleClass().addAll("flat", "pb-tool");
    return tool;
  }

  /** Keeps so much at the left of its head free, in pixels, for what stands over it. */
  public void keepFree(ObservableValue<Number> widthPx) {
    space.minWidthProperty().bind(widthPx);
  }

  /** What searches, stops and copies the calls is there, or is not. */
  public void showTools(boolean shown) {
    for (Node each : tools) {
      each.setVisible(shown);
      each.setManaged(shown);
    }
  }

  private void filter() {
    LedgerFilter words = wanted;
    LedgerScope of = scope;
    boolean all = background.isSelected();
    list.filter(
        call -> (all || !call.background()) && of.has(call) && words.matches(call),
        context.say(count.get() == 0 && !all ? "ui.ledger.empty" : "ui.ledger.no-match"));
  }

  /** Shows these calls alone; the user can take that back. */
  public void show(LedgerScope newScope) {
    boolean takenBack = newScope.isAll() && !scope.isAll();
    if (newScope.equals(scope)) {
      return;
    }
    scope = newScope;
    chip.setText(newScope.label());
    chip.setVisible(!newScope.isAll());
    list.getSelectionModel().clearSelection();
    filter();
    // Once more when the list has laid out what it shows now.
    Platform.runLater(list::toEnd);
    if (takenBack) {
      unscoped.run();
    }
  }

  /**
   * Who hears of the user's choices.
   *
   * @param hearsCall of the call that is selected
   * @param hearsAll that all calls are shown again
   */
  public void onChoice(Consumer<LedgerEntry> hearsCall, Runnable hearsAll) {
    list.onChoice(hearsCall);
    unscoped = hearsAll;
  }

  /** How many calls were made so far. */
  public ReadOnlyLongProperty countProperty() {
    return count.getReadOnlyProperty();
  }

  /** Takes over what was added and has grown since the last time, unless it is to stand still. */
  public void refresh() {
    long growth = ledger.pull();
    boolean grown = growth != shownGrowth && System.nanoTime() - shownNs > BETWEEN_NS;
    if (grown && !pause.isSelected()) {
      shownGrowth = growth;
      shownNs = System.nanoTime();
      list.grown();
    }
    long news = ledger.end() - next;
    boolean still = pause.isSelected() && news > 0;
    waiting.setText(still ? context.say("ui.ledger.waiting", Formats.count(news)) : "");
    if (news == 0 || still) {
      return;
    }
    List<LedgerEntry> added = ledger.since(Math.max(next, ledger.end() - LedgerList.SHOWN));
    if (added.isEmpty()) {
      return;
    }
    next = added.getLast().number() + 1;
    behind += added.stream().filter(LedgerEntry::background).count();
    background.setText(behind == 0 ? "" : Formats.count(behind));
    count.set(next - 1 - behind);
    list.add(added);
  }
}
