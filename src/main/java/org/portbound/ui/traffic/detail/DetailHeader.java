package org.portbound.ui.traffic.detail;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.RadioMenuItem;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.stage.FileChooser;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.portbound.capture.Datagram;
import org.portbound.decode.Protocol;
import org.portbound.message.PayloadCode;
import org.portbound.ui.control.Badge;
import org.portbound.ui.control.Formats;
import org.portbound.ui.control.Icons;
import org.portbound.ui.control.Segments;
import org.portbound.ui.control.UiContext;

/** Which datagram it is, which bytes are marked, and what can be done with them. */
final class DetailHeader extends HBox {
  /** With less width the source would be cut; the fields begin with it. */
  private static final double WITH_SOURCE_PX = 720;

  private final UiContext context;
  private final DetailPane pane;
  private final Label headline = new Label();
  private final Label selection = new Label();
  private String whole = "";
  private String withoutSource = "";
  private final StackPane listener = new StackPane();
  private final MenuButton decodeAs;
  private final RadioMenuItem automatic;
  private final Map<Protocol, RadioMenuItem> protocols = new HashMap<>();
  private Function<String, Optional<Path>> fileChoice = this::askForFile;

  DetailHeader(UiContext context, DetailPane pane, List<Protocol> offered, Runnable close) {
    super(6);
    this.context = context;
    this.pane = pane;
    headline.setId("detail-headline");
    headline.getStyleClass().add("pb-detail-headline");
    headline.setMinWidth(0);
    headline.textProperty().subscribe(words -> UiContext.tip(headline, words));
    headline.setMaxWidth(Double.MAX_VALUE);
    HBox.setHgrow(headline, Priority.ALWAYS);
    selection.setId("detail-selection");
    selection.getStyleClass().add("pb-muted");
    selection.setMinWidth(0);
    decodeAs = context.named(new MenuButton(), "detail-decode-as");
    automatic = new RadioMenuItem(context.say("ui.detail-decode-as.automatic"));
    prepareDecodeAs(offered);
    setAlignment(Pos.CENTER_LEFT);
    getStyleClass().add("pb-pane-header");
    widthProperty().subscribe(this::showHeadline);
    getChildren()
        .addAll(
            listener,
            headline,
            selection,
            decodeAs,
            views(),
            copyMenu(),
            tool("detail-save", Feather.SAVE, this::save),
            tool("detail-again", Feather.REPEAT, pane::sendAgain),
            tool("detail-reply", Feather.CORNER_UP_LEFT, pane::reply),
            tool("detail-close", Feather.X, close));
  }

  private Node views() {
    ToggleButton asAll = view("detail-as-all");
    ToggleButton asHex = view("detail-as-hex");
    ToggleButton asText = view("detail-as-text");
    Node segments = Segments.of(asAll, asHex, asText);
    asAll
        .getToggleGroup()
        .selectedToggleProperty()
        .subscribe(chosen -> pane.showParts(chosen != asText, chosen != asHex));
    return segments;
  }

  private ToggleButton view(String id) {
    return context.named(new ToggleButton(context.say("ui." + id + ".label")), id);
  }

  private void prepareDecodeAs(List<Protocol> offered) {
    decodeAs.getStyleClass().addAll("flat", "pb-tool");
    decodeAs.setMinWidth(USE_PREF_SIZE);
    var group = new ToggleGroup();
    automatic.setId("detail-decode-as-automatic");
    automatic.setToggleGroup(group);
    automatic.setOnAction(event -> pane.decodeAs(null));
    decodeAs.getItems().add(automatic);
    for (Protocol each : offered) {
      var item = new RadioMenuItem(context.say(each.label()));
      item.setId("detail-decode-as-" + each.id());
      item.setToggleGroup(group);
      item.setOnAction(event -> pane.decodeAs(each));
      decodeAs.getItems().add(item);
      protocols.put(each, item);
    }
    group
        .selectedToggleProperty()
        .subscribe(
            chosen ->
                decodeAs.setText(
                    protocols.entrySet().stream()
                        .filter(each -> each.getValue() == chosen)
                        .map(each -> context.say(each.getKey().label()))
                        .map(name -> context.say("ui.detail-decode-as.chosen", name))
                        .findFirst()
                        .orElseGet(() -> context.say("ui.detail-decode-as.label"))));
    automatic.setSelected(true);
  }

