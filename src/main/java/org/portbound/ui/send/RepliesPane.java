package org.portbound.ui.send;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.LongConsumer;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.portbound.capture.Datagram;
import org.portbound.capture.DatagramLog;
import org.portbound.decode.Decoded;
import org.portbound.decode.Decoders;
import org.portbound.decode.Ports;
import org.portbound.ui.control.Formats;
import org.portbound.ui.control.UiContext;
import org.portbound.workbench.Replies;
import org.portbound.workbench.Replies.Reply;
import org.portbound.workbench.ReplyWait;

/**
 * What came back to what was sent: each message with its replies below, the newest message first.
 * JavaFX thread.
 */
public final class RepliesPane extends VBox {
  private static final int MESSAGES_KEPT = 20;
  private static final int REPLIES_KEPT = 200;
  private static final double NS_PER_MS = 1e6;
  private static final double NS_PER_S = 1e9;

  private final UiContext context;
  private final DatagramLog log;
  private final SendActions actions;
  private final Decoders decoders = Decoders.standard();
  private final List<Exchange> exchanges;
  private final ObservableList<ReplyLine> lines = FXCollections.observableArrayList();
  private final ListView<ReplyLine> list = new ListView<>(lines);
  private final Label state = new Label();
  private final Label empty = new Label();
  private final Button stop;
  private final ReadOnlyIntegerWrapper count = new ReadOnlyIntegerWrapper(0);

  /** What was sent, the newest first, whatever window shows it. */
  private record Exchanges(List<Exchange> list) {}

  /** A message that was sent, and what came back. */
  private static final class Exchange {
    private final ReplyWait wait;
    private final Replies replies;
    private final long endNs;
    private final List<Reply> found = new ArrayList<>();

    /** The same in words; those of another language are made anew. */
    private final List<ReplyLine> lines = new ArrayList<>();

    private boolean over;

    private Exchange(ReplyWait wait, DatagramLog log) {
      this.wait = wait;
      this.replies = Replies.to(wait, log);
      this.endNs = System.nanoTime() + wait.length().toNanos();
    }
  }

  /**
   * @param show wants a row of the log to be shown, by its number
   */
  public RepliesPane(UiContext context, DatagramLog log, SendActions actions, LongConsumer show) {
    this.context = context;
    this.log = log;
    this.actions = actions;
    this.exchanges =
        context.memory().keep(Exchanges.class, () -> new Exchanges(new ArrayList<>())).list();
    exchanges.forEach(each -> each.lines.clear());
    getStyleClass().add("pb-ledger");
    context.named(list, "replies-list");
    list.getStyleClass().add("pb-ledger-list");
    list.setCellFactory(view -> new ReplyCell(context));
    list.setFixedCellSize(ReplyCell.HEIGHT_PX);
    empty.setText(context.say("ui.replies.empty"));
    empty.setId("replies-empty");
    empty.getStyleClass().add("pb-empty-line");
    empty.setWrapText(true);
    list.setPlaceholder(empty);
    list.setOnMouseClicked(
        event -> {
          if (event.getClickCount() == 2) {
            showChosen(show);
          }
        });
    list.setOnKeyPressed(
        event -> {
          if (event.getCode() == KeyCode.ENTER) {
            showChosen(show);
            event.consume();
          }
        });
    VBox.setVgrow(list, Priority.ALWAYS);
    state.setId("replies-state");
    state.getStyleClass().add("pb-muted");
    stop = context.named(new Button(context.say("ui.replies-stop.label")), "replies-stop");
    stop.getStyleClass().addAll("flat", "pb-tool");
    stop.setVisible(false);
    stop.setOnAction(event -> endWaits());
    var header = new HBox(8, state, stop);
    header.setAlignment(Pos.CENTER_RIGHT);
    header.getStyleClass().addAll("pb-pane-header", "pb-header-right");
    getChildren().addAll(header, list);
    rebuild();
  }

  private void showChosen(LongConsumer show) {
    ReplyLine chosen = list.getSelectionModel().getSelectedItem();
    if (chosen != null && chosen.number() > 0) {
      show.accept(chosen.number());
    }
  }

  private void endWaits() {
    for (Exchange each : exchanges) {
      if (!each.over) {
        actions.endWait(each.wait.listener());
        each.over = true;
      }
    }
    refresh();
  }

  /** Says what may come back to a message that was chosen. */
  public void expect(String what) {
    empty.setText(what);
  }

  /** A message was sent, and replies are waited for. */
  public void add(ReplyWait wait) {
    exchanges.addFirst(new Exchange(wait, log));
    while (exchanges.size() > MESSAGES_KEPT) {
      exchanges.removeLast();
    }
    rebuild();
  }

  /** Whether something may still come. */
  public boolean waiting() {
    return exchanges.stream().anyMatch(each -> !each.over);
  }

  /** How many replies are shown. */
  public ReadOnlyIntegerProperty countProperty() {
    return count.getReadOnlyProperty();
  }

  /** Takes what has come since the last time. */
  public void refresh() {
    boolean changed = false;
    for (Exchange each : exchanges) {
      if (each.over) {
        continue;
      }
      boolean last = System.nanoTime() - each.endNs >= 0;
      for (Reply reply : each.replies.more()) {
        changed = true;
        if (each.found.size() < REPLIES_KEPT) {
          each.found.add(reply);
        }
      }
      changed |= last;
      each.over = last;
    }
    if (changed) {
      rebuild();
    }
    stop.setVisible(waiting());
    state.setText(words());
  }

  private String words() {
    if (exchanges.isEmpty()) {
      return "";
    }
    Exchange newest = exchanges.getFirst();
    String found = String.valueOf(newest.found.size());
    if (newest.over) {
      return context.say("ui.replies.over", found);
    }
    double leftS = Math.max(0, (newest.endNs - System.nanoTime()) / NS_PER_S);
    return context.say("ui.replies.waiting", found, String.format(Locale.ROOT, "%.0f", leftS));
  }

  private void rebuild() {
    var all = new ArrayList<ReplyLine>();
    int replies = 0;
    for (Exchange each : exchanges) {
      all.add(
          new ReplyLine(
              0,
              Formats.clock(each.wait.sentNs()),
              each.wait.to().toString(),
              context.say("ui.replies.bytes", Formats.count(each.wait.payload().length)),
              "",
              each.found.isEmpty()
                  ? context.say(each.over ? "ui.replies.none" : "ui.replies.none-yet")
                  : ""));
      for (Reply reply : each.found.subList(each.lines.size(), each.found.size())) {
        each.lines.add(line(reply));
      }
      all.addAll(each.lines);
      replies += each.found.size();
    }
    lines.setAll(all);
    count.set(replies);
  }

  private ReplyLine line(Reply reply) {
    var row = new Datagram();
    byte[] payload = log.read(reply.number(), row) ? row.payload() : new byte[0];
    Decoded decoded = decoders.brief(payload, new Ports(row.sourcePort(), row.destinationPort()));
    return new ReplyLine(
        reply.number(),
        context.say(
            "ui.replies.delay", String.format(Locale.ROOT, "%.1f", reply.delayNs() / NS_PER_MS)),
        reply.source().toString(),
        context.say("ui.replies.bytes", Formats.count(reply.lengthBytes())),
        context.say(decoded.protocol().label()),
        context.say(decoded.summary()));
  }
}
