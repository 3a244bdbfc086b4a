package org.portbound.ui.traffic;

import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextArea;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import org.kordamp.ikonli.feather.Feather;
import org.portbound.capture.Datagram;
import org.portbound.message.Payload;
import org.portbound.text.Visible;
import org.portbound.ui.control.Badge;
import org.portbound.ui.control.Formats;
import org.portbound.ui.control.Icons;
import org.portbound.ui.control.Segments;
import org.portbound.ui.control.UiContext;

/** The selected datagram: where from, where to, what the kernel told of it, and its bytes. */
final class DetailPane extends BorderPane {
  /** Offset, sixteen bytes in hex and sixteen characters, with room at both sides. */
  private static final double BYTES_WIDTH_PX = 568;

  private final UiContext context;
  private final Label headline = new Label();
  private final StackPane listener = new StackPane();
  private final HexPane hex = new HexPane();
  private final TextArea text = new TextArea();
  private final FactGrid facts;
  private byte[] payload = new byte[0];
  private String readable = "";

  DetailPane(UiContext context, Runnable close) {
    this.context = context;
    this.facts = new FactGrid(context);
    setId("detail");
    getStyleClass().add("pb-detail");
    UiContext.label(hex, "detail-hex", context.say("ui.detail-hex.name"));
    UiContext.label(text, "detail-text", context.say("ui.detail-text.name"));
    text.getStyleClass().add("pb-mono");
    text.setEditable(false);
    text.setWrapText(true);
    text.setVisible(false);
    setTop(header(close));
    var bytes = new StackPane(hex, text);
    bytes.setPrefWidth(BYTES_WIDTH_PX);
    bytes.setMinWidth(BYTES_WIDTH_PX);
    setLeft(bytes);
    setCenter(facts);
  }

  private Node header(Runnable close) {
    headline.setId("detail-headline");
    headline.getStyleClass().add("pb-detail-headline");
    headline.setMinWidth(0);
    headline.setMaxWidth(Double.MAX_VALUE);
    HBox.setHgrow(headline, Priority.ALWAYS);
    ToggleButton asHex =
        context.named(new ToggleButton(context.say("ui.detail-as-hex.label")), "detail-as-hex");
    ToggleButton asText =
        context.named(new ToggleButton(context.say("ui.detail-as-text.label")), "detail-as-text");
    Node view = Segments.of(asHex, asText);
    asText
        .selectedProperty()
        .subscribe(
            chosen -> {
              text.setVisible(chosen);
              hex.setVisible(!chosen);
            });
    var header =
        new HBox(
            8,
            listener,
            headline,
            view,
            tool("detail-copy", Feather.COPY, () -> copy(asText.isSelected())),
            tool("detail-close", Feather.X, close));
    header.setAlignment(Pos.CENTER_LEFT);
    header.getStyleClass().add("pb-pane-header");
    return header;
  }

  private Button tool(String id, Feather glyph, Runnable action) {
    Button button = context.named(new Button(), id);
    button.setGraphic(Icons.of(glyph));
    button.getStyleClass().addAll("flat", "pb-tool");
    button.setOnAction(event -> action.run());
    return button;
  }

  private void copy(boolean asText) {
    var content = new ClipboardContent();
    content.putString(asText ? readable : Payload.toHex(payload));
    Clipboard.getSystemClipboard().setContent(content);
  }

  void show(Datagram datagram) {
    payload = datagram.payload();
    readable = Visible.of(payload);
    headline.setText(
        context.say(
            "ui.detail.headline",
            Formats.count(datagram.number()),
            Formats.count(datagram.trueLengthBytes()),
            datagram.source()));
    listener.getChildren().setAll(Badge.listener(datagram.listener()));
    hex.show(payload);
    text.setText(readable);
    facts.show(datagram, TrafficRow.destination(datagram));
  }
}