  private MenuButton copyMenu() {
    MenuButton menu = context.named(new MenuButton(), "detail-copy");
    menu.setGraphic(Icons.of(Feather.COPY));
    menu.getStyleClass().addAll("flat", "pb-tool");
    menu.setMinWidth(USE_PREF_SIZE);
    for (PayloadCode each : PayloadCode.values()) {
      var item = new MenuItem(context.say("ui.detail-copy." + each.id()));
      item.setId("detail-copy-" + each.id());
      item.setOnAction(event -> copy(each));
      menu.getItems().add(item);
    }
    return menu;
  }

  private Button tool(String id, Feather glyph, Runnable action) {
    Button button = context.named(new Button(), id);
    button.setGraphic(Icons.of(glyph));
    button.getStyleClass().addAll("flat", "pb-tool");
    button.setMinWidth(USE_PREF_SIZE);
    button.setOnAction(event -> action.run());
    return button;
  }

  /** Copies the marked bytes, or all if none are. */
  void copy(PayloadCode code) {
    byte[] bytes = pane.markedOrAll();
    var content = new ClipboardContent();
    content.putString(code.write(bytes));
    Clipboard.getSystemClipboard().setContent(content);
    selection.setText(context.say("ui.detail.copied", Formats.count(bytes.length)));
  }

  void chooseFilesBy(Function<String, Optional<Path>> choice) {
    fileChoice = choice;
  }

  private Optional<Path> askForFile(String suggestedName) {
    var chooser = new FileChooser();
    chooser.setInitialFileName(suggestedName);
    File chosen = chooser.showSaveDialog(getScene().getWindow());
    return Optional.ofNullable(chosen).map(File::toPath);
  }

  private void save() {
    byte[] payload = pane.payload();
    fileChoice
        .apply("datagram-" + pane.number() + ".bin")
        .ifPresent(file -> context.commands().ask(() -> write(file, payload), selection::setText));
  }

  private String write(Path file, byte[] payload) {
    try {
      Files.write(file, payload);
      return context.say("ui.detail.saved", Formats.count(payload.length), file);
    } catch (IOException e) {
      return context.say("ui.detail.not-saved", file, e.toString());
    }
  }

  void show(Datagram datagram, @Nullable Protocol chosen) {
    String key = datagram.sent() ? "ui.detail.headline.sent" : "ui.detail.headline";
    String count = Formats.count(datagram.number());
    String bytes = Formats.count(datagram.trueLengthBytes());
    whole = context.say(key, count, bytes, datagram.source());
    withoutSource = context.say(key + ".short", count, bytes);
    showHeadline();
    listener.getChildren().setAll(Badge.listener(datagram.listener()));
    showProtocol(chosen);
  }

  private void showHeadline() {
    headline.setText(getWidth() >= WITH_SOURCE_PX ? whole : withoutSource);
  }

  /** Says what the payload is read as; null for what it looks like. */
  void showProtocol(@Nullable Protocol chosen) {
    RadioMenuItem item = chosen == null ? automatic : protocols.get(chosen);
    (item == null ? automatic : item).setSelected(true);
  }

  /** Says which bytes are marked. */
  void showSelection(ByteRange range) {
    selection.setText(
        range.isEmpty()
            ? ""
            : context.say(
                "ui.detail.selection",
                Formats.count(range.length()),
                Formats.count(range.offset()),
                String.format("0x%x", range.offset())));
  }
}
