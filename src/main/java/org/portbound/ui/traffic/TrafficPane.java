package org.portbound.ui.traffic;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.application.Platform;
import javafx.beans.property.BooleanProperty;
import javafx.geometry.Side;
import javafx.scene.Node;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.controlsfx.control.MasterDetailPane;
import org.portbound.capture.Datagram;
import org.portbound.capture.DatagramLog;
import org.portbound.capture.DatagramRows;
import org.portbound.capture.Marks;
import org.portbound.capture.RowView;
import org.portbound.decode.DecodeAs;
import org.portbound.ui.control.FocusMove;
import org.portbound.ui.control.LateChildren;
import org.portbound.ui.control.Panes;
import org.portbound.ui.control.SendDraft;
import org.portbound.ui.control.UiContext;
import org.portbound.ui.traffic.detail.DetailPane;
import org.portbound.ui.traffic.filter.FilterBar;
import org.portbound.workbench.Workbench;

/** The datagrams received: the table, and below it the selected one. */
public final class TrafficPane extends VBox {
  private static final double TABLE_SHARE = 0.44;

  /** With more for the table nothing of the detail can be seen. */
  private static final double MOST_SHARE = 0.9;

  /** In less height than this a datagram and its bytes would both be cut: the rows stay. */
  private static final double BOTH_PX = 160;

  private final DatagramLog log;
  private final TrafficTable table;
  private final DetailPane detail;
  private final MasterDetailPane panes;
  private final VBox belowTable = new VBox();
  private final RowActions actions;
  private final TrafficHeader header;
  private final EmptyState empty;
  private final Datagram chosen = new Datagram();
  private final ClearButton clear;
  private final TrafficFilter filter;
  private boolean listening;
  private boolean detailed;
  private final Optional<TrafficPane> before;

  /**
   * @param workbench whose datagrams are shown
   * @param fill takes what is to be filled into the send panel
   */
  public TrafficPane(UiContext context, Workbench workbench, Consumer<SendDraft> fill) {
    this.log = workbench.log();
    var decodeAs = context.memory().keep(DecodeAs.class, DecodeAs::new);
    this.table = new TrafficTable(context, log, workbench.marks(), decodeAs);
    this.clear = new ClearButton(context, log, this::cleared, this::restored);
    this.header =
        new TrafficHeader(
            context,
            table,
            new TrafficOptions(context, workbench.sending()::keepSends, this::tellDirections),
            clear);
    this.actions = new RowActions(context, table, header.title());
    this.detail = new DetailPane(context, decodeAs, fill, () -> table.select(0));
    detail.onDecodeAs(table::draw);
    this.empty = new EmptyState(context);
    this.filter = new TrafficFilter(context, table, context.settings(), () -> refresh(listening));
    getStyleClass().add("pb-traffic-pane");
    var rows = new StackPane(table, empty);
    rows.setMinHeight(0);
    VBox.setVgrow(rows, Priority.ALWAYS);
    panes = new MasterDetailPane(Side.BOTTOM, new VBox(rows, belowTable), detail, false);
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
    Panes.mark(this, () -> FocusMove.firstIn(table));
    Panes.mark(detail);
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
    widthProperty().subscribe(widthPx -> header.fit(widthPx.doubleValue()));
    var keys = new TrafficKeys(context);
    header.addTo(keys);
    actions.addTo(keys);
    filter.addTo(keys);
    this.before = context.memory().replace("traffic", TrafficPane.class, this);
    refresh(false);
  }

  /** Rows of both directions are in the table from now on. */
  private void tellDirections() {
    table.columns().show(TrafficColumn.DIRECTION, true);
  }

  /** Whether the user wants to see nothing but datagrams; whoever shows the rest hides it then. */
  public BooleanProperty enlargedProperty() {
    return header.enlargedProperty();
  }

  /** Adds buttons to the header. */
  public void addTools(Node... more) {
    header.addTools(more);
  }

  /**
   * Gives it the lines that come and go between the table and the detail: the table's last rows
   * make room, and nothing else moves.
   */
  public void setBelowTable(List<Node> lines) {
    LateChildren.of(belowTable, lines.toArray(Node[]::new));
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
   * Makes the rows, and lays the detail out once, out of sight: the first time takes half a second,
   * and would be what a user waits for after a click. To be called when the window has its size;
   * leaves a detail alone that is in sight by then.
   */
  public void prepare() {
    table.prepare();
    if (detailed) {
      return;
    }
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
          enlargedProperty().set(pane.enlargedProperty().get());
          header.showCounts();
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
    header.showCounts();
  }
}
