package org.portbound.ui;

import java.util.function.Consumer;
import javafx.scene.Scene;
import javafx.scene.layout.Region;
import org.portbound.ui.control.Magnifier;
import org.portbound.ui.control.PopupZoom;
import org.portbound.ui.control.Theme;
import org.portbound.ui.control.UiContext;
import org.portbound.ui.control.Zoom;

/** The scene around the window's content: how large, and in which colours. JavaFX thread. */
final class StageView implements AutoCloseable {
  private final Scene scene;
  private final Theme theme;
  private final PopupZoom popups;
  private final ViewMenu menu;

  /**
   * @param content the whole window
   * @param say shows a few words for a moment
   */
  StageView(UiContext context, Region content, Consumer<String> say) {
    var zoom = new Zoom(context.settings());
    var root = new Magnifier(content, zoom.factorProperty());
    root.getStyleClass().add("pb-window");
    this.scene = context.memory().scene(root);
    this.theme = new Theme(scene, context.settings());
    this.popups = new PopupZoom(scene, zoom.factorProperty());
    this.menu = new ViewMenu(context, zoom, theme, say);
    menu.addKeys(scene);
  }

  Scene scene() {
    return scene;
  }

  Theme theme() {
    return theme;
  }

  ViewMenu menu() {
    return menu;
  }

  /** Follows neither the desktop nor the pop-ups any more. */
  @Override
  public void close() {
    theme.close();
    popups.close();
  }
}
