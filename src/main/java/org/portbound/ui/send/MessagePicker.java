package org.portbound.ui.send;

import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.controlsfx.control.PopOver;
import org.kordamp.ikonli.feather.Feather;
import org.portbound.file.MessageStore;
import org.portbound.message.SavedMessage;
import org.portbound.ui.control.Action;
import org.portbound.ui.control.Action.Kind;
import org.portbound.ui.control.FileChoice;
import org.portbound.ui.control.Icons;
import org.portbound.ui.control.LatePopOver;
import org.portbound.ui.control.UiContext;
import org.portbound.ui.send.MessageShelf.Shelved;

/**
 * The messages behind one button: choose one and it is filled in; name what stands in the panel and
 * it is one's own.
 */
final class MessagePicker {
  private static final double WIDTH_PX = 520;
  private static final double LIST_HEIGHT_PX = 236;
  private static final String SUGGESTED_FILE = "messages.json";

  private final UiContext context;
  private final MessageShelf shelf;
  private final BiConsumer<SavedMessage, String> use;
  private final Supplier<Optional<SavedMessage>> written;
  private final TextField search;
  private final ListView<Shelved> list = new ListView<>();
  private final TextField name;
  private final TextField note;
  private final Label told = new Label();
  private final Button undo;
  private final LatePopOver popOver = new LatePopOver(PopOver.ArrowLocation.BOTTOM_LEFT);
  private final Button button;

  /** Name of the message that is being edited, or empty. */
  private String edited = "";

  /**
   * @param use takes the message that the user chose, with its note
   * @param written what stands in the panel, without a name
   */
  MessagePicker(
      UiContext context,
      MessageStore store,
      BiConsumer<SavedMessage, String> use,
      Supplier<Optional<SavedMessage>> written) {
    this.context = context;
    this.use = use;
    this.written = written;
    this.shelf = new MessageShelf(context, store);
    search = field("messages-search");
    name = field("messages-name");
    note = field("messages-note");
    undo = tool("messages-undo");
    undo.setOnAction(event -> shelf.undo());
    shelf.setTeller(this::tell);
    prepareList();
    context.actions().addEach(this::uses);
    context.actions().beforeSearch(shelf::load);
    search.textProperty().subscribe(words -> show());
    search.addEventFilter(KeyEvent.KEY_PRESSED, this::searchKeys);
    shelf.all().subscribe(this::show);
    shelf.all().subscribe(context.actions()::changed);
    button = context.named(new Button(context.say("ui.messages.label")), "messages");
    button.setGraphic(Icons.of(Feather.BOOKMARK));
    button.getStyleClass().addAll("flat", "pb-tool");
    button.setMinWidth(Region.USE_PREF_SIZE);
    button.setOnAction(event -> toggle());
    popOver.setContentNode(content());
    popOver.setOnShown(event -> search.requestFocus());
    tell("");
    show();
  }

  /** One for each message, which fills it in. */
  private List<Action> uses() {
    return shelf.all().stream()
        .map(
            each ->
                new Action(
                        "message-" + (each.own() ? "own-" : "") + each.message().name(),
                        Kind.SEND,
                        context.say("ui.messages.fill-in", each.message().name()),
                        () -> fill(each))
                    .on("desk"))
        .toList();
  }

  private TextField field(String id) {
    TextField field = context.named(new TextField(), id);
    field.setPromptText(context.say("ui." + id + ".prompt"));
    return field;
  }

  private Button tool(String id) {
    Button tool = context.named(new Button(context.say("ui." + id + ".label")), id);
    tool.getStyleClass().addAll("flat", "pb-tool");
    return tool;
  }

  private void prepareList() {
    context.named(list, "messages-list");
    UiContext.noTip(list);
    list.setPrefHeight(LIST_HEIGHT_PX);
    list.getStyleClass().add("pb-messages-list");
    list.setPlaceholder(new Label(context.say("ui.messages.nothing-found")));
    list.setCellFactory(
        view ->
            new MessageCell(
                context, new MessageCell.Actions(this::edit, shelf::duplicate, this::delete)));
    list.setOnMouseClicked(
        event -> {
          if (event.getButton() == MouseButton.PRIMARY) {
            choose();
          }
        });
    list.setOnKeyPressed(
        event -> {
          Shelved chosen = list.getSelectionModel().getSelectedItem();
          if (event.getCode() == KeyCode.ENTER) {
            choose();
            event.consume();
          } else if (event.getCode() == KeyCode.DELETE && chosen != null && chosen.own()) {
            delete(chosen);
            event.consume();
          }
        });
  }

