package org.portbound.ui;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import javafx.scene.Scene;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import org.controlsfx.control.SegmentedButton;
import org.kordamp.ikonli.feather.Feather;
import org.portbound.ui.control.Fold;
import org.portbound.ui.control.Icons;
import org.portbound.ui.control.Segments;
import org.portbound.ui.control.UiContext;

/**
 * The pages, of which one is in sight. The others keep their state and are told that nobody looks
 * at them. JavaFX thread.
 */
final class Pages extends StackPane {
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

  private static final double LEAST_WIDTH_PX = 620;
  private static final double LEAST_HEIGHT_PX = 400;

  private final UiContext context;
  private final List<ToggleButton> buttons = new ArrayList<>();
  private final List<String> names = new ArrayList<>();
  private final List<Sight> sights = new ArrayList<>();
  private final MenuButton menu;

  /** Hears whether its page is in sight. */
  @FunctionalInterface
  interface Sight {
    /** Says whether the page is in sight now. */
    void shown(boolean inSight);
  }

  Pages(UiContext context) {
    this.context = context;
    this.menu = context.named(new MenuButton(), "page-menu");
    menu.setMinWidth(USE_PREF_SIZE);
    setMinSize(0, 0);
  }

  /** A page scrolls where it has less room than it needs: in a small window, or drawn large. */
  private static ScrollPane placed(Region page) {
    if (page.getMinWidth() == USE_COMPUTED_SIZE && !(page instanceof Fold)) {
      page.setMinSize(LEAST_WIDTH_PX, LEAST_HEIGHT_PX);
    }
    var place = new ScrollPane(page);
    place.getStyleClass().add("pb-page");
    place.setFitToWidth(true);
    place.setFitToHeight(true);
    place.setFocusTraversable(false);
    return place;
  }

  /** Adds a page; the first is shown. Its button has the id {@code page-NAME}. */
  void add(String name, Feather icon, Region page, Sight sight) {
    ScrollPane place = placed(page);
    var button = new ToggleButton(context.say("ui.page-" + name + ".label"), Icons.of(icon));
    buttons.add(context.named(button, "page-" + name));
    names.add(name);
    sights.add(sight);
    button
        .selectedProperty()
        .subscribe(
            chosen -> {
              if (chosen) {
                getChildren().setAll(place);
                menu.setText(button.getText());
              }
              sight.shown(chosen);
            });
    var item = new MenuItem(button.getText(), Icons.of(icon));
    item.setId("page-menu-" + name);
    item.setOnAction(event -> button.setSelected(true));
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

  /** Nobody looks at any of them any more. */
  void close() {
    sights.forEach(each -> each.shown(false));
  }

  /** The same in less room. */
  MenuButton menu() {
    return menu;
  }

  /** The switch for the header. */
  SegmentedButton segments() {
    return Segments.of(buttons.toArray(ToggleButton[]::new));
  }

  /** Ctrl+1, Ctrl+2, … show the pages. */
  void addKeys(Scene scene) {
    for (int i = 0; i < buttons.size(); i++) {
      int place = i;
      scene
          .getAccelerators()
          .put(new KeyCodeCombination(KEYS[i], KeyCombination.SHORTCUT_DOWN), () -> show(place));
    }
  }
}
