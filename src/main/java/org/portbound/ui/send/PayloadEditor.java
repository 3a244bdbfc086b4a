package org.portbound.ui.send;

import javafx.scene.TraversalDirection;
import javafx.scene.control.TextArea;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import org.controlsfx.control.SegmentedButton;
import org.portbound.message.Payload;
import org.portbound.text.Parsed;
import org.portbound.text.Visible;
import org.portbound.ui.control.FieldChecks;
import org.portbound.ui.control.Segments;
import org.portbound.ui.control.UiContext;

/** The payload, as text with escapes or as hex. */
final class PayloadEditor extends HBox {
  private final TextArea text = new TextArea("test message");
  private final ToggleButton asText;
  private final ToggleButton asHex;
  private final FieldChecks.Field<byte[]> field;

  PayloadEditor(UiContext context, FieldChecks checks) {
    super(8);
    context.named(text, "send-payload").getStyleClass().add("pb-mono");
    text.setWrapText(true);
    text.addEventFilter(KeyEvent.KEY_PRESSED, this::leaveWithTab);
    text.setPrefRowCount(2);
    asText = context.named(new ToggleButton(context.say("ui.send-as-text.label")), "send-as-text");
    asHex = context.named(new ToggleButton(context.say("ui.send-as-hex.label")), "send-as-hex");
    SegmentedButton notation = Segments.of(asText, asHex);
    field = checks.add(text, this::read);
    asText.setSelected(true);
    asHex.selectedProperty().subscribe((before, hex) -> rewrite(hex));
    HBox.setHgrow(text, Priority.ALWAYS);
    getChildren().addAll(text, notation);
  }

  /** Tab goes on to the next field, as everywhere else; {@code \t} writes a tab. */
  private void leaveWithTab(KeyEvent event) {
    if (event.getCode() == KeyCode.TAB && !event.isShortcutDown()) {
      event.consume();
      text.requestFocusTraversal(
          event.isShiftDown() ? TraversalDirection.PREVIOUS : TraversalDirection.NEXT);
    }
  }

  private Parsed<byte[]> read(String typed) {
    Parsed<byte[]> read = asHex.isSelected() ? Payload.hex(typed) : Payload.text(typed);
    return read instanceof Parsed.Valid<byte[]>(byte[] bytes)
            && bytes.length > Payload.MAX_IPV6_BYTES
        ? Parsed.invalid(
            "ui.send-payload.too-long",
            String.valueOf(bytes.length),
            String.valueOf(Payload.MAX_IPV4_BYTES))
        : read;
  }

  /** The same bytes in the other notation, if what stands there can be read. */
  private void rewrite(boolean hex) {
    Parsed<byte[]> before = hex ? Payload.text(text.getText()) : Payload.hex(text.getText());
    if (before instanceof Parsed.Valid<byte[]>(byte[] bytes)) {
      text.setText(hex ? Payload.toHex(bytes) : escaped(bytes));
    }
  }

  private static String escaped(byte[] bytes) {
    return Visible.of(bytes);
  }

  /** Fills in bytes: as text if they are, else in hex. */
  void show(byte[] bytes) {
    if (!Visible.isUtf8(bytes)) {
      asHex.setSelected(true);
    }
    text.setText(asHex.isSelected() ? Payload.toHex(bytes) : escaped(bytes));
  }

  FieldChecks.Field<byte[]> field() {
    return field;
  }

  TextArea input() {
    return text;
  }
}