  private void searchKeys(KeyEvent event) {
    if (event.getCode() == KeyCode.DOWN) {
      list.requestFocus();
      list.getSelectionModel().selectFirst();
      event.consume();
    } else if (event.getCode() == KeyCode.ENTER && !list.getItems().isEmpty()) {
      list.getSelectionModel().selectFirst();
      choose();
      event.consume();
    }
  }

  private Node content() {
    Button keep = context.named(new Button(context.say("ui.messages-save.label")), "messages-save");
    keep.disableProperty().bind(name.textProperty().map(String::isBlank));
    keep.setMinWidth(Region.USE_PREF_SIZE);
    keep.setOnAction(event -> save());
    name.setOnAction(event -> save());
    note.setOnAction(event -> save());
    name.setPrefWidth(150);
    HBox.setHgrow(note, Priority.ALWAYS);
    var saving = new HBox(8, name, note, keep);
    saving.setAlignment(Pos.CENTER_LEFT);
    var title = new Label(context.say("ui.messages.save-title"));
    title.getStyleClass().add("pb-label");
    title.setLabelFor(name);
    Button read = tool("messages-import");
    read.setGraphic(Icons.of(Feather.DOWNLOAD));
    read.setOnAction(event -> importFile());
    Button write = tool("messages-export");
    write.setGraphic(Icons.of(Feather.UPLOAD));
    write.setOnAction(event -> exportFile());
    told.setId("messages-told");
    told.setWrapText(true);
    told.setMinHeight(Region.USE_PREF_SIZE);
    told.setMaxWidth(Double.MAX_VALUE);
    told.getStyleClass().add("pb-muted");
    HBox.setHgrow(told, Priority.ALWAYS);
    for (Button each : List.of(read, write, undo)) {
      each.setMinWidth(Region.USE_PREF_SIZE);
    }
    var last = new HBox(8, told, undo, read, write);
    last.setAlignment(Pos.CENTER_LEFT);
    var content = new VBox(8, search, list, title, saving, last);
    content.getStyleClass().add("pb-popover");
    content.setPrefWidth(WIDTH_PX);
    return content;
  }

  private void toggle() {
    if (popOver.isShowing()) {
      popOver.hide();
      return;
    }
    tell("");
    shelf.load();
    popOver.show(button);
  }

  private void tell(String sentence) {
    told.setText(sentence);
    undo.setVisible(!sentence.isEmpty() && shelf.canUndo());
  }

  private void show() {
    list.getItems().setAll(shelf.search(search.getText()));
  }

  private void choose() {
    Shelved chosen = list.getSelectionModel().getSelectedItem();
    if (chosen != null) {
      fill(chosen);
      popOver.hide();
    }
  }

  private void fill(Shelved chosen) {
    use.accept(chosen.message(), chosen.note());
    edited = "";
    name.setText(chosen.own() ? chosen.message().name() : "");
    note.setText(chosen.own() ? chosen.note() : "");
  }

  /** Fills it in and lets name and note be changed; saving then takes its place. */
  private void edit(Shelved chosen) {
    fill(chosen);
    edited = chosen.message().name();
    tell(context.say("ui.messages.editing", edited));
    undo.setVisible(false);
    name.requestFocus();
    name.selectAll();
  }

  private void delete(Shelved chosen) {
    shelf.delete(chosen.message());
  }

  private void save() {
    String called = name.getText().strip();
    if (called.isEmpty()) {
      return;
    }
    written
        .get()
        .ifPresentOrElse(
            message -> {
              shelf.save(
                  message.withName(called).withNote(note.getText().strip()),
                  edited.isEmpty() ? called : edited);
              edited = "";
            },
            () -> tell(context.say("ui.messages.bad-payload")));
  }

  private List<FileChoice.Kind> kinds() {
    return List.of(new FileChoice.Kind(context.say("ui.messages.kind"), List.of(".json")));
  }

  private void importFile() {
    context.files().open(button.getScene().getWindow(), kinds()).ifPresent(shelf::importFrom);
  }

  private void exportFile() {
    context
        .files()
        .save(button.getScene().getWindow(), SUGGESTED_FILE, kinds())
        .ifPresent(shelf::exportTo);
  }

  Button button() {
    return button;
  }
}
