package org.portbound.ui.send;

import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import org.portbound.ui.control.Icons;
import org.portbound.ui.control.UiContext;

/** A message that was sent, or a reply to it. */
final class ReplyCell extends ListCell<ReplyLine> {
  static final double HEIGHT_PX = 22;

  private static final double WHEN_PX = 116;
  private static final double PEER_PX = 176;
  private static final double LENGTH_PX = 88;
  private static final double PROTOCOL_PX = 96;

  private final UiContext context;
  private final FontIcon sent = Icons.of(Feather.ARROW_UP_RIGHT, "pb-icon-small", "pb-icon-muted");
  private final FontIcon reply =
      Icons.of(Feather.CORNER_DOWN_RIGHT, "pb-icon-small", "pb-icon-success");
  private final Label mark = new Label();
  private final Label when = column(WHEN_PX, "pb-ledger-time");
  private final Label peer = column(PEER_PX, "pb-ledger-call");
  private final Label length = column(LENGTH_PX, "pb-ledger-time");
  private final Label protocol = column(PROTOCOL_PX, "pb-reply-protocol");
  private final Label info = new Label();
  private final HBox row;

  ReplyCell(UiContext context) {
    this.context = context;
    mark.setMinWidth(16);
    info.setMinWidth(0);
    info.setMaxWidth(Double.MAX_VALUE);
    HBox.setHgrow(info, Priority.ALWAYS);
    row = new HBox(8, mark, when, peer, length, protocol, info);
    row.setAlignment(Pos.CENTER_LEFT);
    setPrefWidth(0);
  }

  private static Label column(double widthPx, String style) {
    var label = new Label();
    label.setMinWidth(widthPx);
    label.setPrefWidth(widthPx);
    label.setMaxWidth(widthPx);
    label.getStyleClass().add(style);
    return label;
  }

  @Override
  protected void updateItem(@Nullable ReplyLine line, boolean empty) {
    super.updateItem(line, empty);
    if (empty || line == null) {
      setGraphic(null);
      setAccessibleText(null);
      return;
    }
    mark.setGraphic(line.isMessage() ? sent : reply);
    when.setText(line.when());
    peer.setText(line.peer());
    length.setText(line.length());
    protocol.setText(line.protocol());
    info.setText(line.info());
    setAccessibleText(
        context.say(
            line.isMessage() ? "ui.replies.message" : "ui.replies.reply",
            line.when(),
            line.peer(),
            line.length(),
            line.protocol(),
            line.info()));
    setGraphic(row);
  }
}
