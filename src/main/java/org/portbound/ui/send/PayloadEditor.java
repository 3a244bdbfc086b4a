package org.portbound.ui.send;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.scene.Node;
import javafx.scene.TraversalDirection;
import javafx.scene.control.TextArea;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.DragEvent;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.TransferMode;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import org.portbound.message.Notation;
import org.portbound.message.Payload;
import org.portbound.message.SavedMessage;
import org.portbound.message.Template;
import org.portbound.message.TemplateText;
import org.portbound.text.Message;
import org.portbound.text.Parsed;
import org.portbound.text.Visible;
import org.portbound.ui.control.FieldChecks;
import org.portbound.ui.control.LateChildren;
import org.portbound.ui.control.Segments;
import org.portbound.ui.control.UiContext;

/**
 * The payload: text with escapes, or hex, either with places that are filled in at each send and
 * with parameters; or a file as it is.
 */
final class PayloadEditor extends HBox {
  private final TextArea text = new TextArea("test message");
  private final ToggleButton asText;
  private final ToggleButton asHex;
  private final ToggleButton asFile;
  private final FilePayload file;
  private final ParameterFields parameters;
  private final FieldChecks checks;
  private final FieldChecks.Field<Template> field;
  private final ReadOnlyBooleanWrapper hasParameters = new ReadOnlyBooleanWrapper(false);
  private final Function<Template, byte[]> example;
  private int mostBytes = Payload.MAX_IPV4_BYTES;
  private Notation notation = Notation.TEXT;

  /**
   * @param example the bytes of a template, as far as they can be known before it is sent
   */
  PayloadEditor(UiContext context, FieldChecks checks, Function<Template, byte[]> example) {
    super(8);
    this.checks = checks;
    this.example = example;
    context.named(text, "send-payload").getStyleClass().add("pb-mono");
    text.setWrapText(true);
    text.addEventFilter(KeyEvent.KEY_PRESSED, this::leaveWithTab);
    text.setPrefRowCount(2);
    asText = toggle(context, "send-as-text");
    asHex = toggle(context, "send-as-hex");
    asFile = toggle(context, "send-as-file");
    Node notations = Segments.of(asText, asHex, asFile);
    file = new FilePayload(context, checks);
    parameters = new ParameterFields(context, checks::readAgain);
    field = checks.add(text, this::read);
    text.textProperty().subscribe(this::findParameters);
    asText.setSelected(true);
    asText.getToggleGroup().selectedToggleProperty().subscribe(this::choose);
    var place = new StackPane();
    place.setMinWidth(0);
    HBox.setHgrow(place, Priority.ALWAYS);
    getChildren().addAll(place, notations);
    choose();
    LateChildren.of(place, text, file);
  }

  private static ToggleButton toggle(UiContext context, String id) {
    return context.named(new ToggleButton(context.say("ui." + id + ".label")), id);
  }

  /** Tab goes on to the next field, as everywhere else; {@code \t} writes a tab. */
  private void leaveWithTab(KeyEvent event) {
    if (event.getCode() == KeyCode.TAB && !event.isShortcutDown()) {
      event.consume();
      text.requestFocusTraversal(
          event.isShiftDown() ? TraversalDirection.PREVIOUS : TraversalDirection.NEXT);
    }
  }

  /** A file that is dropped there is the payload. */
  void takeDropsOn(Node target) {
    target.setOnDragOver(PayloadEditor::offer);
    target.setOnDragDropped(this::drop);
  }

  private static boolean hasFile(DragEvent event) {
    return event.getDragboard().hasFiles() && !event.getDragboard().getFiles().isEmpty();
  }

  private static void offer(DragEvent event) {
    if (hasFile(event)) {
      event.acceptTransferModes(TransferMode.COPY);
      event.consume();
    }
  }

  private void drop(DragEvent event) {
    if (hasFile(event)) {
      asFile.setSelected(true);
      file.show(event.getDragboard().getFiles().getFirst().toPath());
      event.setDropCompleted(true);
      event.consume();
    }
  }

  private Parsed<Template> read(String typed) {
    var written = new SavedMessage("", "", "", notation, typed, parameters.values());
    return switch (written.template()) {
      case Parsed.Valid<Template>(Template read) when example.apply(read).length > mostBytes ->
          Parsed.invalid(
              "ui.send-payload.too-long",
              String.valueOf(example.apply(read).length),
              String.valueOf(mostBytes));
      case Parsed.Valid<Template> valid -> valid;
      case Parsed.Invalid<Template>(Message why) -> new Parsed.Invalid<>(why);
    };
  }

  private void findParameters() {
    parameters.show(asFile.isSelected() ? List.of() : SavedMessage.parametersIn(text.getText()));
    hasParameters.set(!parameters.isEmpty());
    checks.readAgain();
  }

  /** The same template in the other notation, if what stands there can be read. */
  private void choose() {
    boolean fromFile = asFile.isSelected();
    Notation wanted = asHex.isSelected() ? Notation.HEX : Notation.TEXT;
    if (!fromFile && wanted != notation) {
      Parsed<String> converted = TemplateText.convert(text.getText(), notation, wanted);
      notation = wanted;
      if (converted instanceof Parsed.Valid<String>(String same)) {
        text.setText(same);
      }
    }
    text.setVisible(!fromFile);
    text.setDisable(fromFile);
    file.setVisible(fromFile);
    file.setChosen(fromFile);
    findParameters();
  }

  /** Fills in bytes: as text if they are, else in hex. */
  void show(byte[] bytes) {
    boolean hex = !Visible.isUtf8(bytes) || (asHex.isSelected() && !asFile.isSelected());
    write(TemplateText.of(bytes, hex ? Notation.HEX : Notation.TEXT), hex);
  }

  /** Fills in a saved message. */
  void show(SavedMessage message) {
    parameters.setValues(message.parameters());
    write(message.payload(), message.notation() == Notation.HEX);
  }

  private void write(String payload, boolean hex) {
    notation = hex ? Notation.HEX : Notation.TEXT;
    text.setText("");
    (hex ? asHex : asText).setSelected(true);
    text.setText(payload);
  }

  /** Longest payload to the destination; what is longer is said at once. */
  void setMostBytes(int bytes) {
    if (bytes != mostBytes) {
      mostBytes = bytes;
      checks.readAgain();
    }
  }

  /** What is to be sent, if it can be read. */
  Optional<Template> template() {
    return (asFile.isSelected() ? file.field() : field).value();
  }

  /** As it would be saved under a name; a file's content in hex. */
  Optional<SavedMessage> written() {
    if (!asFile.isSelected()) {
      return Optional.of(
          new SavedMessage("", "", "", notation, text.getText(), Map.copyOf(parameters.values())));
    }
    return template()
        .map(
            read ->
                new SavedMessage(
                    "",
                    "",
                    "",
                    Notation.HEX,
                    TemplateText.of(example.apply(read), Notation.HEX),
                    Map.of()));
  }

  FieldChecks.Field<Template> field() {
    return field;
  }

  FieldChecks.Field<Template> fileField() {
    return file.field();
  }

  ParameterFields parameters() {
    return parameters;
  }

  ReadOnlyBooleanProperty hasParametersProperty() {
    return hasParameters.getReadOnlyProperty();
  }

  TextArea input() {
    return text;
  }
}
