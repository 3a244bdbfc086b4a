package org.portbound.ui.send;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import javafx.scene.control.Button;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import org.kordamp.ikonli.feather.Feather;
import org.portbound.message.Payload;
import org.portbound.message.Template;
import org.portbound.text.Message;
import org.portbound.text.Parsed;
import org.portbound.ui.control.FieldChecks;
import org.portbound.ui.control.FileChoice;
import org.portbound.ui.control.Icons;
import org.portbound.ui.control.UiContext;

/** A payload that is the content of a file, read when its name is there. */
final class FilePayload extends HBox {
  private final UiContext context;
  private final FieldChecks checks;
  private final TextField name = new TextField();
  private final FieldChecks.Field<Template> field;
  private Parsed<Template> content = Parsed.invalid("ui.send-file.none");
  private int question;

  FilePayload(UiContext context, FieldChecks checks) {
    super(8);
    this.context = context;
    this.checks = checks;
    context.named(name, "send-file").getStyleClass().add("pb-mono");
    name.setPromptText(context.say("ui.send-file.prompt"));
    name.setDisable(true);
    Button choose =
        context.named(new Button(context.say("ui.send-file-choose.label")), "send-file-choose");
    choose.setGraphic(Icons.of(Feather.FOLDER));
    choose.setMinWidth(Button.USE_PREF_SIZE);
    choose.setOnAction(event -> choose());
    name.textProperty().subscribe(this::read);
    field = checks.add(name, typed -> content);
    HBox.setHgrow(name, Priority.ALWAYS);
    getChildren().addAll(name, choose);
  }

  private void choose() {
    context
        .files()
        .open(
            getScene().getWindow(),
            List.of(new FileChoice.Kind(context.say("ui.send-file.any"), List.of())))
        .ifPresent(this::show);
  }

  /** Takes this file. */
  void show(Path file) {
    name.setText(file.toString());
    name.end();
  }

  /** Of several that were typed in a row, the last counts. */
  private void read(String typed) {
    int asked = ++question;
    if (typed.isBlank()) {
      take(asked, Parsed.invalid("ui.send-file.none"));
      return;
    }
    try {
      Path file = Path.of(typed.strip());
      context.commands().ask(() -> Payload.file(file), bytes -> take(asked, template(bytes)));
    } catch (InvalidPathException e) {
      take(asked, Parsed.invalid("ui.send-file.no-name", typed));
    }
  }

  private static Parsed<Template> template(Parsed<byte[]> bytes) {
    return switch (bytes) {
      case Parsed.Valid<byte[]>(byte[] value) -> Parsed.valid(Template.of(value));
      case Parsed.Invalid<byte[]>(Message why) -> new Parsed.Invalid<>(why);
    };
  }

  private void take(int asked, Parsed<Template> read) {
    if (asked == question) {
      content = read;
      checks.readAgain();
    }
  }

  /** Whether it is what is sent; its field reads as nothing otherwise. */
  void setChosen(boolean chosen) {
    name.setDisable(!chosen);
    checks.readAgain();
  }

  FieldChecks.Field<Template> field() {
    return field;
  }
}
