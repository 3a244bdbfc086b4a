package org.portbound.ui.traffic;

import java.util.Optional;
import java.util.function.Consumer;
import javafx.application.Platform;
import javafx.beans.property.BooleanProperty;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.geometry.Side;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.controlsfx.control.MasterDetailPane;
import org.kordamp.ikonli.feather.Feather;
import org.portbound.capture.Datagram;
import org.portbound.capture.DatagramLog;
import org.portbound.capture.DatagramRows;
import org.portbound.capture.Marks;
import org.portbound.capture.RowView;
import org.portbound.decode.DecodeAs;
import org.portbound.ui.control.Formats;
import org.portbound.ui.control.Icons;
import org.portbound.ui.control.SendDraft;
import org.portbound.ui.control.UiContext;
import org.portbound.ui.traffic.detail.DetailPane;
import org.portbound.ui.traffic.filter.FilterBar;
import org.portbound.workbench.Workbench;

/** The datagrams received: the table, and below it the selected one. */
public final class TrafficPane extends VBox {
  /** Below this width the tools are shown by their icons alone; their tooltips have the words. */
  private static final double NARROW_PX = 820;

  private static final PseudoClass NARROW = PseudoClass.getPseudoClass("narrow");

  private static final double TABLE_SHARE = 0.44;

  /** With more for the table nothing of the detail can be seen. */
  private static final double MOST_SHARE = 0.9;

  /** In less height than this a datagram and its bytes would both be cut: the rows stay. */
  private static final double BOTH_PX = 160;

  private final UiContext context;
  private final DatagramLog log;
  private final TrafficTable table;
  private final DetailPane detail;
  private final MasterDetailPane panes;
  private final RowActions actions;
  private final ToggleButton freeze;
  private final Label title = new Label();
  private final Label count = new Label();
  private final Label date = new Label();
  private final EmptyState empty;
  private final ToggleButton enlarge;
  private final Datagram chosen = new Datagram();
  private final Button clear;
  private final TrafficFilter filter;
  private boolean listening;
  private boolean detailed;
  private final Optional<TrafficPane> before;
  private final HBox tools = new HBox();

  /**
   * @param workbench whose datagrams are shown
   * @param fill takes what is to be filled into the send panel
   */
  public TrafficPane(UiContext context, Workbench workbench, Consumer<SendDraft> fill) {
    this.context = context;
    this.log = workbench.log();
    var decodeAs = context.memory().keep(DecodeAs.class, DecodeAs::new);
    this.table = new TrafficTable(context, log, workbench.marks(), decodeAs);
    this.actions = new RowActions(context, table, title);
    this.freeze = freezeSwitch();
    this.detail = new DetailPane(context, decodeAs, fill, () -> table.select(0));
    detail.onDecodeAs(table::draw);
    this.empty = new EmptyState(context);
    this.enlarge = context.named(new ToggleButton(), "traffic-enlarge");
    this.clear = new ClearButton(context, log, this::cleared, this::restored);
    this.filter = new TrafficFilter(context, table, context.settings(), () -> refresh(listening));
    getStyleClass().add("pb-traffic-pane");
    panes = new MasterDetailPane(Side.BOTTOM, new StackPane(table, empty), detail, false);
    panes.setAnimated(false);
    panes.setFocusTraversable(false);
    panes.setDividerPosition(TABLE_SHARE);
    panes.setId("traffic-panes");
    VBox.setVgrow(panes, Priority.ALWAYS);
    var menu = new RowMenu(context, actions);
    menu.addFilters(filter);
    menu.addDecoding(detail.protocols(), detail::decodeAs);
    menu.addSending(detail::reply, detail::sendAgain);
    table.setRowMenu(menu);
    table.selectedProperty().subscribe(number -> choose(number.longValue()));
    table.frozenProperty().subscribe(freeze::setSelected);
    Node header =
        header(new TrafficOptions(context, workbench.sending()::keepSends, this::tellDirections));
    getChildren().addAll(header, filter, panes);
    addEventHandler(
        KeyEvent.KEY_PRESSED,
        event -> {
          if (event.getCode() == KeyCode.ESCAPE) {
            table.select(0);
          }
        });
    panes
        .heightProperty()
        .subscribe(
            heightPx -> {
              empty.fit(heightPx.doubleValue());
              // Not amid a layout: the divider would be placed in the height there was.
              Platform.runLater(this::showDetail);
            });
    addActions();
    this.before = context.memory().replace("traffic", TrafficPane.class, this);
    refresh(false);
  }

