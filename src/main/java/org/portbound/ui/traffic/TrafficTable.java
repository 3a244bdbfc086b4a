package org.portbound.ui.traffic;

import javafx.beans.property.ReadOnlyLongProperty;
import javafx.beans.property.ReadOnlyLongWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.geometry.Insets;
import javafx.geometry.Orientation;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.ScrollBar;
import javafx.scene.control.TableView;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import org.kordamp.ikonli.feather.Feather;
import org.portbound.capture.Datagram;
import org.portbound.capture.DatagramLog;
import org.portbound.ui.control.Formats;
import org.portbound.ui.control.Icons;
import org.portbound.ui.control.UiContext;

/**
 * A table that holds only the rows in sight. They are places that are filled anew at each refresh,
 * and a scroll bar of its own moves them over the log; so its cost does not grow with the log.
 */
final class TrafficTable extends StackPane {
  private static final double ROW_HEIGHT_PX = 26;
  private static final double HEADER_HEIGHT_PX = 28;

  private final UiContext context;
  private final DatagramLog log;
  private final LogScroll scroll = new LogScroll();
  private final ObservableList<TrafficRow> rows = FXCollections.observableArrayList();
  private final TableView<TrafficRow> table = new TableView<>(rows);
  private final ScrollBar bar = new ScrollBar();
  private final Button follow;
  private final Datagram holder = new Datagram();
  private final ReadOnlyLongWrapper selected = new ReadOnlyLongWrapper(0);
  private boolean syncing;

  TrafficTable(UiContext context, DatagramLog log) {
    this.context = context;
    this.log = log;
    this.follow = context.named(new Button(), "traffic-follow");
    prepareTable();
    prepareBar();
    follow.setGraphic(Icons.of(Feather.ARROW_DOWN));
    follow.getStyleClass().addAll("accent", "pb-follow");
    follow.setOnAction(
        event -> {
          table.requestFocus();
          follow();
        });
    StackPane.setAlignment(bar, Pos.CENTER_RIGHT);
    StackPane.setMargin(bar, new Insets(HEADER_HEIGHT_PX + 1, 0, 0, 0));
    StackPane.setAlignment(follow, Pos.BOTTOM_CENTER);
    getChildren().addAll(table, bar, follow);
    refresh();
  }

  private void prepareTable() {
    context.named(table, "traffic-table");
    table.setTooltip(null);
    table.getStyleClass().add("pb-traffic");
    table.setFixedCellSize(ROW_HEIGHT_PX);
    table.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_LAST_COLUMN);
    table.setPlaceholder(new Region());
    TrafficColumns.addTo(table, context);
    table.heightProperty().subscribe(this::fit);
    table.setRowFactory(view -> new TrafficPlace(this::select));
    table.setSelectionModel(null);
    table.addEventFilter(KeyEvent.KEY_PRESSED, this::key);
    table.addEventFilter(ScrollEvent.SCROLL, this::wheel);
    table.addEventFilter(MouseEvent.DRAG_DETECTED, MouseEvent::consume);
  }

  private void prepareBar() {
    UiContext.label(bar, "traffic-scroll", context.say("ui.traffic-scroll.name"));
    bar.setOrientation(Orientation.VERTICAL);
    bar.valueProperty()
        .subscribe(
            value -> {
              if (!syncing) {
                scroll.moveTo(scroll.first() + Math.round(value.doubleValue()));
                refresh();
              }
            });
  }

  /** As many places as rows fit below the header. */
  private void fit() {
    double roomPx = table.getHeight() - HEADER_HEIGHT_PX - 1;
    int fitting = (int) Math.max(1, Math.floor(roomPx / ROW_HEIGHT_PX));
    scroll.setRows(fitting);
    while (rows.size() > fitting) {
      rows.removeLast();
    }
    while (rows.size() < fitting) {
      rows.add(new TrafficRow());
    }
    refresh();
  }

  /** Draws the rows in sight again. */
  void refresh() {
    scroll.update(log.first(), log.end());
    syncing = true;
    for (int i = 0; i < rows.size(); i++) {
      TrafficRow row = rows.get(i);
      long number = scroll.top() + i;
      if (number < scroll.end() && log.read(number, holder)) {
        row.fill(holder);
        row.choose(number == selected.get());
      } else {
        row.clear();
      }
    }
    long range = scroll.range();
    bar.setMax((double) Math.max(1, range));
    bar.setVisibleAmount(range == 0 ? 1 : (double) range * scroll.rows() / (range + scroll.rows()));
    bar.setBlockIncrement(Math.max(1, scroll.rows() - 1));
    bar.setUnitIncrement(1);
    bar.setValue((double) (scroll.top() - scroll.first()));
    bar.setVisible(range > 0);
    follow.setVisible(!scroll.following() && range > 0);
    follow.setText(
        scroll.below() == 0
            ? context.say("ui.traffic-follow.label")
            : context.say("ui.traffic-follow.label-count", Formats.count(scroll.below())));
    syncing = false;
  }

  private void key(KeyEvent event) {
    switch (event.getCode()) {
      case UP -> step(-1);
      case DOWN -> step(1);
      case PAGE_UP -> step(-scroll.rows());
      case PAGE_DOWN -> step(scroll.rows());
      case HOME -> select(scroll.first());
      case END -> follow();
      default -> {
        return;
      }
    }
    event.consume();
  }

  private void step(long delta) {
    if (scroll.end() == scroll.first()) {
      return;
    }
    long from =
        selected.get() == 0 ? (delta > 0 ? scroll.top() - 1 : scroll.end()) : selected.get();
    select(Math.clamp(from + delta, scroll.first(), scroll.end() - 1));
  }

  private void wheel(ScrollEvent event) {
    long lines = Math.round(-event.getDeltaY() / ROW_HEIGHT_PX);
    if (event.getDeltaY() != 0) {
      scroll.moveBy(lines == 0 ? (event.getDeltaY() > 0 ? -1 : 1) : lines);
      refresh();
      event.consume();
    }
  }

  /** Selects a datagram and brings it into sight; 0 selects none. */
  void select(long number) {
    selected.set(number);
    if (number != 0) {
      scroll.reveal(number);
    }
    refresh();
  }

  /** Keeps the newest in sight; what is selected stays selected. */
  void follow() {
    scroll.follow();
    refresh();
  }

  /** The number of the selected datagram, or 0. */
  ReadOnlyLongProperty selectedProperty() {
    return selected.getReadOnlyProperty();
  }
}
