package org.portbound.ui;

import java.util.List;
import java.util.function.Consumer;
import javafx.scene.Scene;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.RadioMenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.control.ToggleGroup;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.ScrollEvent;
import org.kordamp.ikonli.feather.Feather;
import org.portbound.ui.control.Action;
import org.portbound.ui.control.Action.Kind;
import org.portbound.ui.control.Icons;
import org.portbound.ui.control.Panes;
import org.portbound.ui.control.Theme;
import org.portbound.ui.control.UiContext;
import org.portbound.ui.control.Zoom;

/** How large and in which colours the window is drawn, as a menu and as keys. JavaFX thread. */
final class ViewMenu extends MenuButton {
  /** A plus is reached with the shift key on some keyboards, and not on others. */
  private static final List<KeyCombination> LARGER =
      List.of(key(KeyCode.PLUS), key(KeyCode.EQUALS), key(KeyCode.ADD));

  private static final List<KeyCombination> SMALLER =
      List.of(key(KeyCode.MINUS), key(KeyCode.SUBTRACT));
  private static final List<KeyCombination> PLAIN =
      List.of(key(KeyCode.DIGIT0), key(KeyCode.NUMPAD0));

  /** From light to dark and back. */
  static final KeyCombination TOGGLE_THEME =
      new KeyCodeCombination(KeyCode.L, KeyCombination.SHORTCUT_DOWN, KeyCombination.SHIFT_DOWN);

  private final UiContext context;
  private final Zoom zoom;
  private final Theme theme;
  private final Consumer<String> say;

  /**
   * @param say shows a few words for a moment
   */
  ViewMenu(UiContext context, Zoom zoom, Theme theme, Consumer<String> say) {
    this.context = context;
    this.zoom = zoom;
    this.theme = theme;
    this.say = say;
    context.named(this, "view-menu");
    MenuLetter.give(this, context.say("ui.view-menu.letter"));
    setGraphic(Icons.of(Feather.EYE));
    getStyleClass().addAll("flat", "pb-tool");
    getItems()
        .addAll(
            item("larger", LARGER.getFirst(), zoom::larger),
            item("smaller", SMALLER.getFirst(), zoom::smaller),
            item("plain", PLAIN.getFirst(), zoom::reset),
            new SeparatorMenuItem());
    context.actions().addEach(this::sizes);
    var group = new ToggleGroup();
    for (Theme.Choice each : Theme.Choice.values()) {
      getItems().add(choice(each, group));
    }
  }

  private static KeyCombination key(KeyCode code) {
    return new KeyCodeCombination(code, KeyCombination.SHORTCUT_DOWN, KeyCombination.SHIFT_ANY);
  }

  private MenuItem item(String name, KeyCombination key, Runnable change) {
    return offered("view-" + name, context.say("ui.view." + name), () -> resize(change), key)
        .item("view-" + name);
  }

  private MenuItem choice(Theme.Choice choice, ToggleGroup group) {
    String id = "view-theme-" + choice;
    Action action =
        context
            .actions()
            .add(
                new Action(
                    id,
                    Kind.VIEW,
                    context.say("ui.view.theme." + choice),
                    () -> theme.choose(choice)));
    RadioMenuItem item = action.fill(new RadioMenuItem(action.words()), id);
    item.setToggleGroup(group);
    theme.choiceProperty().subscribe(chosen -> item.setSelected(chosen == choice));
    return item;
  }

  /** Adds the presenter mode, last. */
  void addPresenter(Presenter presenter) {
    getItems()
        .addAll(
            new SeparatorMenuItem(),
            offered(
                    "view-presenter",
                    context.say("ui.view.presenter"),
                    presenter::toggle,
                    Presenter.KEY)
                .item("view-presenter"));
  }

  /** Adds what finds everything else, first. */
  void addPalette(Action palette) {
    getItems().addAll(0, List.of(palette.item("view-palette"), new SeparatorMenuItem()));
  }

  /**
   * Adds what leads the focus through the window, after what finds everything else.
   *
   * @param toFixes leads to what helps against a refusal
   * @param showPage brings a page into sight, by its name
   */
  void addWays(Action toFixes, Consumer<String> showPage) {
    context.actions().add(toFixes);
    MenuItem fixes = toFixes.item("view-fixes");
    fixes.setOnAction(
        event ->
            toFixes
                .obstacle()
                .get()
                .ifPresentOrElse(
                    say,
                    () -> {
                      showPage.accept(toFixes.page());
                      toFixes.deed().run();
                    }));
    getItems()
        .addAll(
            2,
            List.of(
                way("next-pane", Panes.NEXT, 1).item("view-next-pane"),
                way("previous-pane", Panes.PREVIOUS, -1).item("view-previous-pane"),
                fixes,
                new SeparatorMenuItem()));
    setOnShowing(event -> fixes.setDisable(toFixes.obstacle().get().isPresent()));
    setOnHidden(event -> fixes.setDisable(false));
  }

  private Action way(String name, KeyCombination key, int step) {
    return offered(
        "view-" + name, context.say("ui.view." + name), () -> Panes.lead(getScene(), step), key);
  }

  private Action offered(String id, String words, Runnable deed, KeyCombination key) {
    return context.actions().add(new Action(id, Kind.VIEW, words, deed).withKey(key));
  }

  /** Every size, beside the steps to the next. */
  private List<Action> sizes() {
    return Zoom.STEPS.stream()
        .map(
            each ->
                new Action(
                    "view-size-" + each,
                    Kind.VIEW,
                    context.say("ui.view.size", String.valueOf(each)),
                    () -> resize(() -> zoom.choose(each))))
        .toList();
  }

  private void resize(Runnable change) {
    change.run();
    say.accept(context.say("ui.view.size", String.valueOf(zoom.percent())));
  }

  /** The keys, and the wheel with Ctrl. */
  void addKeys(Scene scene) {
    var keys = scene.getAccelerators();
    LARGER.forEach(each -> keys.put(each, () -> resize(zoom::larger)));
    SMALLER.forEach(each -> keys.put(each, () -> resize(zoom::smaller)));
    PLAIN.forEach(each -> keys.put(each, () -> resize(zoom::reset)));
    keys.put(TOGGLE_THEME, theme::toggle);
    scene.addEventFilter(
        ScrollEvent.SCROLL,
        event -> {
          if (event.isShortcutDown() && event.getDeltaY() != 0) {
            resize(event.getDeltaY() > 0 ? zoom::larger : zoom::smaller);
            event.consume();
          }
        });
  }
}
