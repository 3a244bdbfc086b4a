package org.portbound.ui;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.layout.StackPane;
import org.controlsfx.control.SegmentedButton;
import org.kordamp.ikonli.feather.Feather;
import org.portbound.ui.control.Action;
import org.portbound.ui.control.Action.Kind;
import org.portbound.ui.control.Icons;
import org.portbound.ui.control.Segments;
import org.portbound.ui.control.UiContext;

/**
 * The pages, of which one is in sight. The others keep their state and are told that nobody looks
 * at them; those that nobody has looked at yet are built {@linkplain #later later}. JavaFX thread.
 */
final class Pages extends StackPane {
  /** Ctrl+1, Ctrl+2, … */
  private static final KeyCode[] KEYS = {
    KeyCode.DIGIT1,
    KeyCode.DIGIT2,
    KeyCode.DIGIT3,
    KeyCode.DIGIT4,
    KeyCode.DIGIT5,
    KeyCode.DIGIT6,
    KeyCode.DIGIT7,
    KeyCode.DIGIT8
  };

  private final UiContext context;
  private final List<ToggleButton> buttons = new ArrayList<>();
  private final List<String> names = new ArrayList<>();
  private final List<PageFrame> frames = new ArrayList<>();
  private final MenuButton menu;

  Pages(UiContext context) {
    this.context = context;
    this.menu = context.named(new MenuButton(), "page-menu");
    menu.setMinWidth(USE_PREF_SIZE);
    setMinSize(0, 0);
  }

  /** Adds a page; the first is shown. Its button has the id {@code page-NAME}. */
  void add(String name, Feather icon, Supplier<PageFrame.Page> page) {
    var frame = new PageFrame(context, name, page);
    var button = new ToggleButton(context.say("ui.page-" + name + ".label"), Icons.of(icon));
    buttons.add(context.named(button, "page-" + name));
    names.add(name);
    frames.add(frame);
    button
        .selectedProperty()
        .subscribe(
            chosen -> {
              if (chosen) {
                getChildren().setAll(frame);
                menu.setText(button.getText());
              }
              frame.shown(chosen);
            });
    var action =
        new Action(
            "page-" + name, Kind.PAGE, button.getAccessibleText(), () -> button.setSelected(true));
    context
        .actions()
        .add(
            action.withKey(
                new KeyCodeCombination(KEYS[names.size() - 1], KeyCombination.SHORTCUT_DOWN)));
    MenuItem item =
        action.fill(new MenuItem(button.getText(), Icons.of(icon)), "page-menu-" + name);
    menu.getItems().add(item);
    if (buttons.size() == 1) {
      button.setSelected(true);
    }
  }

  /** Shows a page, by its place from 0. */
  void show(int place) {
    buttons.get(place).setSelected(true);
  }

  /** The name of the page in sight. */
  String inSight() {
    return IntStream.range(0, buttons.size())
        .filter(each -> buttons.get(each).isSelected())
        .mapToObj(names::get)
        .findFirst()
        .orElseThrow();
  }

  /** Does something of a page's; what goes wrong is told there. */
  void guard(String name, Runnable work) {
    frames.get(names.indexOf(name)).guard(work);
  }

  /**
   * Tells in its page what went wrong.
   *
   * @return whether that page is in sight
   */
  boolean fault(Throwable error) {
    Optional<String> page = new Fault(error).page(names, names.getFirst());
    page.ifPresent(name -> frames.get(names.indexOf(name)).fault(error));
    return page.filter(inSight()::equals).isPresent();
  }

  /** Each builds a page that nobody has looked at yet. */
  List<Runnable> later() {
    return frames.stream().<Runnable>map(each -> each::build).toList();
  }

  /** Builds at once those that nobody has looked at yet. */
  void finish() {
    frames.forEach(PageFrame::build);
  }

  /** The window closes for good, and with it what the pages have opened. */
  void end() {
    close();
    frames.forEach(PageFrame::end);
  }

  /** Nobody looks at any of them any more. */
  void close() {
    frames.forEach(each -> each.shown(false));
  }

  /** The same in less room. */
  MenuButton menu() {
    return menu;
  }

  /** The switch for the header. */
  SegmentedButton segments() {
    return Segments.of(buttons.toArray(ToggleButton[]::new));
  }

  /** Shows a page, by its name. */
  void show(String name) {
    show(names.indexOf(name));
  }
}
