package org.portbound.ui.traffic;

import javafx.beans.property.BooleanProperty;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.kordamp.ikonli.feather.Feather;
import org.portbound.capture.RowView;
import org.portbound.ui.control.Formats;
import org.portbound.ui.control.Icons;
import org.portbound.ui.control.UiContext;

/**
 * The line above the datagrams: how many are shown and of which day, and what stands still, clears,
 * enlarges and sets up their table. JavaFX thread.
 */
final class TrafficHeader extends HBox {
  /** Below this width the tools are shown by their icons alone; their tooltips have the words. */
  private static final double NARROW_PX = 820;

  private static final PseudoClass NARROW = PseudoClass.getPseudoClass("narrow");

  private final UiContext context;
  private final TrafficTable table;
  private final Label title = new Label();
  private final Label count = new Label();
  private final HBox tools = new HBox();
  private final ToggleButton freeze;
  private final ToggleButton enlarge;

  /**
   * @param table which stands below
   * @param clear clears it
   */
  TrafficHeader(UiContext context, TrafficTable table, TrafficOptions options, ClearButton clear) {
    super(8);
    this.context = context;
    this.table = table;
    this.freeze = tool("traffic-freeze", Feather.PAUSE);
    this.enlarge = tool("traffic-enlarge", Feather.MAXIMIZE_2);
    title.setText(context.say("ui.traffic.title"));
    title.getStyleClass().add("pb-section");
    title.setMinWidth(USE_PREF_SIZE);
    count.setId("traffic-count");
    count.getStyleClass().add("pb-muted");
    var date = new Label();
    date.setId("traffic-date");
    date.textProperty().bind(table.dateProperty());
    date.getStyleClass().add("pb-muted");
    freeze.setText(context.say("ui.traffic-freeze.label"));
    freeze.setOnAction(event -> freeze(freeze.isSelected()));
    table.frozenProperty().subscribe(freeze::setSelected);
    enlarge.setMinWidth(USE_PREF_SIZE);
    var space = new Region();
    HBox.setHgrow(space, Priority.ALWAYS);
    tools.setAlignment(Pos.CENTER_RIGHT);
    tools.getStyleClass().add("pb-tools");
    setAlignment(Pos.CENTER_LEFT);
    getStyleClass().add("pb-pane-header");
    getChildren()
        .addAll(
            title,
            count,
            date,
            space,
            tools,
            freeze,
            new ColumnsMenu(context, table),
            options.button(),
            clear,
            enlarge);
  }

  private ToggleButton tool(String id, Feather icon) {
    ToggleButton button = context.named(new ToggleButton(), id);
    button.setGraphic(Icons.of(icon));
    button.getStyleClass().addAll("flat", "pb-tool");
    return button;
  }

  private void freeze(boolean frozen) {
    table.freeze(frozen);
    showCounts();
  }

  /** What questions about the rows point at. */
  Node title() {
    return title;
  }

  /** Adds buttons before those that are always there. */
  void addTools(Node... more) {
    tools.getChildren().addAll(more);
  }

  /** Fits what it shows to the width of the pane. */
  void fit(double widthPx) {
    pseudoClassStateChanged(NARROW, widthPx < NARROW_PX);
  }

  /** Whether nothing but datagrams is wanted. */
  BooleanProperty enlargedProperty() {
    return enlarge.selectedProperty();
  }

  /** What is done by key as well as by a click. */
  void addTo(TrafficKeys keys) {
    keys.add(
        "freeze",
        "ui.traffic-freeze.name",
        TrafficKeys.FREEZE,
        () -> freeze(!table.frozenProperty().get()));
    keys.add("enlarge", "ui.traffic-enlarge.name", TrafficKeys.ENLARGE, enlarge::fire);
  }

  /** How many rows there are. */
  void showCounts() {
    RowView view = table.sight().view();
    long held = view.end() - view.first();
    count.setText(held == 0 ? "" : Formats.count(held));
  }
}
