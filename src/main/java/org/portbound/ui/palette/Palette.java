package org.portbound.ui.palette;

import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javafx.application.Platform;
import javafx.geometry.Pos;
import javafx.scene.AccessibleAttribute;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.portbound.ui.control.Action;
import org.portbound.ui.control.Setting;
import org.portbound.ui.control.UiContext;

/**
 * Lies over the window: a field, and below it the actions that fit what is typed there. Enter runs
 * the chosen one, arrows choose, Escape closes; the focus goes back to where it was. JavaFX thread.
 */
public final class Palette extends StackPane {
  /** Opens and closes it. */
  public static final KeyCombination KEY =
      new KeyCodeCombination(KeyCode.P, KeyCombination.SHORTCUT_DOWN, KeyCombination.SHIFT_DOWN);

  private static final int MOST_RECENT = 30;
  private static final Setting<List<String>> RECENT = Setting.texts("palette.recent", List.of());
  private static final int PAGE_ROWS = 8;
  private static final double HEIGHT_SHARE = 0.6;
  private static final double MOST_HEIGHT_PX = 460;

  private final UiContext context;
  private final Consumer<String> showPage;
  private final TextField field = new TextField();
  private final ListView<Action> list = new ListView<>();
  private final Label nothing = new Label();
  private @Nullable Node focusedBefore;

  /**
   * @param showPage brings the page of an action into sight, by its name
   */
  public Palette(UiContext context, Consumer<String> showPage) {
    this.context = context;
    this.showPage = showPage;
    setId("palette");
    getStyleClass().add("pb-palette-veil");
    setVisible(false);
    setAlignment(Pos.TOP_CENTER);
    // Not named: what was looked for is nothing to remember.
    UiContext.label(field, "palette-field", context.say("ui.palette-field.name"));
    field.setPromptText(context.say("ui.palette.prompt"));
    field.textProperty().subscribe((before, now) -> look());
    UiContext.label(list, "palette-list", context.say("ui.palette-list.name"));
    list.setFocusTraversable(false);
    list.setCellFactory(view -> new ActionCell(context));
    list.setOnMouseClicked(event -> run());
    nothing.setText(context.say("ui.palette.nothing"));
    nothing.setWrapText(true);
    nothing.getStyleClass().add("pb-muted");
    list.setPlaceholder(nothing);
    list.getSelectionModel().selectedItemProperty().subscribe(this::tell);
    var hint = new Label(context.say("ui.palette.hint"));
    hint.setId("palette-hint");
    hint.setWrapText(true);
    hint.getStyleClass().add("pb-muted");
    var box = new VBox(8, field, list, hint);
    box.setId("palette-box");
    box.getStyleClass().add("pb-palette");
    box.setMaxHeight(USE_PREF_SIZE);
    heightProperty()
        .subscribe(
            heightPx ->
                list.setPrefHeight(
                    Math.min(MOST_HEIGHT_PX, heightPx.doubleValue() * HEIGHT_SHARE)));
    getChildren().add(box);
    addEventFilter(KeyEvent.KEY_PRESSED, this::press);
    // Nothing behind it hears a key while it is open.
    addEventHandler(KeyEvent.KEY_PRESSED, KeyEvent::consume);
    addEventHandler(MouseEvent.MOUSE_PRESSED, this::pressBeside);
    context.actions().revisionProperty().subscribe((before, now) -> lookAgain());
  }

  private void pressBeside(MouseEvent event) {
    if (event.getTarget() == this) {
      close();
    }
    event.consume();
  }

  /** Opens it, or closes it. */
  public void toggle() {
    if (isVisible()) {
      close();
      return;
    }
    setVisible(true);
    focusedBefore = getScene().getFocusOwner();
    context.actions().search();
    field.clear();
    look();
    field.requestFocus();
  }

  private void close() {
    setVisible(false);
    Node before = focusedBefore;
    focusedBefore = null;
    if (before != null && before.getScene() == getScene()) {
      before.requestFocus();
    }
  }

  private void lookAgain() {
    if (isVisible()) {
      look();
    }
  }

  private void look() {
    list.getItems()
        .setAll(
            Search.find(
                context.actions().all(),
                field.getText(),
                kind -> kindWords(context, kind),
                context.settings().get(RECENT)));
    list.getSelectionModel().selectFirst();
    list.scrollTo(0);
  }

  /** The word for what an action is about. */
  static String kindWords(UiContext context, Action.Kind kind) {
    return context.say("ui.palette.kind." + kind.name().toLowerCase(Locale.ROOT));
  }

  /** Who does not see the list hears the chosen row at the field, which keeps the focus. */
  private void tell(@Nullable Action chosen) {
    field.setAccessibleHelp(
        chosen == null ? nothing.getText() : ActionCell.sentence(context, chosen));
    field.notifyAccessibleAttributeChanged(AccessibleAttribute.HELP);
  }

  private void press(KeyEvent event) {
    switch (event.getCode()) {
      case ESCAPE -> close();
      case ENTER -> run();
      case DOWN -> choose(1);
      case UP -> choose(-1);
      case PAGE_DOWN -> choose(PAGE_ROWS);
      case PAGE_UP -> choose(-PAGE_ROWS);
      // The focus has nowhere else to go.
      case TAB -> choose(event.isShiftDown() ? -1 : 1);
      default -> {
        if (KEY.match(event)) {
          close();
          break;
        }
        return;
      }
    }
    event.consume();
  }

  private void choose(int step) {
    int rows = list.getItems().size();
    if (rows > 0) {
      int place =
          Math.clamp(list.getSelectionModel().getSelectedIndex() + (long) step, 0, rows - 1);
      list.getSelectionModel().select(place);
      list.scrollTo(Math.max(0, place - PAGE_ROWS / 2));
    }
  }

  /** What cannot be done now stays where it is, with its reason. */
  private void run() {
    Action chosen = list.getSelectionModel().getSelectedItem();
    if (chosen == null || chosen.obstacle().get().isPresent()) {
      return;
    }
    remember(chosen.id());
    close();
    if (!chosen.page().isEmpty()) {
      showPage.accept(chosen.page());
    }
    // After the key that began it: what opens now must not hear it.
    Platform.runLater(chosen::perform);
  }

  private void remember(String id) {
    context
        .settings()
        .put(
            RECENT,
            Stream.concat(
                    Stream.of(id),
                    context.settings().get(RECENT).stream().filter(each -> !each.equals(id)))
                .limit(MOST_RECENT)
                .toList());
  }
}
