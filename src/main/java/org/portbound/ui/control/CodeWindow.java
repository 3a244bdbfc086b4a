package org.portbound.ui.control;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javafx.beans.binding.Bindings;
import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.geometry.Pos;
import javafx.geometry.Rectangle2D;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextArea;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.stage.Screen;
import javafx.stage.Stage;
import javafx.stage.Window;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.portbound.code.Language;
import org.portbound.workbench.Sketches.Sketched;

/**
 * A window with the same as a program, in each language, to be copied or saved. It stays open
 * beside its owner, in the owner's colours, and shows one program at a time. JavaFX thread.
 */
public final class CodeWindow {
  private static final Setting<Language> LANGUAGE = Setting.choice("code.language", Language.C);
  private static final double WIDTH_PX = 760;
  private static final double HEIGHT_PX = 620;
  private static final int COLUMNS = 80;
  private static final int ROWS = 24;

  private final UiContext context;
  private final Map<Language, ToggleButton> languages = new EnumMap<>(Language.class);
  private final TextArea text;
  private final Label title = new Label();
  private final Label notes = new Label();
  private final Label done = new Label();
  private final VBox root;
  private @Nullable Stage stage;
  private @Nullable PopupZoom popups;
  private @Nullable Sketched shown;

  /** A window that is not shown yet. */
  public CodeWindow(UiContext context) {
    this.context = context;
    this.text = context.named(new TextArea(), "code-text");
    text.setEditable(false);
    text.getStyleClass().addAll("pb-mono", "pb-code");
    text.setPrefColumnCount(COLUMNS);
    text.setPrefRowCount(ROWS);
    VBox.setVgrow(text, Priority.ALWAYS);
    title.setId("code-title");
    title.getStyleClass().add("pb-section");
    title.setWrapText(true);
    notes.setId("code-notes");
    notes.getStyleClass().add("pb-lesson-note");
    notes.setWrapText(true);
    notes.setMinHeight(Region.USE_PREF_SIZE);
    notes.managedProperty().bind(notes.visibleProperty());
    notes.setGraphic(Icons.of(Feather.INFO, "pb-icon-small"));
    for (Language each : Language.values()) {
      String id = "code-" + each.name().toLowerCase(Locale.ROOT);
      var toggle = new ToggleButton(each.label());
      UiContext.label(toggle, id, context.say("ui.code.language", each.label()));
      languages.put(each, toggle);
    }
    this.root = new VBox(8, header(), text, notes, footer());
    root.setId("code-window");
    toggle(context.settings().get(LANGUAGE)).setSelected(true);
    languages.forEach((each, toggle) -> toggle.setOnAction(_ -> choose(each)));
  }

  private ToggleButton toggle(Language language) {
    return languages.getOrDefault(language, languages.values().iterator().next());
  }

  private Node header() {
    var space = new Region();
    HBox.setHgrow(space, Priority.ALWAYS);
    var segments =
        Segments.of(Stream.of(Language.values()).map(this::toggle).toArray(ToggleButton[]::new));
    var header = new HBox(8, title, space, segments);
    header.setAlignment(Pos.CENTER_LEFT);
    return header;
  }

  private Node footer() {
    done.setId("code-done");
    done.getStyleClass().add("pb-muted");
    done.setMinWidth(0);
    HBox.setHgrow(done, Priority.ALWAYS);
    done.setMaxWidth(Double.MAX_VALUE);
    Button copy = button("code-copy", Feather.COPY, this::copy);
    copy.getStyleClass().add("accent");
    var footer = new HBox(8, done, button("code-save", Feather.SAVE, this::save), copy);
    footer.setAlignment(Pos.CENTER_LEFT);
    return footer;
  }

  private Button button(String id, Feather icon, Runnable action) {
    Button button = context.named(new Button(context.say("ui." + id + ".label")), id);
    button.setGraphic(Icons.of(icon));
    button.setMinWidth(Region.USE_PREF_SIZE);
    button.setOnAction(_ -> action.run());
    return button;
  }

  /**
   * Shows a program.
   *
   * @param owner in whose window it was asked for
   * @param what what the program is of, in a few words
   */
  public void show(Node owner, String what, Sketched sketched) {
    shown = sketched;
    title.setText(what);
    write();
    Stage open = stage;
    if (open == null) {
      open = open(owner.getScene());
      stage = open;
    }
    open.setTitle(what);
    open.show();
    open.toFront();
    text.requestFocus();
  }

  private Stage open(Scene beside) {
    ReadOnlyDoubleProperty factor = Magnifier.factorOf(beside);
    var content = new Magnifier(root, factor);
    root.getStyleClass().add("pb-code-window");
    Rectangle2D screen = Screen.getPrimary().getVisualBounds();
    var scene =
        new Scene(
            content,
            Math.min(WIDTH_PX * factor.get(), screen.getWidth()),
            Math.min(HEIGHT_PX * factor.get(), screen.getHeight()));
    scene.getStylesheets().setAll(beside.getStylesheets());
    Parent like = beside.getRoot();
    Bindings.bindContent(content.getStyleClass(), like.getStyleClass());
    content.styleProperty().bind(like.styleProperty());
    var opened = new Stage();
    opened.initOwner(beside.getWindow());
    opened.setScene(scene);
    Window owner = beside.getWindow();
    opened.setOnShowing(_ -> popups = new PopupZoom(scene, factor));
    opened.setOnHidden(_ -> hidden(owner));
    // Not every desktop closes it with its owner.
    owner
        .showingProperty()
        .subscribe(
            showing -> {
              if (!showing) {
                opened.close();
              }
            });
    scene.setOnKeyPressed(
        event -> {
          if (event.getCode() == KeyCode.ESCAPE) {
            opened.close();
          }
        });
    return opened;
  }

  private void hidden(Window owner) {
    PopupZoom following = popups;
    if (following != null) {
      following.close();
    }
    owner.requestFocus();
  }

  private void choose(Language language) {
    context.settings().put(LANGUAGE, language);
    write();
  }

  private void write() {
    Sketched sketched = shown;
    if (sketched == null) {
      return;
    }
    Language language = context.settings().get(LANGUAGE);
    text.setText(language.write(sketched.sketch()));
    text.setAccessibleText(context.say("ui.code.language", language.label()));
    String said =
        Stream.concat(sketched.notes().stream(), language.limits(sketched.sketch()).stream())
            .map(context::say)
            .collect(Collectors.joining("\n"));
    notes.setText(said);
    notes.setVisible(!said.isEmpty());
    done.setText(context.say("ui.code.command", language.command()));
    UiContext.tip(done, done.getText());
  }

  private void copy() {
    TextCopy.put(text.getText());
    done.setText(context.say("ui.code.copied"));
  }

  private void save() {
    Language language = context.settings().get(LANGUAGE);
    String name = language.fileName();
    String ending = name.substring(name.lastIndexOf('.'));
    var kinds = List.of(new FileChoice.Kind(language.label(), List.of(ending)));
    String program = text.getText();
    context
        .files()
        .save(root.getScene().getWindow(), name, kinds)
        .ifPresent(
            file -> context.commands().ask(() -> save(file, program), said -> done.setText(said)));
  }

  private String save(Path file, String program) {
    try {
      Files.writeString(file, program, StandardCharsets.UTF_8);
      return context.say("ui.code.saved", file);
    } catch (IOException e) {
      return context.say("ui.code.not-saved", file, e.getClass().getSimpleName());
    }
  }
}
