package org.portbound.ui.traffic;

import java.util.function.Consumer;
import javafx.geometry.Pos;
import javafx.geometry.Side;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
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
import org.portbound.capture.RowReader;
import org.portbound.capture.RowView;
import org.portbound.ui.control.Formats;
import org.portbound.ui.control.Icons;
import org.portbound.ui.control.SendDraft;
import org.portbound.ui.control.UiContext;
import org.portbound.ui.traffic.detail.DetailPane;

/** The datagrams received: the table, and below it the selected one. */
public final class TrafficPane extends VBox {
  private static final double TABLE_SHARE = 0.44;
  private static final double EMPTY_STATE_PX = 180;
  private static final double EMPTY_TITLE_PX = 72;

  private final UiContext context;
  private final DatagramLog log;
  private final TrafficTable table;
  private final DetailPane detail;
  private final MasterDetailPane panes;
  private final Label count = new Label();
  private final Label emptyTitle = new Label();
  private final Label emptyDetail = new Label();
  private final VBox empty;
  private final Datagram chosen = new Datagram();
  private final Button clear;
  private final HBox tools = new HBox();
  private RowReader reader;

  /**
   * @param log the datagrams being received
   * @param fill takes what is to be filled into the send panel
   */
  public TrafficPane(UiContext context, DatagramLog log, Consumer<SendDraft> fill) {
    this.context = context;
    this.log = log;
    this.reader = log.reader();
    this.table = new TrafficTable(context, log);
    this.detail = new DetailPane(context, fill, () -> table.select(0));
    this.empty = emptyState();
    this.clear = clearButton();
    getStyleClass().add("pb-traffic-pane");
    panes = new MasterDetailPane(Side.BOTTOM, new StackPane(table, empty), detail, false);
    panes.setAnimated(false);
    panes.setDividerPosition(TABLE_SHARE);
    panes.setId("traffic-panes");
    VBox.setVgrow(panes, Priority.ALWAYS);
    table.selectedProperty().subscribe(number -> choose(number.longValue()));
    getChildren().addAll(header(), panes);
    addEventHandler(
        KeyEvent.KEY_PRESSED,
        event -> {
          if (event.getCode() == KeyCode.ESCAPE) {
            table.select(0);
          }
        });
    panes.heightProperty().subscribe(this::fitEmptyState);
    refresh(false);
  }

  /** Where the table is low, the empty state says less rather than lie over the header. */
  private void fitEmptyState() {
    double heightPx = panes.getHeight();
    empty.getChildren().forEach(each -> show(each, heightPx > EMPTY_STATE_PX));
    show(emptyTitle, heightPx > EMPTY_TITLE_PX);
  }

  private static void show(Node node, boolean shown) {
    node.setVisible(shown);
    node.setManaged(shown);
  }

  private Node header() {
    var title = new Label(context.say("ui.traffic.title"));
    title.getStyleClass().add("pb-section");
    count.setId("traffic-count");
    count.getStyleClass().add("pb-muted");
    var space = new Region();
    HBox.setHgrow(space, Priority.ALWAYS);
    tools.setAlignment(Pos.CENTER_RIGHT);
    var header = new HBox(8, title, count, space, tools, clear);
    header.setAlignment(Pos.CENTER_LEFT);
    header.getStyleClass().add("pb-pane-header");
    return header;
  }

  /** Adds buttons to the header. */
  public void addTools(Node... more) {
    tools.getChildren().addAll(more);
  }

  private Button clearButton() {
    Button button =
        context.named(new Button(context.say("ui.traffic-clear.label")), "traffic-clear");
    button.setGraphic(Icons.of(Feather.TRASH_2));
    button.getStyleClass().addAll("flat", "pb-tool");
    button.setOnAction(event -> clear());
    return button;
  }

  private void clear() {
    log.clear();
    table.select(0);
    refresh(true);
  }

  private VBox emptyState() {
    emptyTitle.getStyleClass().add("pb-empty-title");
    emptyDetail.getStyleClass().add("pb-empty-detail");
    emptyDetail.setWrapText(true);
    var box = new VBox(8, Icons.of(Feather.INBOX, "pb-icon-empty"), emptyTitle, emptyDetail);
    box.setId("traffic-empty");
    box.setMouseTransparent(true);
    box.setMinHeight(0);
    box.getStyleClass().add("pb-empty");
    return box;
  }

  private void choose(long number) {
    if (number != 0 && reader.read(number, chosen)) {
      detail.show(chosen, rows() == log);
      if (!panes.isShowDetailNode()) {
        panes.setShowDetailNode(true);
        panes.setDividerPosition(TABLE_SHARE);
      }
    } else {
      panes.setShowDetailNode(false);
    }
  }

  /**
   * Shows other datagrams, all of them: those being received, or those of a file, which cannot be
   * cleared away.
   */
  public void showRows(DatagramRows rows) {
    reader = rows.reader();
    clear.setDisable(rows != log);
    table.showRows(rows);
  }

  /** Shows the same datagrams in another view, such as a filter's. */
  public void showView(RowView view) {
    table.showView(view);
  }

  /** The datagrams that are shown, in whichever view. */
  public DatagramRows rows() {
    return table.source();
  }

  /**
   * Draws what is in sight again.
   *
   * @param listening whether any listener is open, which changes what an empty table advises
   */
  public void refresh(boolean listening) {
    table.refresh();
    RowView view = table.view();
    long held = view.end() - view.first();
    empty.setVisible(rows().end() == rows().first());
    String state = listening ? "waiting" : "first";
    emptyTitle.setText(context.say("ui.traffic.empty." + state + ".title"));
    emptyDetail.setText(context.say("ui.traffic.empty." + state + ".detail"));
    count.setText(held == 0 ? "" : Formats.count(held));
  }
}