  private Node header(TrafficOptions options) {
    title.setText(context.say("ui.traffic.title"));
    title.getStyleClass().add("pb-section");
    count.setId("traffic-count");
    count.getStyleClass().add("pb-muted");
    date.setId("traffic-date");
    date.textProperty().bind(table.dateProperty());
    date.getStyleClass().add("pb-muted");
    enlarge.setGraphic(Icons.of(Feather.MAXIMIZE_2));
    enlarge.getStyleClass().addAll("flat", "pb-tool");
    enlarge.setMinWidth(USE_PREF_SIZE);
    var space = new Region();
    HBox.setHgrow(space, Priority.ALWAYS);
    tools.setAlignment(Pos.CENTER_RIGHT);
    tools.getStyleClass().add("pb-tools");
    var header =
        new HBox(
            8,
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
    header.setAlignment(Pos.CENTER_LEFT);
    header.getStyleClass().add("pb-pane-header");
    title.setMinWidth(USE_PREF_SIZE);
    widthProperty()
        .subscribe(
            widthPx -> header.pseudoClassStateChanged(NARROW, widthPx.doubleValue() < NARROW_PX));
    return header;
  }

  private ToggleButton freezeSwitch() {
    ToggleButton button = context.named(new ToggleButton(), "traffic-freeze");
    button.setGraphic(Icons.of(Feather.PAUSE));
    button.getStyleClass().addAll("flat", "pb-tool");
    button.setOnAction(
        event -> {
          table.freeze(button.isSelected());
          showCounts();
        });
    return button;
  }

  /** Rows of both directions are in the table from now on. */
  private void tellDirections() {
    table.columns().show(TrafficColumn.DIRECTION, true);
  }

  private void toggleFreeze() {
    table.freeze(!table.frozenProperty().get());
    showCounts();
  }

  private void addActions() {
    var keys = new TrafficKeys(context);
    keys.add("freeze", "ui.traffic-freeze.name", TrafficKeys.FREEZE, this::toggleFreeze);
    keys.add("enlarge", "ui.traffic-enlarge.name", TrafficKeys.ENLARGE, enlarge::fire);
    actions.addTo(keys);
    filter.addTo(keys);
  }

  /** Whether the user wants to see nothing but datagrams; whoever shows the rest hides it then. */
  public BooleanProperty enlargedProperty() {
    return enlarge.selectedProperty();
  }

  /** Adds buttons to the header. */
  public void addTools(Node... more) {
    tools.getChildren().addAll(more);
  }

  private void cleared() {
    table.restart();
    refresh(true);
  }

  /** The rows that were cleared are there again, as far as the log still has them. */
  private void restored() {
    if (rows() == log) {
      showRows(log, table.marks());
    }
    refresh(listening);
  }

  /**
   * Lays the detail out once, out of sight: the first time takes half a second, and would be what a
   * user waits for after a click. To be called when the window has its size.
   */
  public void prepare() {
    detail.show(chosen, false);
    panes.setShowDetailNode(true);
    applyCss();
    layout();
    panes.setShowDetailNode(false);
  }

  private void choose(long number) {
    detailed = number != 0 && table.sight().readNumber(number, chosen);
    if (detailed) {
      detail.show(chosen, rows() == log);
    }
    showDetail();
  }

  private void showDetail() {
    boolean shown = detailed && panes.getHeight() >= BOTH_PX;
    if (shown != panes.isShowDetailNode()) {
      panes.setShowDetailNode(shown);
      panes.setDividerPosition(TABLE_SHARE);
    } else if (shown && panes.getDividerPosition() > MOST_SHARE) {
      // In a window that was still being built it was placed in no height.
      panes.setDividerPosition(TABLE_SHARE);
    }
  }

  /**
   * Shows other datagrams, all of them: those being received, or those of a file, which cannot be
   * cleared away.
   *
   * @param marks the notes on them
   */
  public void showRows(DatagramRows rows, Marks marks) {
    clear.setDisable(rows != log);
    table.showRows(rows, marks);
    filter.rowsChanged();
  }

  /** Selects a datagram that was received and brings it into sight, if those are shown. */
  public void select(long number) {
    if (rows() == log) {
      table.select(number);
    }
  }

  /** Shows the rows where the pane before showed them: as far, as frozen, and the same selected. */
  public void takeOver() {
    before.ifPresent(
        pane -> {
          filter.applyNow();
          table.takeOver(pane.table.sight());
          enlarge.setSelected(pane.enlarge.isSelected());
          showCounts();
        });
  }

  /** The line in which the filter stands. */
  public FilterBar filterBar() {
    return filter.bar();
  }

  /** Ends what runs beside the window. */
  public void close() {
    filter.close();
  }

  /** Shows the same datagrams in another view, such as a filter's. */
  public void showView(RowView view) {
    table.showView(view);
  }

  /** Which of the datagrams are shown. */
  public RowView view() {
    return table.sight().view();
  }

  /** The datagrams that are shown, in whichever view. */
  public DatagramRows rows() {
    return table.sight().source();
  }

  /**
   * Draws what is in sight again.
   *
   * @param listening whether any listener is open, which changes what an empty table advises
   */
  public void refresh(boolean listening) {
    this.listening = listening;
    table.refresh();
    boolean none = rows().end() == rows().first();
    empty.setVisible(none || table.sight().isEmpty());
    String state = none ? (listening ? "waiting" : "first") : "filtered";
    empty.say(state);
    showCounts();
  }

  private void showCounts() {
    RowView view = table.sight().view();
    long held = view.end() - view.first();
    count.setText(held == 0 ? "" : Formats.count(held));
    freeze.setText(
        table.frozenProperty().get()
            ? context.say("ui.traffic-freeze.frozen", Formats.count(table.sight().since()))
            : context.say("ui.traffic-freeze.label"));
  }
}
